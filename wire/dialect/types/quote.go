package types

import "strings"

// QuoteIdentifier quotes a name where PostgreSQL or DuckDB would not read it back unquoted.
func QuoteIdentifier(s string) string {
	if plain(s) && !reserved[s] {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !(c == '_' || c >= 'a' && c <= 'z' || i > 0 && c >= '0' && c <= '9') {
			return false
		}
	}
	return s != ""
}

// QuoteString is an SQL string constant. It has no escapes but the doubled quote, in PostgreSQL and DuckDB alike.
func QuoteString(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// reserved are the words that DuckDB's grammar does not take as a bare column, table, function or type name, or as a
// bare alias: its reserved, type-or-function-name and column-name keywords, and the unreserved ones that are not
// allowed as a label without AS. Quoting more than needed does no harm.
var reserved = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(reservedWords) {
		m[w] = true
	}
	return m
}()

const reservedWords = `
all analyse analyze and anti any array as asc asof asymmetric at authorization between bigint binary bit boolean both
by case cast char character check coalesce collate collation column columns concurrently constraint create cross dec
decimal default deferrable desc describe distinct do else end except exists extract false fetch float for foreign
freeze from full generated glob group grouping grouping_id having ilike in initially inner inout int integer intersect
interval into is isnull join lambda lateral leading left like limit map national natural nchar none not notnull null
nullif numeric offset on only or order out outer overlaps overlay pivot pivot_longer pivot_wider placing position
positional precision primary qualify real references returning right row select semi setof show similar smallint some
struct substring summarize symmetric table tablesample then time timestamp to trailing treat trim true try_cast union
unique unpack unpivot using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement
xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable day hour minute month second year over
filter respect ignore isnull notnull`
