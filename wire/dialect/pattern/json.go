package pattern

import (
	"bytes"
	"encoding/json"
	"io"
	"sort"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// JSON checks a JSON constant. For jsonb it writes it as jsonb keeps it: one member per key (the last), shorter keys
// first, no space between tokens; numbers keep their digits.
func JSON(text string, binary bool) (string, *sqlstate.Error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return "", invalidJSON(text)
	}
	if _, err := d.Token(); err != io.EOF {
		return "", invalidJSON(text)
	}
	if !binary {
		return text, nil
	}
	var b bytes.Buffer
	writeJSON(&b, v)
	return b.String(), nil
}

func invalidJSON(text string) *sqlstate.Error {
	e := sqlstate.New(sqlstate.InvalidTextRepr, "invalid input syntax for type json")
	e.Detail = "The input is: " + text
	return e
}

func writeJSON(b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		sort.Slice(keys, func(i, j int) bool {
			return len(keys[i]) < len(keys[j]) || len(keys[i]) == len(keys[j]) && keys[i] < keys[j]
		})
		for i, k := range keys {
			b.WriteString(separator("{", i))
			writeJSON(b, k)
			b.WriteByte(':')
			writeJSON(b, v[k])
		}
		b.WriteString(closing("{", "}", len(keys)))
	case []any:
		for i, e := range v {
			b.WriteString(separator("[", i))
			writeJSON(b, e)
		}
		b.WriteString(closing("[", "]", len(v)))
	default:
		var s bytes.Buffer
		e := json.NewEncoder(&s)
		e.SetEscapeHTML(false)
		if e.Encode(v) == nil {
			b.Write(bytes.TrimRight(s.Bytes(), "\n"))
		}
	}
}

func separator(open string, i int) string {
	if i == 0 {
		return open
	}
	return ","
}

func closing(open, shut string, n int) string {
	if n == 0 {
		return open + shut
	}
	return shut
}
