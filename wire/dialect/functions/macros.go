package functions

import (
	"strings"
)

// textMacros turn values into PostgreSQL's text form where it differs from DuckDB's; the printer names them where it
// knows the type, and @text where only DuckDB does.
const textMacros = `
float_text(s) AS CASE s WHEN 'nan' THEN 'NaN' WHEN 'inf' THEN 'Infinity' WHEN '-inf' THEN '-Infinity' ELSE
	regexp_replace(regexp_replace(regexp_replace(s, '^(-?\d)(\d{15})\.0$', '\1.\2e+15'), '\.?0+e', 'e'), '\.0$', '') END;
interval_text(s) AS regexp_replace(regexp_replace(s, '\bmonth(s?)\b', 'mon\1'), '-1 (year|mon|day)\b', '-1 \1s', 'g');
numeric_text(x) AS CASE WHEN regexp_matches(typeof(x), '^DECIMAL\(38,(9|[1-3]\d)\)$')
	THEN rtrim(rtrim(x::VARCHAR, '0'), '.') ELSE x::VARCHAR END;
array_elem(s) AS CASE WHEN s = '' OR upper(s) = 'NULL' OR regexp_matches(s, '[{}",\\\s]')
	THEN '"' || replace(replace(s, '\', '\\'), '"', '\"') || '"' ELSE s END;
list_text(l) AS '{' || array_to_string(list_transform(l, lambda x: coalesce(@array_elem(x), 'NULL')), ',') || '}';
record_elem(s) AS CASE WHEN s IS NULL THEN '' WHEN s = '' OR regexp_matches(s, '[(),"\\\s]')
	THEN '"' || replace(replace(s, '\', '\\'), '"', '""') || '"' ELSE s END;
bytea_text(x) AS '\x' || lower(hex(x));
text(x) AS CASE typeof(x) WHEN 'DOUBLE' THEN @float_text(x::VARCHAR) WHEN 'FLOAT' THEN @float_text(x::VARCHAR)
	WHEN 'INTERVAL' THEN @interval_text(x::VARCHAR) WHEN 'BLOB' THEN @bytea_text(TRY_CAST(x AS BLOB))
	ELSE CASE WHEN typeof(x) LIKE '%[]' THEN @list_text(TRY_CAST(x AS VARCHAR[])) ELSE @numeric_text(x) END END;
`

// Macros are the statements that make PostgreSQL's functions in memory.pg, in the order in which they may run.
func Macros() []string {
	out := []string{"CREATE SCHEMA IF NOT EXISTS memory.pg"}
	for _, text := range []string{textMacros, stringMacros, mathMacros, timeMacros, jsonMacros, arrayMacros, systemMacros, rangeMacros} {
		for _, def := range strings.Split(text, ";\n") {
			if def = strings.TrimSpace(def); def != "" {
				out = append(out, "CREATE OR REPLACE MACRO "+Macro+expand(def))
			}
		}
	}
	return out
}

// expand writes out @raise('code', message) and @name.
func expand(def string) string {
	for {
		i := strings.Index(def, "@raise('")
		if i < 0 {
			break
		}
		rest := def[i+len("@raise('"):]
		code, message := rest[:5], rest[len("22012', "):]
		end := balanced(message)
		def = def[:i] + Raise(code, message[:end]) + message[end+1:]
	}
	return strings.ReplaceAll(def, "@", Macro)
}

// balanced is where the parenthesis closes that s is inside of.
func balanced(s string) int {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\'':
			quoted = !quoted
		case quoted:
		case s[i] == '(':
			depth++
		case s[i] == ')' && depth == 0:
			return i
		case s[i] == ')':
			depth--
		}
	}
	return len(s)
}
