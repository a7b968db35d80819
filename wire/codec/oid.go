package codec

// OIDs of PostgreSQL's built-in types (src/include/catalog/pg_type.dat), as far as values of them are shown or taken.
const (
	OIDBool        uint32 = 16
	OIDBytea       uint32 = 17
	OIDChar        uint32 = 18 // "char", one byte
	OIDName        uint32 = 19
	OIDInt8        uint32 = 20
	OIDInt2        uint32 = 21
	OIDInt2Vector  uint32 = 22
	OIDInt4        uint32 = 23
	OIDRegproc     uint32 = 24
	OIDText        uint32 = 25
	OIDOid         uint32 = 26
	OIDXid         uint32 = 28
	OIDCid         uint32 = 29
	OIDOidVector   uint32 = 30
	OIDJSON        uint32 = 114
	OIDXML         uint32 = 142
	OIDPgNodeTree  uint32 = 194
	OIDFloat4      uint32 = 700
	OIDFloat8      uint32 = 701
	OIDUnknown     uint32 = 705
	OIDBpchar      uint32 = 1042
	OIDVarchar     uint32 = 1043
	OIDDate        uint32 = 1082
	OIDTime        uint32 = 1083
	OIDTimestamp   uint32 = 1114
	OIDTimestampTZ uint32 = 1184
	OIDInterval    uint32 = 1186
	OIDTimeTZ      uint32 = 1266
	OIDBit         uint32 = 1560
	OIDVarbit      uint32 = 1562
	OIDNumeric     uint32 = 1700
	OIDRefcursor   uint32 = 1790
	OIDRegclass    uint32 = 2205
	OIDRegtype     uint32 = 2206
	OIDVoid        uint32 = 2278
	OIDUUID        uint32 = 2950
	OIDJSONB       uint32 = 3802
)

// PGType describes one built-in type of PostgreSQL.
type PGType struct {
	OID   uint32
	Name  string // typname
	Size  int16  // typlen
	Array uint32 // typarray, 0 where there is none
	Elem  uint32 // typelem of an array type, else 0
}

// scalars are the types above with their array types.
var scalars = []PGType{
	{OID: OIDBool, Name: "bool", Size: 1, Array: 1000},
	{OID: OIDBytea, Name: "bytea", Size: -1, Array: 1001},
	{OID: OIDChar, Name: "char", Size: 1, Array: 1002},
	{OID: OIDName, Name: "name", Size: 64, Array: 1003},
	{OID: OIDInt8, Name: "int8", Size: 8, Array: 1016},
	{OID: OIDInt2, Name: "int2", Size: 2, Array: 1005},
	{OID: OIDInt2Vector, Name: "int2vector", Size: -1, Array: 1006},
	{OID: OIDInt4, Name: "int4", Size: 4, Array: 1007},
	{OID: OIDRegproc, Name: "regproc", Size: 4, Array: 1008},
	{OID: OIDText, Name: "text", Size: -1, Array: 1009},
	{OID: OIDOid, Name: "oid", Size: 4, Array: 1028},
	{OID: OIDXid, Name: "xid", Size: 4, Array: 1011},
	{OID: OIDCid, Name: "cid", Size: 4, Array: 1012},
	{OID: OIDOidVector, Name: "oidvector", Size: -1, Array: 1013},
	{OID: OIDJSON, Name: "json", Size: -1, Array: 199},
	{OID: OIDXML, Name: "xml", Size: -1, Array: 143},
	{OID: OIDPgNodeTree, Name: "pg_node_tree", Size: -1},
	{OID: OIDFloat4, Name: "float4", Size: 4, Array: 1021},
	{OID: OIDFloat8, Name: "float8", Size: 8, Array: 1022},
	{OID: OIDUnknown, Name: "unknown", Size: -2},
	{OID: OIDBpchar, Name: "bpchar", Size: -1, Array: 1014},
	{OID: OIDVarchar, Name: "varchar", Size: -1, Array: 1015},
	{OID: OIDDate, Name: "date", Size: 4, Array: 1182},
	{OID: OIDTime, Name: "time", Size: 8, Array: 1183},
	{OID: OIDTimestamp, Name: "timestamp", Size: 8, Array: 1115},
	{OID: OIDTimestampTZ, Name: "timestamptz", Size: 8, Array: 1185},
	{OID: OIDInterval, Name: "interval", Size: 16, Array: 1187},
	{OID: OIDTimeTZ, Name: "timetz", Size: 12, Array: 1270},
	{OID: OIDBit, Name: "bit", Size: -1, Array: 1561},
	{OID: OIDVarbit, Name: "varbit", Size: -1, Array: 1563},
	{OID: OIDNumeric, Name: "numeric", Size: -1, Array: 1231},
	{OID: OIDRefcursor, Name: "refcursor", Size: -1, Array: 2201},
	{OID: OIDRegclass, Name: "regclass", Size: 4, Array: 2210},
	{OID: OIDRegtype, Name: "regtype", Size: 4, Array: 2211},
	{OID: OIDVoid, Name: "void", Size: 4},
	{OID: OIDUUID, Name: "uuid", Size: 16, Array: 2951},
	{OID: OIDJSONB, Name: "jsonb", Size: -1, Array: 3807},
	{OID: 2202, Name: "regprocedure", Size: 4, Array: 2207},
	{OID: 2203, Name: "regoper", Size: 4, Array: 2208},
	{OID: 2204, Name: "regoperator", Size: 4, Array: 2209},
	{OID: 4089, Name: "regnamespace", Size: 4, Array: 4090},
	{OID: 4096, Name: "regrole", Size: 4, Array: 4097},
	{OID: 4191, Name: "regcollation", Size: 4, Array: 4192},
	{OID: 3734, Name: "regconfig", Size: 4, Array: 3735},
	{OID: 3769, Name: "regdictionary", Size: 4, Array: 3770},
	{OID: 1033, Name: "aclitem", Size: 12, Array: 1034},
}

var byOID = index(scalars)

func index(types []PGType) map[uint32]PGType {
	oids := make(map[uint32]PGType, 2*len(types))
	for _, t := range types {
		oids[t.OID] = t
		if t.Array != 0 {
			oids[t.Array] = PGType{OID: t.Array, Name: "_" + t.Name, Size: -1, Elem: t.OID}
		}
	}
	return oids
}

// ByOID finds a built-in type, scalar or array, that this package knows.
func ByOID(oid uint32) (PGType, bool) { t, ok := byOID[oid]; return t, ok }
