package catalog

import "strings"

// survey is what a column's values have in common, so that its table is made with as little work as possible.
type survey struct {
	value string // the value of the first row
	same  bool   // … and of all others
	nulls bool   // some are NULL
}

func (s *section) survey() []survey {
	stats := make([]survey, len(s.columns))
	first := true
	s.each(func(v []string) {
		for i := range stats {
			if first {
				stats[i] = survey{value: v[i], same: true}
			}
			stats[i].same = stats[i].same && v[i] == stats[i].value
			stats[i].nulls = stats[i].nulls || v[i] == null
		}
		first = false
	})
	return stats
}

// fromText is column i (from 1) of a split row v in its type.
func (u survey) fromText(c Column, i int) string {
	t := duckType(c.Type)
	text := "v[" + itoa(i) + "]"
	if u.same {
		text = literal(u.value)
		if u.value == null {
			return "NULL::" + t
		}
	}
	switch {
	case isStringArray(c.Type):
		return "CASE WHEN " + text + " = '' THEN [] WHEN " + text + " <> '" + null + "' THEN string_split(" + text + ", chr(26)) END"
	case t == "VARCHAR" && u.nulls:
		return "nullif(" + text + ", '" + null + "')"
	case t == "VARCHAR":
		return text
	case u.nulls && strings.HasSuffix(t, "[]"):
		return "CAST(nullif(" + text + ", '" + null + "') AS " + t + ")"
	case u.nulls:
		return "TRY_CAST(" + text + " AS " + t + ")"
	}
	return text + "::" + t
}
