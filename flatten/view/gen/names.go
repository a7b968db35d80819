package main

import (
	"strings"
	"unicode"
)

// snake turns a FHIR name into an SQL name: birthDate → birth_date, CodeableConcept → codeable_concept.
func snake(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// reserved are the words that PostgreSQL or DuckDB refuse as the name of a table or column without quotes, among those
// that FHIR's names can turn into.
var reserved = words(`
	all analyse analyze and anti any array as asc asof asymmetric authorization binary both case cast check collate
	collation column concurrently constraint create cross current_date current_role current_time current_timestamp
	current_user default deferrable desc describe distinct do else end except false fetch for foreign freeze from full
	generated glob grant group having ilike in initially inner intersect into is isnull join lambda lateral leading left
	like limit localtime localtimestamp map natural not notnull null offset on only or order outer overlaps pivot
	positional primary qualify references returning right select semi session_user show similar some struct summarize
	symmetric table tablesample then to trailing true try_cast union unique unpivot user using variadic verbose when
	where window with`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// tableName is the name of a resource type's main table. Two types have names that SQL reserves: fhir_group, fhir_binary.
func tableName(resource string) string {
	n := snake(resource)
	if reserved[n] {
		return "fhir_" + n
	}
	return n
}

// columnName dodges reserved words by putting the element's parent before them: Coverage.order → coverage_order.
func columnName(name, parent string) string {
	if reserved[name] {
		return snake(parent[strings.LastIndexByte(parent, '.')+1:]) + "_" + name
	}
	return name
}
