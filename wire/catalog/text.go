package catalog

import "strings"

// fromText is column i (from 1) of a split row v of the bundle, in its type. The survey saves work where it can.
func fromText(c Column, survey string, i int) string {
	t := duckType(c.Type)
	text, nulls := "v["+itoa(i)+"]", survey == "?"
	if value, same := strings.CutPrefix(survey, "="); same {
		text = literal(value)
		if value == null {
			return "NULL::" + t
		}
	}
	switch {
	case isStringArray(c.Type):
		return "CASE WHEN " + text + " = '' THEN [] WHEN " + text + " <> '" + null + "' THEN string_split(" + text + ", chr(26)) END"
	case t == "VARCHAR" && nulls:
		return "nullif(" + text + ", '" + null + "')"
	case t == "VARCHAR":
		return text
	case nulls && strings.HasSuffix(t, "[]"):
		return "CAST(nullif(" + text + ", '" + null + "') AS " + t + ")"
	case nulls:
		return "TRY_CAST(" + text + " AS " + t + ")"
	}
	return text + "::" + t
}
