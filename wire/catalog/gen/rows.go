package main

import (
	"fmt"
	"slices"
	"strings"
)

// without names the relations whose rows are not exported: they change, describe the exporting server, or are of no
// use without it.
var without = map[string]bool{
	"pg_statistic": true, "pg_rewrite": true, "pg_depend": true, "pg_shdepend": true, "pg_init_privs": true,
	"pg_authid": true, "pg_database": true, "pg_shdescription": true, "pg_replication_origin": true,
}

// views names the views whose rows are exported.
var views = map[string]bool{"pg_settings": true}

// where restricts the exported rows.
var where = map[string]string{
	"pg_class": "relnamespace <> 99 AND oid < 16384",
	// Columns of toast tables and the columns that every table has are left out.
	"pg_attribute":  "attnum > 0 AND attrelid < 16384 AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace <> 99)",
	"pg_index":      "indrelid IN (SELECT oid FROM pg_class WHERE relnamespace <> 99)",
	"pg_type":       "oid < 16384",
	"pg_collation":  "oid < 12346 OR collname IN ('ucs_basic', 'C.utf8', 'en_US.utf8', 'und-x-icu', 'en-x-icu', 'en-US-x-icu')",
	"pg_constraint": "conrelid = 0 OR conrelid IN (SELECT oid FROM pg_class WHERE relnamespace <> 99)",
	"pg_settings":   "name !~ '(_file|_directory|directories|data_dir|config)' AND name NOT IN ('unix_socket_directories')",
}

// instead replaces columns: trees nobody can read, numbers of the exporting server.
var instead = map[string]string{
	"pg_proc.proargdefaults":      "NULL",
	"pg_proc.prosqlbody":          "NULL",
	"pg_class.reltoastrelid":      "0",
	"pg_class.relfilenode":        "0",
	"pg_class.relpages":           "0",
	"pg_class.reltuples":          "-1",
	"pg_constraint.conbin":        "NULL",
	"pg_attribute.attacl":         "attacl",
	"pg_index.indexprs":           "NULL",
	"pg_index.indpred":            "NULL",
	"pg_type.typdefaultbin":       "NULL",
	"pg_settings.sourcefile":      "NULL",
	"pg_settings.sourceline":      "NULL",
	"pg_settings.setting":         "CASE context WHEN 'internal' THEN setting ELSE boot_val END",
	"pg_settings.reset_val":       "CASE context WHEN 'internal' THEN setting ELSE boot_val END",
	"pg_settings.source":          "'default'",
	"pg_settings.pending_restart": "false",
}

// rowsOf is the query for the rows of a relation; ok is false where none are exported.
func rowsOf(schema, name string, cols []column) (query string, ok bool) {
	isTable := (strings.HasPrefix(name, "pg_") || strings.HasPrefix(name, "sql_")) && !without[name] && !systemView(name)
	if !isTable && !views[name] {
		return "", false
	}
	exprs := make([]string, len(cols))
	for i, c := range cols {
		exprs[i] = expression(name, c)
	}
	query = fmt.Sprintf("SELECT %s FROM %s.%s", strings.Join(exprs, ", "), schema, name)
	if w := where[name]; w != "" {
		query += " WHERE " + w
	}
	return query + " ORDER BY " + order(cols), true
}

// order makes the export repeatable: by oid where there is one, else by all columns that come first.
func order(cols []column) string {
	for _, c := range cols {
		if c.name == "oid" {
			return `"oid"`
		}
	}
	return "1, 2, 3"
}

// systemView says whether a pg_ relation is a view (all of them are computed from the tables).
func systemView(name string) bool {
	return strings.HasPrefix(name, "pg_stat_") || strings.HasPrefix(name, "pg_statio_") || slices.Contains([]string{
		"pg_available_extension_versions", "pg_available_extensions", "pg_backend_memory_contexts", "pg_config",
		"pg_cursors", "pg_file_settings", "pg_group", "pg_hba_file_rules", "pg_ident_file_mappings", "pg_indexes",
		"pg_locks", "pg_matviews", "pg_policies", "pg_prepared_statements", "pg_prepared_xacts",
		"pg_publication_tables", "pg_replication_origin_status", "pg_replication_slots", "pg_roles", "pg_rules",
		"pg_seclabels", "pg_sequences", "pg_shadow", "pg_shmem_allocations", "pg_stats", "pg_stats_ext",
		"pg_stats_ext_exprs", "pg_tables", "pg_timezone_abbrevs", "pg_timezone_names", "pg_user", "pg_user_mappings",
		"pg_views", "pg_settings",
	}, name)
}

// expression gives a column as text that DuckDB casts back: reg* as numbers, arrays of numbers as [1,2], arrays of
// strings joined with \x1a.
func expression(rel string, c column) string {
	q := `"` + c.name + `"`
	if x, ok := instead[rel+"."+c.name]; ok {
		return x
	}
	switch c.base {
	case "24", "2202", "2203", "2204", "2205", "2206", "4089", "4096":
		return q + "::oid"
	case "22", "30": // int2vector, oidvector
		return "'[' || replace(" + q + "::text, ' ', ',') || ']'"
	case "1005", "1007", "1016", "1028", "1021", "1022", "1000", "2211": // arrays without strings
		return "'[' || array_to_string(" + q + ", ',') || ']'"
	case "1009", "1003", "1002", "1034": // _text, _name, _char, _aclitem
		return "array_to_string(" + q + "::text[], E'\\x1a')"
	}
	return q
}

// extra is a query whose result the bundle carries besides: answers of PostgreSQL's functions.
type extra struct {
	name    string
	columns []string // "name typeoid"
	query   string
}

var extras = []extra{
	{
		"proc_text",
		[]string{"oid 26", "name 25", "arguments 25", "identity 25", "result 25", "signature 25"},
		`SELECT oid, oid::regproc::text, pg_get_function_arguments(oid), pg_get_function_identity_arguments(oid),
		 pg_get_function_result(oid), oid::regprocedure::text FROM pg_proc WHERE oid < 16384 ORDER BY 1`,
	},
	{"type_text", []string{"oid 26", "formatted 25"}, `SELECT oid, format_type(oid, NULL) FROM pg_type WHERE oid < 16384 ORDER BY 1`},
	{
		"operator_text",
		[]string{"oid 26", "name 25", "signature 25"},
		`SELECT oid, oid::regoper::text, oid::regoperator::text FROM pg_operator ORDER BY 1`,
	},
	{"system_view", []string{"oid 26", "definition 25"}, `SELECT oid, pg_get_viewdef(oid) FROM pg_class
		 WHERE relkind = 'v' AND oid < 16384 ORDER BY 1`},
	{"index_text", []string{"oid 26", "definition 25"}, `SELECT indexrelid, pg_get_indexdef(indexrelid) FROM pg_index
		 WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace <> 99) ORDER BY 1`},
	{"constraint_text", []string{"oid 26", "definition 25"}, `SELECT oid, pg_get_constraintdef(oid) FROM pg_constraint
		 WHERE conrelid = 0 OR conrelid IN (SELECT oid FROM pg_class WHERE relnamespace <> 99) ORDER BY 1`},
	{
		"keyword",
		[]string{"word 25", "catcode 18", "barelabel 16", "catdesc 25", "baredesc 25"},
		`SELECT word, catcode, barelabel, catdesc, baredesc FROM pg_get_keywords() ORDER BY 1`,
	},
	{
		"encoding",
		[]string{"id 23", "name 25"},
		`SELECT i, pg_encoding_to_char(i) FROM generate_series(0, 60) i WHERE pg_encoding_to_char(i) <> '' ORDER BY 1`,
	},
	{
		"database_comment",
		[]string{"datname 25", "description 25"},
		`SELECT d.datname, s.description FROM pg_shdescription s JOIN pg_database d ON d.oid = s.objoid ORDER BY 1`,
	},
	{"role", []string{"oid 26", "rolname 19"}, `SELECT oid, rolname FROM pg_authid WHERE oid <> 10 ORDER BY 1`},
}
