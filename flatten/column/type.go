package column

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/apache/arrow-go/v18/arrow"
)

// The Arrow types of columns. The engine maps them to SQL types one to one.
var (
	Varchar     = arrow.BinaryTypes.String
	Boolean     = arrow.FixedWidthTypes.Boolean
	Integer     = arrow.PrimitiveTypes.Int32
	BigInt      = arrow.PrimitiveTypes.Int64
	Date        = arrow.FixedWidthTypes.Date32
	Time        = arrow.FixedWidthTypes.Time64us
	TimestampTZ = &arrow.TimestampType{Unit: arrow.Microsecond, TimeZone: "UTC"}
	Decimal     = &arrow.Decimal128Type{Precision: 38, Scale: 10}
	TextList    = arrow.ListOf(arrow.BinaryTypes.String)
)

var sqlTypes = map[string]arrow.DataType{
	"VARCHAR": Varchar, "CHARACTER VARYING": Varchar, "TEXT": Varchar, "STRING": Varchar, "CHARACTER": Varchar,
	"CHAR": Varchar, "CLOB": Varchar, "CHARACTER LARGE OBJECT": Varchar, "BINARY": Varchar, "VARBINARY": Varchar,
	"BOOLEAN": Boolean, "BOOL": Boolean,
	"INTEGER": Integer, "INT": Integer, "SMALLINT": Integer, "INT4": Integer,
	"BIGINT": BigInt, "INT8": BigInt,
	"DATE": Date, "TIME": Time, "TIME WITHOUT TIME ZONE": Time,
	"TIMESTAMP WITH TIME ZONE": TimestampTZ, "TIMESTAMPTZ": TimestampTZ, "TIMESTAMP": TimestampTZ,
	"DECIMAL": Decimal, "NUMERIC": Decimal, "DEC": Decimal,
}

var typeParameters = regexp.MustCompile(`^([A-Z ]+?)\s*\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)$`)

// ParseType returns the Arrow type of an SQL type as the tag ansi/type names it. Lengths of texts are ignored; a float
// becomes a decimal, because FHIR has no binary numbers.
func ParseType(sql string) (arrow.DataType, error) {
	name := strings.Join(strings.Fields(strings.ToUpper(sql)), " ")
	if t, ok := sqlTypes[name]; ok {
		return t, nil
	}
	switch name {
	case "REAL", "FLOAT", "DOUBLE", "DOUBLE PRECISION":
		return Decimal, nil
	}
	p := typeParameters.FindStringSubmatch(name)
	if p == nil {
		return nil, fmt.Errorf("there is no SQL type %q", sql)
	}
	t, ok := sqlTypes[p[1]]
	switch {
	case !ok:
		return nil, fmt.Errorf("there is no SQL type %q", sql)
	case t != Decimal:
		return t, nil
	}
	precision, _ := strconv.Atoi(p[2])
	scale, _ := strconv.Atoi("0" + p[3])
	if precision < 1 || precision > 38 || scale > precision {
		return nil, fmt.Errorf("%s: a decimal has 1 to 38 digits and at most as many behind the point", sql)
	}
	return &arrow.Decimal128Type{Precision: int32(precision), Scale: int32(scale)}, nil
}
