package codec_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
	"github.com/tarn-sql/tarn/wire/codec"
)

// FuzzRoundTrip writes a value of every kind in both formats and reads both as parameters: they must be the same
// argument, and that of strings and integers the value itself.
func FuzzRoundTrip(f *testing.F) {
	f.Add(int64(0), int64(0), 0.0, "")
	f.Add(int64(math.MinInt64), int64(math.MaxInt64), math.Inf(1), `a "b" \ {c},NULL`)
	f.Add(int64(-1), int64(999_999), 1e23, "null")
	f.Fuzz(func(t *testing.T, a, b int64, x float64, s string) {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			return
		}
		day := b % 100_000
		values := []sample{
			{kind(backend.KindBoolean), a%2 == 0, ""},
			{kind(backend.KindSmallInt), a % 1000, ""},
			{kind(backend.KindInteger), a >> 32, ""},
			{kind(backend.KindBigInt), a, ""},
			{kind(backend.KindDouble), x, ""},
			{kind(backend.KindFloat), float64(float32(x)), ""},
			{decimal(18, 4), a % 1e18, ""},
			{decimal(38, 9), chunk.Huge{Lower: uint64(b), Upper: a % (1 << 50)}, ""},
			{kind(backend.KindVarchar), s, ""},
			{kind(backend.KindBlob), []byte(s), ""},
			{kind(backend.KindUUID), chunk.Huge{Lower: uint64(a), Upper: b}, ""},
			{kind(backend.KindDate), day, ""},
			{kind(backend.KindTime), (a%dayMicros + dayMicros) % dayMicros, ""},
			{kind(backend.KindTimestamp), day*dayMicros + a%dayMicros, ""},
			{kind(backend.KindTimestampTZ), day*dayMicros + a%dayMicros, ""},
			{kind(backend.KindInterval), chunk.Interval{Months: int32(a % 100_000), Days: int32(b % 100_000), Micros: a % (1 << 50)}, ""},
			{listOf(kind(backend.KindVarchar)), []any{s, nil, s + "x"}, ""},
			{listOf(kind(backend.KindBigInt)), []any{a, nil, b}, ""},
			{listOf(kind(backend.KindBlob)), []any{[]byte(s)}, ""},
			{listOf(listOf(kind(backend.KindDouble))), []any{[]any{x}, []any{1.5}}, ""},
		}
		settings := codec.Default()
		for _, v := range values {
			oid := codec.OID(v.typ)
			var args [2]any
			for i, format := range []codec.Format{codec.Text, codec.Binary} {
				out, err := encode(v.typ, v.value, format, settings)
				if err != nil {
					t.Fatalf("type %d %v: %v", oid, v.value, err)
				}
				if args[i], err = settings.Param(oid, format, out); err != nil {
					t.Fatalf("type %d %v comes out as %q in %s, which is no parameter: %v", oid, v.value, out, format, err)
				}
			}
			if fmt.Sprint(args[0]) != fmt.Sprint(args[1]) {
				t.Errorf("type %d %v: text reads as %v, binary as %v", oid, v.value, args[0], args[1])
			}
			switch want := v.value.(type) {
			case string:
				if args[0] != want {
					t.Errorf("%q became %q", want, args[0])
				}
			case int64:
				if got, ok := args[0].(int64); ok && got != want {
					t.Errorf("%d became %d", want, got)
				}
			}
		}
	})
}
