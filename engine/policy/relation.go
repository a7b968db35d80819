package policy

import "strings"

// relation decides on a name in FROM.
func (p *Policy) relation(catalog, schema, name string) *Error {
	catalog, schema, name = fold(catalog), fold(schema), fold(name)
	shown := strings.Trim(strings.Join([]string{catalog, schema, name}, "."), ".")
	if fileLike(name) || fileLike(schema) || fileLike(catalog) || schema != "" && fileExtensions[name] {
		return refuse(denied, "permission denied for file %q", shown)
	}
	switch {
	case catalog != "":
		if p.schemas[Schema{catalog, schema}] || catalog == "temp" && (schema == "main" || schema == "") {
			return nil
		}
	case schema != "":
		if p.byName[schema] || schema == "temp" {
			return nil
		}
	default:
		if !builtinRelation(name) {
			return nil
		}
	}
	return refuse(denied, "permission denied for relation %s", shown)
}

// fileLike reports whether DuckDB might take a name that it does not find for that of a file to read. A name with a dot in it
// is the only way for an unqualified one; slashes, colons and globs are refused for good measure.
func fileLike(name string) bool { return strings.ContainsAny(name, "./\\:*?[]") }

// fileExtensions are those that DuckDB reads by replacement scans: FROM public.csv is the file "public.csv" where there is
// no such table.
var fileExtensions = set(`csv tsv txt json jsonl ndjson geojson parquet db ddb duckdb sqlite gz zst zstd bz2 xz zip arrow
	feather ipc avro orc xlsx vortex`)

// builtinRelation reports whether an unqualified name may be a view of DuckDB's own, which would show hidden schemas, settings
// and paths. DuckDB searches its schemas main and pg_catalog after the search path.
func builtinRelation(name string) bool {
	for _, prefix := range []string{"duckdb_", "pragma_", "sqlite_", "pg_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
