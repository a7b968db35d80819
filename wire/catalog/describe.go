package catalog

import "strings"

// DescribeAll is the query for all relations of Database that clients see, column by column in order: schema (VARCHAR),
// relation (VARCHAR), its OID (UINTEGER), column (VARCHAR), PostgreSQL type (UINTEGER, 0 for nested DuckDB types, which are
// shown as json but are none to DuckDB), typmod (INTEGER) and attnum (SMALLINT). Ask again after Refresh.
func DescribeAll() string {
	return `SELECT r.schema_name, r.name, r.oid, a.name, CASE WHEN a.nested THEN 0 ELSE a.typid END::UINTEGER AS typid, a.typmod, a.attnum
FROM memory.tarn_catalog.rel r JOIN memory.tarn_catalog.att a ON a.relid = r.oid ORDER BY r.schema_name, r.name, a.attnum`
}

// Describe is the query for the columns of a relation of the user's: schema "" looks for a temporary relation first,
// then along path. It gives no row where there is none; else, in order, per column: DuckDB's catalog and schema of the
// relation (VARCHAR), its OID (UINTEGER), the column's name (VARCHAR), PostgreSQL type (UINTEGER, 0 for nested DuckDB
// types, which are shown as json), typmod (INTEGER) and attnum (SMALLINT).
func Describe(schema, name string, path []string) string {
	if schema != "" {
		path = []string{schema}
	}
	items := make([]string, len(path))
	for i, p := range path {
		items[i] = literal(p)
	}
	temp := ""
	if schema == "" || schema == "pg_temp" || schema == tempSchema {
		temp = " UNION ALL SELECT 'temp', 'main', oid, name, 0 FROM memory.tarn_catalog.temp_rel"
	}
	return `SELECT r."catalog", r."schema", r.oid, a.name, CASE WHEN a.nested THEN 0 ELSE a.typid END::UINTEGER AS typid, a.typmod, a.attnum
FROM (SELECT * FROM (SELECT ` + literal(Database) + ` AS "catalog", schema_name AS "schema", oid, name, list_position([` + strings.Join(items, ", ") +
		`]::VARCHAR[], schema_name) AS pos FROM memory.tarn_catalog.rel` + temp + `) WHERE name = ` + literal(name) +
		` AND pos IS NOT NULL ORDER BY pos LIMIT 1) r
JOIN (SELECT * FROM memory.tarn_catalog.att UNION ALL BY NAME SELECT * FROM memory.tarn_catalog.temp_att) a ON a.relid = r.oid
ORDER BY a.attnum`
}

// tempSchema is the schema that temporary relations show up in.
const tempSchema = "pg_temp_3"
