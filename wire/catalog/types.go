package catalog

// duckTypes carries PostgreSQL's types in DuckDB. Numbers that stand for names (oid, reg*, xid) are UINTEGER; the rest
// of what is not listed is VARCHAR.
var duckTypes = map[uint32]string{
	16:   "BOOLEAN",
	17:   "BLOB",
	20:   "BIGINT",
	21:   "SMALLINT",
	23:   "INTEGER",
	26:   "UINTEGER", // oid
	24:   "UINTEGER", // regproc
	28:   "UINTEGER", // xid
	2205: "UINTEGER", // regclass
	2206: "UINTEGER", // regtype
	700:  "FLOAT",
	701:  "DOUBLE",
	1114: "TIMESTAMP",
	1184: "TIMESTAMPTZ",
	1186: "INTERVAL",
	1700: "DECIMAL(38,9)",

	22:   "SMALLINT[]", // int2vector
	30:   "UINTEGER[]", // oidvector
	1000: "BOOLEAN[]",
	1002: "VARCHAR[]",
	1003: "VARCHAR[]",
	1005: "SMALLINT[]",
	1007: "INTEGER[]",
	1009: "VARCHAR[]",
	1016: "BIGINT[]",
	1021: "FLOAT[]",
	1022: "DOUBLE[]",
	1028: "UINTEGER[]",
	1034: "VARCHAR[]", // aclitem[]
	2211: "UINTEGER[]",
}

// duckType is the DuckDB type that carries a PostgreSQL type.
func duckType(oid uint32) string {
	if t, ok := duckTypes[oid]; ok {
		return t
	}
	return "VARCHAR"
}

// isStringArray says whether the bundle joins the elements with elementEnd.
func isStringArray(oid uint32) bool { return duckType(oid) == "VARCHAR[]" }

// zero is the value of a NOT NULL column that nothing is known about.
func zero(c Column) string {
	t := duckType(c.Type)
	if !c.NotNull {
		return "NULL::" + t
	}
	switch t {
	case "VARCHAR":
		return "''"
	case "BOOLEAN":
		return "false"
	case "VARCHAR[]", "SMALLINT[]", "UINTEGER[]", "INTEGER[]", "BOOLEAN[]", "BIGINT[]", "FLOAT[]", "DOUBLE[]":
		return "[]::" + t
	}
	return "0::" + t
}
