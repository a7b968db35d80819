package codec_test

import (
	"context"
	"fmt"
	"math"
	"math/rand"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/chunk"
	"github.com/tarn-sql/tarn/wire/codec"
	"github.com/tarn-sql/tarn/wire/postgrestest"

	"github.com/jackc/pgx/v5/pgconn"
)

// sample is a value as DuckDB holds it and as PostgreSQL writes it in SQL.
type sample struct {
	typ   backend.Type
	value any
	sql   string
}

func kind(k backend.Kind) backend.Type { return backend.Type{Kind: k} }

func decimal(width, scale uint8) backend.Type {
	return backend.Type{Kind: backend.KindDecimal, Width: width, Scale: scale}
}

func listOf(t backend.Type) backend.Type {
	return backend.Type{Kind: backend.KindList, Children: []backend.Type{t}}
}

func arrayOf(t backend.Type, n int) backend.Type {
	return backend.Type{Kind: backend.KindArray, Size: n, Children: []backend.Type{t}}
}

const dayMicros = int64(86_400_000_000)

// micros is a timestamp in DuckDB's layout.
func micros(t time.Time) int64 { return t.Unix()*1_000_000 + int64(t.Nanosecond()/1000) }

// samples are values of every kind that PostgreSQL has a twin of: the corners, and some at random.
func samples() []sample {
	s := []sample{
		{kind(backend.KindBoolean), true, "true"},
		{kind(backend.KindBoolean), false, "false"},
		{kind(backend.KindVarchar), "", "''::text"},
		{kind(backend.KindVarchar), "short", "'short'::text"},
		{kind(backend.KindVarchar), "exactly 12 b", "'exactly 12 b'::text"},
		{kind(backend.KindVarchar), "longer than twelve bytes: Ünïcødé ✓", "'longer than twelve bytes: Ünïcødé ✓'::text"},
		{kind(backend.KindBlob), []byte{}, `'\x'::bytea`},
		{kind(backend.KindBlob), []byte("\x00\x01\\ \x7f\xffabc~"), `'\x00015c207fff6162637e'::bytea`},
		{kind(backend.KindUUID), chunk.Huge{Lower: 0xbb6d_6bb9_bd38_0a11, Upper: -0x5f11_43b6_63f3_b0d4}, "'20eebc49-9c0c-4f2c-bb6d-6bb9bd380a11'::uuid"},
		{kind(backend.KindUUID), chunk.Huge{Lower: 0, Upper: math.MinInt64}, "'00000000-0000-0000-0000-000000000000'::uuid"},
		{kind(backend.KindJSON), `{"a": [1, null]}`, `'{"a": [1, null]}'::json`},
		{kind(backend.KindBit), []byte{0, 0b10110011}, "B'10110011'::varbit"},
		{kind(backend.KindBit), []byte{5, 0b11111_101, 0b00000001}, "B'10100000001'::varbit"},
		{kind(backend.KindBit), []byte{7, 0b11111110}, "B'0'::varbit"},
		{kind(backend.KindDate), int64(0), "date '1970-01-01'"},
		{kind(backend.KindDate), int64(-719528), "date '0001-01-01 BC'"},
		{kind(backend.KindDate), int64(-719163), "date '0001-01-01'-1"},
		{kind(backend.KindDate), int64(2932896), "date '9999-12-31'"},
		{kind(backend.KindDate), int64(2932897), "date '10000-01-01'"},
		{kind(backend.KindDate), int64(math.MaxInt32), "date 'infinity'"},
		{kind(backend.KindDate), int64(-math.MaxInt32), "date '-infinity'"},
		{kind(backend.KindTime), int64(0), "time '00:00'"},
		{kind(backend.KindTime), int64(86_399_999_999), "time '23:59:59.999999'"},
		{kind(backend.KindTime), dayMicros, "time '24:00:00'"},
		{kind(backend.KindTime), int64(43_200_500_000), "time '12:00:00.5'"},
		{kind(backend.KindTimeTZ), int64(3_600_000_000)<<24 | 57599, "timetz '01:00:00+00'"},
		{kind(backend.KindTimeTZ), int64(3_600_100_000)<<24 | (57599 + 19800), "timetz '01:00:00.1-05:30'"},
		{kind(backend.KindTimeTZ), int64(0)<<24 | (57599 - 3600*14 - 1), "timetz '00:00:00+14:00:01'"},
		{kind(backend.KindFloat), 0.1, "0.1::float4"},
		{kind(backend.KindFloat), 1e6, "1e6::float4"},
		{kind(backend.KindFloat), 123456.0, "123456::float4"},
		{kind(backend.KindFloat), math.MaxFloat32, "3.4028235e38::float4"},
		{kind(backend.KindFloat), 1e-45, "1e-45::float4"},
		{kind(backend.KindFloat), 33554434.0, "33554434::float4"},
		{kind(backend.KindFloat), 8.5e9, "8.5e9::float4"},
		{kind(backend.KindFloat), 1e10, "1e10::float4"},
		{decimal(4, 1), int64(-5), "(-0.5)::numeric(4,1)"},
		{decimal(9, 9), int64(1), "0.000000001::numeric(9,9)"},
		{decimal(18, 0), int64(999999999999999999), "999999999999999999::numeric(18,0)"},
		{decimal(18, 3), int64(-1), "(-0.001)::numeric(18,3)"},
		{decimal(38, 0), chunk.Huge{Lower: 0x098a_223f_ffff_ffff, Upper: 0x4b3b_4ca8_5a86_c47a}, "99999999999999999999999999999999999999::numeric(38,0)"},
		{decimal(38, 9), int64(1_500_000_000), "1.5::numeric"},
		{decimal(38, 9), int64(-2_000_000_000), "-2::numeric"},
		{decimal(38, 9), int64(1), "0.000000001::numeric"},
		{decimal(38, 9), int64(0), "0::numeric"},
		{decimal(38, 9), int64(1_000_000_000_000_000_000), "1000000000::numeric"},
		{kind(backend.KindHugeInt), int64(0), "0::numeric"},
		{kind(backend.KindHugeInt), int64(-12345), "-12345::numeric"},
		{kind(backend.KindHugeInt), chunk.Huge{Lower: math.MaxUint64, Upper: math.MaxInt64}, "170141183460469231731687303715884105727::numeric"},
		{kind(backend.KindHugeInt), chunk.Huge{Lower: 0, Upper: math.MinInt64}, "-170141183460469231731687303715884105728::numeric"},
		{kind(backend.KindHugeInt), chunk.Huge{Lower: 10_000_000_000_000_000_000, Upper: 0}, "10000000000000000000::numeric"},
		{kind(backend.KindUHugeInt), chunk.Huge{Lower: math.MaxUint64, Upper: -1}, "340282366920938463463374607431768211455::numeric"},
		{kind(backend.KindUBigInt), int64(-1), "18446744073709551615::numeric"},
		{kind(backend.KindTinyInt), int64(-128), "(-128)::int2"},
		{kind(backend.KindUTinyInt), int64(255), "255::int2"},
		{kind(backend.KindSmallInt), int64(math.MinInt16), "(-32768)::int2"},
		{kind(backend.KindUSmallInt), int64(65535), "65535::int4"},
		{kind(backend.KindInteger), int64(math.MinInt32), "(-2147483648)::int4"},
		{kind(backend.KindUInteger), int64(math.MaxUint32), "4294967295::int8"},
		{kind(backend.KindBigInt), int64(math.MinInt64), "(-9223372036854775808)::int8"},
		{backend.Type{Kind: backend.KindEnum, Names: []string{"male", "female"}}, int64(1), "'female'::text"},
	}
	s = append(s, floats()...)
	s = append(s, timestamps()...)
	s = append(s, intervals()...)
	return append(s, arrays()...)
}

// nan is the bit pattern that PostgreSQL makes.
var nan = math.Float64frombits(0x7ff8_0000_0000_0000)

func floats() []sample {
	values := []float64{
		0, math.Copysign(0, -1), 1, -1, 0.1, 1.0 / 3, 100, 1e14, 123456789012345, 1e15, 999999999999999.9, 1e16, 1e-4, 1e-5,
		0.0001234, 12.5, 12.0625, 98.6, 37.2, 140.39, 1234567.8901, 1e100, math.MaxFloat64, math.SmallestNonzeroFloat64,
		math.Inf(1), math.Inf(-1), nan, 5e-324, 0.30000000000000004, 9007199254740993, -273.15, 1e23, 99999999999999.98, 9.5e17, 1.25e22, 4.0000000000000005e22, 1e22, 2e23, 8.5e22, 18014398509481984, 36028797018963970,
	}
	r := rand.New(rand.NewSource(1))
	for range 200 {
		values = append(values, math.Float64frombits(r.Uint64()), r.Float64()*1000, math.Round(r.Float64()*1e6)/1e4)
	}
	var s []sample
	for _, f := range values {
		s = append(s, sample{kind(backend.KindDouble), f, fmt.Sprintf("'%v'::float8", f)})
	}
	return s
}

func timestamps() []sample {
	var s []sample
	moments := []string{
		"1970-01-01 00:00:00", "2024-02-29 23:59:59.999999", "1999-12-31 12:30:00.5", "0001-01-01 00:00:00",
		"1900-03-01 01:02:03", "2024-07-01 12:00:00", "2024-03-10 07:00:00", "2024-11-03 05:59:59", "9999-12-31 23:59:59",
		"1883-11-18 17:00:00", "1850-01-01 00:00:00.000001",
	}
	for _, m := range moments {
		t, err := time.Parse("2006-01-02 15:04:05", m)
		if err != nil {
			panic(err)
		}
		s = append(s,
			sample{kind(backend.KindTimestamp), micros(t), "timestamp '" + m + "'"},
			sample{kind(backend.KindTimestampTZ), micros(t), "timestamptz '" + m + "+00'"})
	}
	return append(s,
		sample{kind(backend.KindTimestampS), int64(86400), "timestamp '1970-01-02'"},
		sample{kind(backend.KindTimestampMS), int64(1500), "timestamp '1970-01-01 00:00:01.5'"},
		sample{kind(backend.KindTimestampNS), int64(-1), "timestamp '1969-12-31 23:59:59.999999'"},
		sample{kind(backend.KindTimestampNS), int64(1999), "timestamp '1970-01-01 00:00:00.000001'"},
		sample{kind(backend.KindTimestamp), int64(math.MaxInt64), "timestamp 'infinity'"},
		sample{kind(backend.KindTimestampTZ), int64(-math.MaxInt64), "timestamptz '-infinity'"},
		sample{kind(backend.KindTimestamp), int64(-62167219200_000_000), "timestamp '0001-01-01 BC'"},
		sample{kind(backend.KindTimestampTZ), int64(-62167219200_000_000), "timestamptz '0001-01-01 00:00:00+00 BC'"},
	)
}

func intervals() []sample {
	parts := []chunk.Interval{
		{},
		{Months: 14, Days: 3, Micros: 14_706_789_000},
		{Months: -14, Days: 3, Micros: 1},
		{Days: -1, Micros: 5_000_000},
		{Months: 1, Days: 1, Micros: -1_500_000},
		{Micros: -500_000},
		{Months: 12},
		{Months: -1},
		{Days: 1},
		{Micros: 360_000_000_000_000},
		{Months: -13, Days: -2, Micros: -3_723_000_004},
		{Days: 5},
		{Micros: 1_000_000},
		{Months: 1, Micros: 60_000_000},
		{Days: -3, Micros: -100},
		{Months: -1, Days: 1},
	}
	var s []sample
	for _, n := range parts {
		sql := fmt.Sprintf("(interval '%d months' + interval '%d days' + interval '%d microseconds')", n.Months, n.Days, n.Micros)
		s = append(s, sample{kind(backend.KindInterval), n, sql})
	}
	return s
}

func arrays() []sample {
	text := listOf(kind(backend.KindVarchar))
	return []sample{
		{listOf(kind(backend.KindInteger)), []any{}, "'{}'::int4[]"},
		{listOf(kind(backend.KindInteger)), []any{int64(1), nil, int64(-3)}, "'{1,NULL,-3}'::int4[]"},
		{
			text,
			[]any{"", "a b", "null", "NULL", "nul", `q"`, `b\`, "a,b", "{x}", "tab\t", "nl\n", "plain", nil, "ünï", " lead", "\v"},
			`ARRAY['', 'a b', 'null', 'NULL', 'nul', 'q"', E'b\\', 'a,b', '{x}', E'tab\t', E'nl\n', 'plain', NULL, 'ünï', ' lead', chr(11)]::text[]`,
		},
		{listOf(kind(backend.KindBoolean)), []any{true, false, nil}, "ARRAY[true,false,NULL]"},
		{listOf(kind(backend.KindDouble)), []any{1.5, math.Inf(-1), nan}, "ARRAY[1.5,'-Infinity','NaN']::float8[]"},
		{listOf(decimal(38, 9)), []any{int64(1_500_000_000), nil}, "ARRAY[1.5,NULL]::numeric[]"},
		{listOf(kind(backend.KindDate)), []any{int64(0), int64(-719163)}, "ARRAY['1970-01-01','0001-12-31 BC']::date[]"},
		{listOf(kind(backend.KindTimestamp)), []any{int64(0), int64(1)}, "ARRAY['1970-01-01','1970-01-01 00:00:00.000001']::timestamp[]"},
		{listOf(kind(backend.KindTimestampTZ)), []any{int64(0)}, "ARRAY['1970-01-01 00:00:00+00']::timestamptz[]"},
		{listOf(kind(backend.KindInterval)), []any{chunk.Interval{Months: 1, Days: 2}}, "ARRAY['1 mon 2 days']::interval[]"},
		{listOf(kind(backend.KindBlob)), []any{[]byte("a\\"), []byte{}}, `ARRAY['\x615c', '\x']::bytea[]`},
		{listOf(kind(backend.KindJSON)), []any{`{"a": 1}`, `"x"`}, `ARRAY['{"a": 1}', '"x"']::json[]`},
		{listOf(kind(backend.KindUUID)), []any{chunk.Huge{Upper: math.MinInt64}}, "ARRAY['00000000-0000-0000-0000-000000000000']::uuid[]"},
		{arrayOf(kind(backend.KindInteger), 3), []any{int64(1), int64(2), nil}, "ARRAY[1,2,NULL]::int4[]"},
		{listOf(listOf(kind(backend.KindInteger))), []any{[]any{int64(1), int64(2)}, []any{int64(3), nil}}, "ARRAY[[1,2],[3,NULL]]::int4[]"},
		{listOf(listOf(kind(backend.KindInteger))), []any{[]any{}, []any{}}, "'{}'::int4[]"},
		{arrayOf(arrayOf(kind(backend.KindVarchar), 2), 2), []any{[]any{"a", "b c"}, []any{"", nil}}, "ARRAY[['a','b c'],['',NULL]]::text[]"},
	}
}

// styles are settings under which text output differs.
var styles = []struct {
	sql      string
	settings codec.Settings
}{
	{"SET datestyle = 'ISO, MDY'", codec.Default()},
	{"SET datestyle = 'SQL, MDY'; SET intervalstyle = sql_standard; SET bytea_output = escape", codec.Settings{
		DateStyle: codec.DateSQL, IntervalStyle: codec.IntervalSQLStandard, ByteaEscape: true, ExtraFloatDigits: 1,
	}},
	{"SET datestyle = 'SQL, DMY'; SET intervalstyle = iso_8601; SET timezone = 'Asia/Kolkata'", codec.Settings{
		DateStyle: codec.DateSQL, DateOrder: codec.OrderDMY, IntervalStyle: codec.IntervalISO8601, Location: zone("Asia/Kolkata"), ExtraFloatDigits: 3,
	}},
	{"SET datestyle = 'Postgres, MDY'; SET intervalstyle = postgres_verbose; SET timezone = 'America/New_York'", codec.Settings{
		DateStyle: codec.DatePostgres, IntervalStyle: codec.IntervalPostgresVerbose, Location: zone("America/New_York"), ExtraFloatDigits: 1,
	}},
	{"SET datestyle = 'Postgres, DMY'; SET timezone = 'America/New_York'; SET extra_float_digits = 0", codec.Settings{
		DateStyle: codec.DatePostgres, DateOrder: codec.OrderDMY, Location: zone("America/New_York"),
	}},
	{"SET datestyle = 'German'; SET timezone = 'Europe/Berlin'; SET extra_float_digits = -3", codec.Settings{
		DateStyle: codec.DateGerman, Location: zone("Europe/Berlin"), ExtraFloatDigits: -3,
	}},
	{"SET datestyle = 'ISO'; SET timezone = 'Europe/Amsterdam'", codec.Settings{Location: zone("Europe/Amsterdam"), ExtraFloatDigits: 1}},
}

func zone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

// TestAgainstPostgres holds everything against one private PostgreSQL server.
func TestAgainstPostgres(t *testing.T) {
	conn := postgrestest.Connect(t)
	for _, tt := range []struct {
		name string
		run  func(*testing.T, *pgconn.PgConn)
	}{
		{"output", compareOutput},
		{"text parameters", compareTextParams},
		{"binary parameters", compareBinaryParams},
		{"copy", compareCopy},
		{"jsonb", compareJSONB},
	} {
		t.Run(tt.name, func(t *testing.T) {
			exec(t, conn, "RESET ALL")
			tt.run(t, conn)
		})
	}
}

// compareOutput compares type, text and binary form of every sample with what PostgreSQL sends.
func compareOutput(t *testing.T, conn *pgconn.PgConn) {
	for _, style := range styles {
		exec(t, conn, "RESET ALL")
		exec(t, conn, style.sql)
		for _, s := range samples() {
			for _, f := range []codec.Format{codec.Text, codec.Binary} {
				if f == codec.Binary && style.settings != styles[0].settings {
					continue // settings are for text
				}
				compare(t, conn, style.sql, style.settings, s, f)
			}
		}
	}
}

func compare(t *testing.T, conn *pgconn.PgConn, style string, settings codec.Settings, s sample, f codec.Format) {
	t.Helper()
	r := conn.ExecParams(context.Background(), "SELECT "+s.sql, nil, nil, nil, []int16{int16(f)}).Read()
	if r.Err != nil {
		t.Fatalf("%s: %v", s.sql, r.Err)
	}
	desc := codec.Describe(s.typ, 0, -1)
	if pg := r.FieldDescriptions[0]; desc.OID != pg.DataTypeOID || desc.Size != pg.DataTypeSize {
		t.Errorf("%s: type %d size %d, PostgreSQL says %d, %d", s.sql, desc.OID, desc.Size, pg.DataTypeOID, pg.DataTypeSize)
	}
	if pg := r.FieldDescriptions[0]; strings.Contains(s.sql, "numeric(") && desc.Mod != pg.TypeModifier {
		t.Errorf("%s: modifier %d, PostgreSQL says %d", s.sql, desc.Mod, pg.TypeModifier)
	}
	got, err := encode(s.typ, s.value, f, settings)
	if err != nil {
		t.Errorf("%s: %v", s.sql, err)
		return
	}
	if want := r.Rows[0][0]; string(got) != string(want) {
		t.Errorf("%s\n%s as %s:\ngot  %q\nwant %q", style, s.sql, f, got, want)
	}
}

func exec(t *testing.T, conn *pgconn.PgConn, sql string) {
	t.Helper()
	if _, err := conn.Exec(context.Background(), sql).ReadAll(); err != nil {
		t.Fatal(err)
	}
}

// encode writes one value as a DataRow and takes it out again.
func encode(typ backend.Type, value any, f codec.Format, s codec.Settings) ([]byte, error) {
	return encodeIn(typ, value, codec.OID(typ), f, s)
}

func encodeAs(typ backend.Type, value any, oid uint32, f codec.Format) ([]byte, error) {
	return encodeIn(typ, value, oid, f, codec.Default())
}

func encodeIn(typ backend.Type, value any, oid uint32, f codec.Format, s codec.Settings) ([]byte, error) {
	b := chunk.NewBuilder(typ)
	b.Append(value)
	rows, err := codec.NewRows([]backend.Type{typ}, []codec.Output{{OID: oid, Format: f}}, s)
	if err != nil {
		return nil, err
	}
	c := backend.Chunk{Len: 1, Vectors: []backend.Vector{b.Vector()}}
	rows.Bind(&c)
	m, n, err := rows.Append(nil, 0, 1, 1<<20)
	if err != nil || n != 1 {
		return nil, err
	}
	return m[11:], nil
}

// compareJSONB compares how a jsonb is shown, which rests on the text that came in.
func compareJSONB(t *testing.T, conn *pgconn.PgConn) {
	for _, text := range []string{
		`{"b":2,"a":1, "aa": [1,2 , {}] ,"":null}`, `{"a":1,"a":2}`, `[]`, `{}`, ` [ true,false , null ] `, `"x\u00e9\ud83d\ude00\u0001\n\/\""`,
		`1.50`, `1e3`, `1.5E-3`, `-0`, `-0.0`, `12e-1`, `0.1e1`, `-1.25e+2`, `100`, `1e0`, `{"x": {"zz": 1, "z": [{"b": 1, "a": 2}]}}`, `"é"`, `{"\u0061": 1, "a": 2}`, `""`,
	} {
		want := conn.ExecParams(context.Background(), "SELECT $1::jsonb, $1::jsonb", [][]byte{[]byte(text)}, []uint32{3802}, nil, []int16{0, 1}).Read()
		if want.Err != nil {
			t.Fatalf("%s: %v", text, want.Err)
		}
		for i, f := range []codec.Format{codec.Text, codec.Binary} {
			got, err := encodeAs(kind(backend.KindJSON), text, codec.OIDJSONB, f)
			if err != nil || string(got) != string(want.Rows[0][i]) {
				t.Errorf("%s as %s: %q, %v; PostgreSQL shows %q", text, f, got, err, want.Rows[0][i])
			}
		}
	}
	for _, bad := range []string{"", "{", `{"a"}`, `{"a":}`, "[1", "[1,]", `"x`, "nul", "1e99999", "{} {}", "01x", `{"a":1,}`, `"\x"`, strings.Repeat("[", 100_000)} {
		if got, err := encodeAs(kind(backend.KindVarchar), bad, codec.OIDJSONB, codec.Text); err != nil || string(got) != bad {
			t.Errorf("what is no JSON comes out changed: %q from %q, %v", got, bad, err)
		}
	}
}
