package types

// OIDs of PostgreSQL's types, fixed since they came.
const (
	Bool          = 16
	Bytea         = 17
	Char          = 18 // "char"
	Name          = 19
	Int8          = 20
	Int2          = 21
	Int2Vector    = 22
	Int4          = 23
	RegProc       = 24
	Text          = 25
	OID           = 26
	TID           = 27
	XID           = 28
	CID           = 29
	OIDVector     = 30
	JSON          = 114
	XML           = 142
	PgNodeTree    = 194
	Float4        = 700
	Float8        = 701
	Unknown       = 705 // a quoted constant without a type yet
	Money         = 790
	MACAddr       = 829
	INet          = 869
	CIDR          = 650
	ACLItem       = 1033
	BPChar        = 1042
	VarChar       = 1043
	Date          = 1082
	Time          = 1083
	Timestamp     = 1114
	TimestampTZ   = 1184
	Interval      = 1186
	TimeTZ        = 1266
	Bit           = 1560
	VarBit        = 1562
	Numeric       = 1700
	RefCursor     = 1790
	RegProcedure  = 2202
	RegOper       = 2203
	RegOperator   = 2204
	RegClass      = 2205
	RegType       = 2206
	RegRole       = 4096
	RegNamespace  = 4089
	RegConfig     = 3734
	RegDictionary = 3769
	RegCollation  = 4191
	Record        = 2249
	CString       = 2275
	Any           = 2276
	AnyArray      = 2277
	Void          = 2278
	UUID          = 2950
	PgLSN         = 3220
	TSVector      = 3614
	TSQuery       = 3615
	JSONB         = 3802
	JSONPath      = 4072
	XID8          = 5069
	Int4Range     = 3904
	NumRange      = 3906
	TSRange       = 3908
	TSTZRange     = 3910
	DateRange     = 3912
	Int8Range     = 3926
)

// Type is the type of an expression as PostgreSQL sees it. The zero Type is unknown to us: DuckDB decides.
type Type struct {
	OID uint32
	// Mod is PostgreSQL's typmod plus one, so that the zero value says "none".
	Mod int32
	// Carry says what carries a numeric in DuckDB, where not DECIMAL.
	Carry Carry
}

// Carry says what carries a numeric's values inside a statement. Where a value leaves the statement it becomes DECIMAL.
type Carry uint8

// The carriers: DECIMAL; an integer type (sum(int8) is HUGEINT, extract(year …) BIGINT); DOUBLE (avg, division).
const (
	Exact Carry = iota
	Integer
	Double
)

// Of is the type with an OID and no modifier.
func Of(oid uint32) Type { return Type{OID: oid} }

// Typmod is PostgreSQL's type modifier, -1 for none.
func (t Type) Typmod() int32 { return t.Mod - 1 }

// Known tells a type that operators can be chosen by: neither absent nor a bare quoted constant.
func (t Type) Known() bool { return t.OID != 0 && t.OID != Unknown }

// info is what the table below says of a type.
type info struct {
	oid   uint32
	array uint32
	name  string // PostgreSQL's internal name
	duck  string // the DuckDB type that carries it
	cat   Category
}

// Category groups types as pg_type.typcategory does, with reg* apart.
type Category byte

// The categories.
const (
	Boolean  Category = 'B'
	Number   Category = 'N'
	String   Category = 'S'
	DateTime Category = 'D'
	TimeSpan Category = 'T'
	Array    Category = 'A'
	Reg      Category = 'G' // carried as OID, shown as a name
	Range    Category = 'R' // carried as a STRUCT, shown as text
	User     Category = 'U'
	Other    Category = 0
)

var table = []info{
	{Bool, 1000, "bool", "BOOLEAN", Boolean},
	{Bytea, 1001, "bytea", "BLOB", User},
	{Char, 1002, "char", "VARCHAR", String},
	{Name, 1003, "name", "VARCHAR", String},
	{Int8, 1016, "int8", "BIGINT", Number},
	{Int2, 1005, "int2", "SMALLINT", Number},
	{Int2Vector, 1006, "int2vector", "SMALLINT[]", Array},
	{Int4, 1007, "int4", "INTEGER", Number},
	{RegProc, 1008, "regproc", "UINTEGER", Reg},
	{Text, 1009, "text", "VARCHAR", String},
	{OID, 1028, "oid", "UINTEGER", Number},
	{TID, 1010, "tid", "VARCHAR", User},
	{XID, 1011, "xid", "UINTEGER", User},
	{CID, 1012, "cid", "UINTEGER", User},
	{OIDVector, 1013, "oidvector", "UINTEGER[]", Array},
	{JSON, 199, "json", "JSON", User},
	{XML, 143, "xml", "VARCHAR", User},
	{PgNodeTree, 0, "pg_node_tree", "VARCHAR", String},
	{Float4, 1021, "float4", "FLOAT", Number},
	{Float8, 1022, "float8", "DOUBLE", Number},
	{Unknown, 0, "unknown", "VARCHAR", Other},
	{Money, 791, "money", "DECIMAL(19,2)", Number},
	{MACAddr, 1040, "macaddr", "VARCHAR", User},
	{INet, 1041, "inet", "VARCHAR", User},
	{CIDR, 651, "cidr", "VARCHAR", User},
	{ACLItem, 1034, "aclitem", "VARCHAR", User},
	{BPChar, 1014, "bpchar", "VARCHAR", String},
	{VarChar, 1015, "varchar", "VARCHAR", String},
	{Date, 1182, "date", "DATE", DateTime},
	{Time, 1183, "time", "TIME", DateTime},
	{Timestamp, 1115, "timestamp", "TIMESTAMP", DateTime},
	{TimestampTZ, 1185, "timestamptz", "TIMESTAMPTZ", DateTime},
	{Interval, 1187, "interval", "INTERVAL", TimeSpan},
	{TimeTZ, 1270, "timetz", "TIMETZ", DateTime},
	{Bit, 1561, "bit", "BIT", User},
	{VarBit, 1563, "varbit", "BIT", User},
	{Numeric, 1231, "numeric", "DECIMAL", Number},
	{RefCursor, 2201, "refcursor", "VARCHAR", User},
	{RegProcedure, 2207, "regprocedure", "UINTEGER", Reg},
	{RegOper, 2208, "regoper", "UINTEGER", Reg},
	{RegOperator, 2209, "regoperator", "UINTEGER", Reg},
	{RegClass, 2210, "regclass", "UINTEGER", Reg},
	{RegType, 2211, "regtype", "UINTEGER", Reg},
	{RegRole, 4097, "regrole", "UINTEGER", Reg},
	{RegNamespace, 4090, "regnamespace", "UINTEGER", Reg},
	{RegConfig, 3735, "regconfig", "UINTEGER", Reg},
	{RegDictionary, 3770, "regdictionary", "UINTEGER", Reg},
	{RegCollation, 4192, "regcollation", "UINTEGER", Reg},
	{Record, 2287, "record", "", User},
	{CString, 1263, "cstring", "VARCHAR", String},
	{Void, 0, "void", "INTEGER", Other},
	{UUID, 2951, "uuid", "UUID", User},
	{PgLSN, 3221, "pg_lsn", "VARCHAR", User},
	{TSVector, 3643, "tsvector", "VARCHAR", User},
	{TSQuery, 3645, "tsquery", "VARCHAR", User},
	{JSONB, 3807, "jsonb", "JSON", User},
	{JSONPath, 4073, "jsonpath", "VARCHAR", User},
	{XID8, 271, "xid8", "UBIGINT", User},
	{Int4Range, 3905, "int4range", rangeStruct("INTEGER"), Range},
	{Int8Range, 3927, "int8range", rangeStruct("BIGINT"), Range},
	{NumRange, 3907, "numrange", rangeStruct("DECIMAL(38,16)"), Range},
	{DateRange, 3913, "daterange", rangeStruct("DATE"), Range},
	{TSRange, 3909, "tsrange", rangeStruct("TIMESTAMP"), Range},
	{TSTZRange, 3911, "tstzrange", rangeStruct("TIMESTAMPTZ"), Range},
}

var (
	byOID   = map[uint32]*info{}
	byArray = map[uint32]*info{}
	byName  = map[string]*info{}
)

func init() {
	for i := range table {
		t := &table[i]
		byOID[t.oid] = t
		byName[t.name] = t
		if t.array != 0 {
			byArray[t.array] = t
		}
	}
	for alias, name := range aliases {
		byName[alias] = byName[name]
	}
}

// aliases are other names of the same types: what the SQL grammar calls them, DuckDB's names, and the domains of
// information_schema, which clients see as their base types.
var aliases = map[string]string{
	"boolean": "bool", "int": "int4", "integer": "int4", "smallint": "int2", "bigint": "int8", "real": "float4",
	"double precision": "float8", "double": "float8", "decimal": "numeric", "dec": "numeric", "string": "text",
	"character": "bpchar", "character varying": "varchar", "bit varying": "varbit", "blob": "bytea", "timetz": "timetz",
	"time with time zone": "timetz", "time without time zone": "time", "timestamp with time zone": "timestamptz",
	"timestamp without time zone": "timestamp", "datetime": "timestamp",
	"sql_identifier": "name", "character_data": "varchar", "cardinal_number": "int4", "yes_or_no": "varchar",
	"time_stamp": "timestamptz", "citext": "text",
}

// ByName finds a type by PostgreSQL's name, or the name of an array type (_text).
func ByName(name string) (Type, bool) {
	if i, ok := byName[name]; ok {
		return Of(i.oid), true
	}
	if len(name) > 1 && name[0] == '_' {
		if i, ok := byName[name[1:]]; ok && i.array != 0 {
			return Of(i.array), true
		}
	}
	return Type{}, false
}

// NameOf is PostgreSQL's internal name of a type: int4, _text; "" where the OID is not known.
func NameOf(oid uint32) string {
	if i := byOID[oid]; i != nil {
		return i.name
	}
	if i := byArray[oid]; i != nil {
		return "_" + i.name
	}
	return ""
}

// displayed are the names that PostgreSQL shows where they are not the internal ones.
var displayed = map[uint32]string{
	Bool: "boolean", Int2: "smallint", Int4: "integer", Int8: "bigint", Float4: "real", Float8: "double precision",
	VarChar: "character varying", BPChar: "character", Time: "time without time zone", TimeTZ: "time with time zone",
	Timestamp: "timestamp without time zone", TimestampTZ: "timestamp with time zone", Bit: "bit", VarBit: "bit varying",
}

// Display is a type's name in PostgreSQL's messages: integer, timestamp with time zone.
func Display(t Type) string {
	if name := displayed[t.OID]; name != "" {
		return name
	}
	if IsArray(t) {
		return Display(ElemOf(t)) + "[]"
	}
	return NameOf(t.OID)
}

// Exists tells whether the OID is one of this package's types or their arrays.
func Exists(oid uint32) bool { return NameOf(oid) != "" }

// ArrayOf is the array type of an element type; the zero Type where there is none. Elements of arrays are scalar:
// PostgreSQL's type for an array of arrays is the same.
func ArrayOf(t Type) Type {
	if IsArray(t) {
		return t
	}
	if i := byOID[t.OID]; i != nil && i.array != 0 {
		return Type{OID: i.array, Mod: t.Mod, Carry: t.Carry}
	}
	return Type{}
}

// ElemOf is the element type of an array type, or of int2vector and oidvector.
func ElemOf(t Type) Type {
	switch t.OID {
	case Int2Vector:
		return Of(Int2)
	case OIDVector:
		return Of(OID)
	}
	if i := byArray[t.OID]; i != nil {
		return Type{OID: i.oid, Mod: t.Mod, Carry: t.Carry}
	}
	return Type{}
}

// OfVector is the array type that int2vector and oidvector are cast to; other types are themselves.
func OfVector(t Type) Type {
	if t.OID == Int2Vector || t.OID == OIDVector {
		return ArrayOf(ElemOf(t))
	}
	return t
}

// IsArray tells an array type.
func IsArray(t Type) bool { return byArray[t.OID] != nil }

// CategoryOf groups a type.
func CategoryOf(t Type) Category {
	if i := byOID[t.OID]; i != nil {
		return i.cat
	}
	if IsArray(t) {
		return Array
	}
	return Other
}

// IsInteger tells int2, int4 and int8.
func IsInteger(t Type) bool { return t.OID == Int2 || t.OID == Int4 || t.OID == Int8 }

// IsNumber tells the numeric types (oid among them).
func IsNumber(t Type) bool { return CategoryOf(t) == Number }

// IsText tells the character types.
func IsText(t Type) bool { return CategoryOf(t) == String }

// IsReg tells the types that carry an OID and show a name.
func IsReg(t Type) bool { return CategoryOf(t) == Reg }

// IsJSON tells json and jsonb.
func IsJSON(t Type) bool { return t.OID == JSON || t.OID == JSONB }
