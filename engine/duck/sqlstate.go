package duck

import "strings"

// rule gives the errors of one type, whose subtype, object and message fit, an SQLSTATE. Empty fields fit all.
type rule struct {
	subtype string
	object  string // prefix of ObjectType
	words   string // contained in Message
	state   string
}

// SQLState is PostgreSQL's code for the error. What is not told apart gets the general code of its class.
func (e *Error) SQLState() string {
	for _, r := range rules[strings.ToLower(e.Type)] {
		if r.fits(e) {
			return r.state
		}
	}
	return "XX000"
}

func (r rule) fits(e *Error) bool {
	return (r.subtype == "" || r.subtype == e.Subtype) && strings.HasPrefix(e.ObjectType, r.object) &&
		strings.Contains(e.Message, r.words)
}

// rules are tried in order, by DuckDB's exception type in lower case. The words are those of DuckDB 1.5's messages, which
// say more than its subtypes do.
var rules = map[string][]rule{
	"catalog": {
		{subtype: "MISSING_ENTRY", object: "Table Function", state: "42883"},
		{subtype: "MISSING_ENTRY", object: "Table", state: "42P01"},
		{subtype: "MISSING_ENTRY", object: "View", state: "42P01"},
		{subtype: "MISSING_ENTRY", object: "Sequence", state: "42P01"},
		{subtype: "MISSING_ENTRY", object: "Scalar", state: "42883"},
		{subtype: "MISSING_ENTRY", object: "Aggregate", state: "42883"},
		{subtype: "MISSING_ENTRY", object: "Macro", state: "42883"},
		{subtype: "MISSING_ENTRY", object: "Pragma", state: "42883"},
		{subtype: "MISSING_ENTRY", object: "Schema", state: "3F000"},
		{subtype: "MISSING_ENTRY", state: "42704"},
		{subtype: "ENTRY_ALREADY_EXISTS", object: "Table Function", state: "42723"},
		{subtype: "ENTRY_ALREADY_EXISTS", object: "Table", state: "42P07"},
		{subtype: "ENTRY_ALREADY_EXISTS", object: "View", state: "42P07"},
		{subtype: "ENTRY_ALREADY_EXISTS", object: "Index", state: "42P07"},
		{subtype: "ENTRY_ALREADY_EXISTS", object: "Sequence", state: "42P07"},
		{subtype: "ENTRY_ALREADY_EXISTS", object: "Schema", state: "42P06"},
		{subtype: "ENTRY_ALREADY_EXISTS", state: "42710"},
		{words: "trying to", state: "42809"},
		{words: "ould not drop", state: "2BP01"},
		{words: "does not exist because schema", state: "42P01"},
		{words: "Schema with name", state: "3F000"},
		{words: "Function with name", state: "42883"},
		{words: "Table with name", state: "42P01"},
		{words: "unction", state: "42883"},
		{state: "42704"},
	},
	"dependency": {{state: "2BP01"}},
	"binder": {
		{subtype: "COLUMN_NOT_FOUND", state: "42703"},
		{subtype: "NO_MATCHING_FUNCTION", state: "42883"},
		{words: "does not have a column", state: "42703"},
		{words: "mbiguous", state: "42702"},
		{words: "Could not choose a best candidate", state: "42725"},
		{words: "Referenced table", state: "42P01"},
		{words: "GROUP BY", state: "42803"},
		{words: "aggregate", state: "42803"},
		{words: "indow", state: "42P20"},
		{words: "Catalog \"", state: "3D000"},
		{words: "Prepared statement", state: "26000"},
		{words: "uplicate alias", state: "42712"},
		{words: "OFFSET cannot be negative", state: "2201W"},
		{words: "ORDER term out of range", state: "42P10"},
		{words: "values were supplied", state: "42601"},
		{words: "same number of result columns", state: "42601"},
		{words: "Cannot compare", state: "42883"},
		{words: "Cannot mix", state: "42804"},
		{words: "Cannot deduce", state: "42804"},
		{words: "read-only", state: "25006"},
		{subtype: "UNSUPPORTED", state: "0A000"},
		{state: "42000"},
	},
	"parser": {{state: "42601"}},
	"syntax": {{words: "escape", state: "22025"}, {state: "42601"}},
	"conversion": {
		{subtype: "ENCODING", state: "22021"},
		{words: "Unimplemented type", state: "42846"},
		{words: "Malformed JSON", state: "22P02"},
		{words: "date field format", state: "22007"},
		{words: "time field format", state: "22007"},
		{words: "timestamp field format", state: "22007"},
		{words: "extract specifier", state: "22007"},
		{words: "field value out of range", state: "22008"},
		{words: "Date out of range", state: "22008"},
		{words: "out of range", state: "22003"},
		{words: "Could not cast value", state: "22003"},
		{words: "UTF", state: "22021"},
		{state: "22P02"},
	},
	"decimal": {{state: "22003"}},
	"out of range": {
		{words: "square root", state: "2201F"},
		{words: "logarithm", state: "2201E"},
		{words: "imestamp", state: "22008"},
		{words: "Date", state: "22008"},
		{words: "bit index", state: "2202E"},
		{words: "string of size", state: "54000"},
		{state: "22003"},
	},
	"divide by zero": {{state: "22012"}},
	"invalid input": {
		{subtype: "PARAMETER_COUNT", state: "08P01"},
		{words: "More than one row returned by a subquery", state: "21000"},
		{words: "parameters, but", state: "08P01"},
		{words: "prepare multiple statements", state: "42601"},
		{words: "read-only mode", state: "25006"},
		{words: "configuration has been locked", state: "42501"},
		{words: "ivision by zero", state: "22012"},
		{words: "Malformed JSON", state: "22P02"},
		{words: "Could not parse string", state: "22007"},
		{words: "UTF-8", state: "22021"},
		{words: "panic in a Go function", state: "XX000"},
		{state: "22023"},
	},
	"constraint": {
		{words: "NOT NULL", state: "23502"},
		{words: "CHECK", state: "23514"},
		{words: "oreign key", state: "23503"},
		{words: "uplicate key", state: "23505"},
		{words: "unique", state: "23505"},
		{state: "23000"},
	},
	"transactioncontext": transactionRules,
	"transaction":        transactionRules,
	"permission":         {{state: "42501"}},
	"io": {
		{words: "No space left", state: "53100"},
		{words: "max_temp_directory_size", state: "53100"},
		{state: "58030"},
	},
	"out of memory":          {{state: "53200"}},
	"not implemented":        {{words: "TimeZone", state: "22023"}, {state: "0A000"}},
	"interrupt":              {{state: "57014"}},
	"parameter not resolved": {{state: "42P18"}},
	"parameter not allowed":  {{state: "42P02"}},
	"settings":               {{state: "22023"}},
	"invalid configuration":  {{state: "22023"}},
	"sequence":               {{state: "2200H"}},
	"invalid type":           {{state: "42804"}},
	"mismatch type":          {{state: "42804"}},
	"unknown type":           {{state: "42704"}},
	"object size":            {{state: "54000"}},
	"missing extension":      {{state: "0A000"}},
	"extension autoloading":  {{state: "0A000"}},
	"http":                   {{state: "58000"}},
	"network":                {{state: "58000"}},
	"connection":             {{state: "08003"}},
	"stale":                  {{state: "24000"}},
}

var transactionRules = []rule{
	{words: "no transaction is active", state: "25P01"},
	{words: "within a transaction", state: "25001"},
	{words: "is aborted", state: "25P02"},
	{words: "read-only", state: "25006"},
	{words: "onflict", state: "40001"},
	{state: "25000"},
}
