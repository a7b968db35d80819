package codec_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
	"github.com/tarn-sql/tarn/wire/codec"
)

func structOf(names []string, types ...backend.Type) backend.Type {
	return backend.Type{Kind: backend.KindStruct, Names: names, Children: types}
}

// TestJSON: nested values are json, in both formats.
func TestJSON(t *testing.T) {
	text, integer := kind(backend.KindVarchar), kind(backend.KindInteger)
	tests := []struct {
		typ   backend.Type
		value any
		want  string
	}{
		{structOf([]string{"a", `b"c`}, integer, text), []any{int64(1), "x\"\\\n\x01\u2028é"}, `{"a":1,"b\"c":"x\"\\\n\u0001` + "\u2028" + `é"}`},
		{structOf([]string{"a"}, integer), []any{nil}, `{"a":null}`},
		{listOf(structOf([]string{"a"}, integer)), []any{[]any{int64(1)}, nil, []any{int64(2)}}, `[{"a":1},null,{"a":2}]`},
		{structOf([]string{"l"}, listOf(listOf(integer))), []any{[]any{[]any{int64(1)}, nil, []any{}}}, `{"l":[[1],null,[]]}`},
		{
			backend.Type{Kind: backend.KindMap, Children: []backend.Type{text, listOf(integer)}},
			[]any{[]any{"k", []any{int64(1)}}, []any{"", nil}},
			`{"k":[1],"":null}`,
		},
		{backend.Type{Kind: backend.KindMap, Children: []backend.Type{integer, kind(backend.KindBoolean)}}, []any{[]any{int64(7), true}}, `{"7":true}`},
		{backend.Type{Kind: backend.KindUnion, Names: []string{"i", "s"}, Children: []backend.Type{integer, text}}, chunk.Member{Tag: 1, Value: "x"}, `"x"`},
		{backend.Type{Kind: backend.KindUnion, Names: []string{"i", "s"}, Children: []backend.Type{integer, text}}, chunk.Member{Tag: 0, Value: nil}, `null`},
		{structOf([]string{"n", "h"}, decimal(38, 9), kind(backend.KindHugeInt)), []any{int64(1_500_000_000), chunk.Huge{Lower: 0, Upper: 1}}, `{"n":1.5,"h":18446744073709551616}`},
		{structOf([]string{"f", "nan", "i"}, kind(backend.KindDouble), kind(backend.KindDouble), kind(backend.KindFloat)), []any{1e20, math.NaN(), math.Inf(-1)}, `{"f":1e+20,"nan":"NaN","i":"-Infinity"}`},
		{
			structOf([]string{"d", "t", "z", "v"}, kind(backend.KindDate), kind(backend.KindTimestamp), kind(backend.KindTimestampTZ), kind(backend.KindInterval)),
			[]any{int64(0), int64(1_500_000), int64(0), chunk.Interval{Days: 1}},
			`{"d":"1970-01-01","t":"1970-01-01T00:00:01.5","z":"1970-01-01T05:30:00+05:30","v":"1 day"}`,
		},
		{structOf([]string{"j", "b", "bit"}, kind(backend.KindJSON), kind(backend.KindBlob), kind(backend.KindBit)), []any{`{"x": [1]}`, []byte{0, 255}, []byte{6, 0b11111110}}, `{"j":{"x": [1]},"b":"\\x00ff","bit":"10"}`},
		{structOf([]string{"e", "u", "n"}, backend.Type{Kind: backend.KindEnum, Names: []string{"p", "q"}}, kind(backend.KindUUID), kind(backend.KindNull)), []any{int64(1), chunk.Huge{Upper: math.MinInt64}, nil}, `{"e":"q","u":"00000000-0000-0000-0000-000000000000","n":null}`},
	}
	settings := codec.Settings{Location: zone("Asia/Kolkata"), DateStyle: codec.DateGerman}
	for _, tt := range tests {
		if desc := codec.Describe(tt.typ, 0, -1); desc.OID != codec.OIDJSON {
			t.Errorf("%s is announced as %d", tt.want, desc.OID)
		}
		for _, f := range []codec.Format{codec.Text, codec.Binary} {
			got, err := encode(tt.typ, tt.value, f, settings)
			if err != nil || string(got) != tt.want || !json.Valid(got) {
				t.Errorf("got %s, %v; want %s", got, err, tt.want)
			}
		}
	}
}

// TestAnnouncedTypes: a column may be announced as another type than its own where its values can be written so.
func TestAnnouncedTypes(t *testing.T) {
	tests := []struct {
		typ          backend.Type
		value        any
		want         uint32 // what the analysis says
		oid          uint32 // what is announced
		text, binary string
	}{
		{kind(backend.KindUInteger), int64(4294967295), codec.OIDOid, codec.OIDOid, "4294967295", "\xff\xff\xff\xff"},
		{kind(backend.KindBigInt), int64(23), codec.OIDRegtype, codec.OIDRegtype, "23", "\x00\x00\x00\x17"},
		{kind(backend.KindVarchar), "int4", codec.OIDRegtype, codec.OIDText, "int4", "int4"}, // no number to send in binary
		{kind(backend.KindVarchar), "pg_class", codec.OIDName, codec.OIDName, "pg_class", "pg_class"},
		{kind(backend.KindVarchar), "r", codec.OIDChar, codec.OIDChar, "r", "r"},
		{kind(backend.KindJSON), "{}", codec.OIDJSONB, codec.OIDJSONB, "{}", "\x01{}"},
		{kind(backend.KindHugeInt), int64(-7), codec.OIDInt8, codec.OIDInt8, "-7", "\xff\xff\xff\xff\xff\xff\xff\xf9"},
		{kind(backend.KindInteger), int64(5), codec.OIDNumeric, codec.OIDNumeric, "5", "\x00\x01\x00\x00\x00\x00\x00\x00\x00\x05"},
		{kind(backend.KindDouble), math.Copysign(0, -1), codec.OIDNumeric, codec.OIDNumeric, "0", "\x00\x00\x00\x00\x00\x00\x00\x00"},
		{kind(backend.KindDouble), -12345.678, codec.OIDNumeric, codec.OIDNumeric, "-12345.678", "\x00\x03\x00\x01\x40\x00\x00\x03\x00\x01\x09\x29\x1a\x7c"},
		{kind(backend.KindDouble), 0.0001, codec.OIDNumeric, codec.OIDNumeric, "0.0001", "\x00\x01\xff\xff\x00\x00\x00\x04\x00\x01"},
		{kind(backend.KindDouble), 1e22, codec.OIDNumeric, codec.OIDNumeric, "10000000000000000000000", "\x00\x01\x00\x05\x00\x00\x00\x00\x00\x64"},
		{kind(backend.KindDouble), 1e-300, codec.OIDNumeric, codec.OIDNumeric, "0." + strings.Repeat("0", 299) + "1", "\x00\x01\xff\xb5\x00\x00\x01\x2c\x00\x01"},
		{kind(backend.KindDouble), math.NaN(), codec.OIDNumeric, codec.OIDNumeric, "NaN", "\x00\x00\x00\x00\xc0\x00\x00\x00"},
		{kind(backend.KindDouble), math.Inf(1), codec.OIDNumeric, codec.OIDNumeric, "Infinity", "\x00\x00\x00\x00\xd0\x00\x00\x00"},
		{kind(backend.KindDouble), math.Inf(-1), codec.OIDNumeric, codec.OIDNumeric, "-Infinity", "\x00\x00\x00\x00\xf0\x00\x00\x00"},
		{listOf(kind(backend.KindDouble)), []any{1.5, math.NaN()}, 1231, 1231, "{1.5,NaN}", "\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x06\xa4\x00\x00\x00\x02\x00\x00\x00\x01\x00\x00\x00\x0c\x00\x02\x00\x00\x00\x00\x00\x01\x00\x01\x13\x88\x00\x00\x00\x08\x00\x00\x00\x00\xc0\x00\x00\x00"},
		{kind(backend.KindDouble), 1.5, codec.OIDInt4, codec.OIDFloat8, "1.5", "\x3f\xf8\x00\x00\x00\x00\x00\x00"},
		{kind(backend.KindBigInt), int64(5), codec.OIDText, codec.OIDText, "5", "5"},
		{kind(backend.KindVarchar), "x", 99999, codec.OIDText, "x", "x"},
		{listOf(kind(backend.KindSmallInt)), []any{int64(1), int64(2)}, codec.OIDInt2Vector, codec.OIDInt2Vector, "1 2", "\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x15\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x02\x00\x01\x00\x00\x00\x02\x00\x02"},
		{listOf(kind(backend.KindUInteger)), []any{int64(1)}, 1028, 1028, "{1}", "\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x1a\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00\x00\x01"},
		{listOf(kind(backend.KindVarchar)), []any{"a b"}, 1003, 1003, `{"a b"}`, "\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x13\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x03a b"},
	}
	for _, tt := range tests {
		desc := codec.Describe(tt.typ, tt.want, -1)
		if desc.OID != tt.oid {
			t.Errorf("kind %d wanted as %d is announced as %d, want %d", tt.typ.Kind, tt.want, desc.OID, tt.oid)
			continue
		}
		for f, want := range map[codec.Format]string{codec.Text: tt.text, codec.Binary: tt.binary} {
			got, err := encodeAs(tt.typ, tt.value, desc.OID, f)
			if err != nil || string(got) != want {
				t.Errorf("kind %d as %d, %s: %q, %v; want %q", tt.typ.Kind, desc.OID, f, got, err, want)
			}
		}
	}
}

// TestOutOfRange: a value that the announced type cannot hold is an error, not another number.
func TestOutOfRange(t *testing.T) {
	for _, tt := range []struct {
		typ   backend.Type
		value any
		oid   uint32
		f     codec.Format
		code  string
	}{
		{kind(backend.KindHugeInt), chunk.Huge{Lower: 0, Upper: 1}, codec.OIDInt8, codec.Binary, "22003"},
		{kind(backend.KindBigInt), int64(-1), codec.OIDOid, codec.Binary, "22003"},
		{kind(backend.KindBigInt), int64(1 << 40), codec.OIDInt4, codec.Binary, "22003"},
		{listOf(listOf(kind(backend.KindInteger))), []any{[]any{int64(1)}, []any{}}, 1007, codec.Binary, "2202E"},
		{listOf(listOf(kind(backend.KindInteger))), []any{[]any{int64(1)}, nil}, 1007, codec.Binary, "2202E"},
	} {
		_, err := encodeAs(tt.typ, tt.value, tt.oid, tt.f)
		state, ok := err.(interface{ SQLState() string })
		if !ok || state.SQLState() != tt.code {
			t.Errorf("kind %d as %d: %v, want %s", tt.typ.Kind, tt.oid, err, tt.code)
		}
	}
	if got, err := encode(listOf(listOf(kind(backend.KindInteger))), []any{[]any{int64(1)}, nil, []any{int64(2), int64(3)}}, codec.Text, codec.Default()); err != nil || string(got) != "{{1},NULL,{2,3}}" {
		t.Errorf("a ragged array as text: %s, %v", got, err)
	}
}
