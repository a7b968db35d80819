package types

import "testing"

func TestNamesAndArrays(t *testing.T) {
	for name, oid := range map[string]uint32{
		"int4": 23, "int": 23, "integer": 23, "_int4": 1007, "text": 25, "double precision": 701, "sql_identifier": 19,
		"timestamptz": 1184, "regclass": 2205, "_text": 1009, "blob": 17,
	} {
		if got, ok := ByName(name); !ok || got.OID != oid {
			t.Errorf("%s: got %d, want %d", name, got.OID, oid)
		}
	}
	for _, i := range table {
		if i.array == 0 {
			continue
		}
		a := ArrayOf(Of(i.oid))
		if a.OID != i.array || ElemOf(a).OID != i.oid || !IsArray(a) || NameOf(a.OID) != "_"+i.name {
			t.Errorf("%s: array %d, element of it %d", i.name, a.OID, ElemOf(a).OID)
		}
	}
	if _, ok := ByName("nosuch"); ok || Exists(1) || NameOf(1) != "" {
		t.Error("a type that is not there is found")
	}
}

func TestDuck(t *testing.T) {
	for want, typ := range map[string]Type{
		"INTEGER": Of(Int4), "VARCHAR[]": Of(1009), "DECIMAL(10,2)": NumericOf(10, 2), "DECIMAL(38,16)": Of(Numeric),
		"DECIMAL(38,0)": {OID: Numeric, Carry: Integer}, "DECIMAL(5,1)[]": ArrayOf(NumericOf(5, 1)), "UINTEGER": Of(RegClass),
		"JSON": Of(JSONB), "SMALLINT[]": Of(Int2Vector), "": Of(Record),
	} {
		if got := Duck(typ); got != want {
			t.Errorf("%+v: got %q, want %q", typ, got, want)
		}
	}
}

func TestPromote(t *testing.T) {
	for _, c := range []struct{ a, b, want uint32 }{
		{Int2, Int2, Int2},
		{Int2, Int4, Int4},
		{Int4, Int8, Int8},
		{Int8, Numeric, Numeric},
		{Numeric, Float8, Float8},
		{Float4, Float4, Float4},
		{Float4, Int4, Float8},
		{Float4, Numeric, Float8},
		{Int4, Text, 0},
		{0, Int4, 0},
	} {
		if got := Promote(Of(c.a), Of(c.b)); got.OID != c.want {
			t.Errorf("%s + %s: got %s", NameOf(c.a), NameOf(c.b), NameOf(got.OID))
		}
	}
	if got := Promote(Type{OID: Numeric, Carry: Double}, Of(Int4)).Carry; got != Double {
		t.Errorf("a DOUBLE numeric and an integer: got carry %d", got)
	}
	if got := Promote(Type{OID: Numeric, Carry: Integer}, Of(Int4)).Carry; got != Integer {
		t.Errorf("an integer numeric and an integer: got carry %d", got)
	}
	if got := Promote(Type{OID: Numeric, Carry: Integer}, NumericOf(5, 2)).Carry; got != Exact {
		t.Errorf("an integer numeric and a DECIMAL: got carry %d", got)
	}
}

func TestCommon(t *testing.T) {
	for _, c := range []struct {
		in   []uint32
		want uint32
	}{
		{[]uint32{Unknown, Unknown}, Text},
		{[]uint32{Unknown, Date}, Date},
		{[]uint32{Int4, Numeric, Int8}, Numeric},
		{[]uint32{Date, TimestampTZ, Timestamp}, TimestampTZ},
		{[]uint32{VarChar, Text}, Text},
		{[]uint32{Int4, 0}, 0},
		{[]uint32{OID, RegClass}, RegClass},
		{nil, Text},
	} {
		var ts []Type
		for _, oid := range c.in {
			ts = append(ts, Of(oid))
		}
		if got := Common(ts...); got.OID != c.want {
			t.Errorf("%v: got %s, want %s", c.in, NameOf(got.OID), NameOf(c.want))
		}
	}
}

func TestImplicit(t *testing.T) {
	for _, c := range []struct {
		from, to uint32
		want     bool
	}{
		{Int4, Int8, true},
		{Int8, Int4, false},
		{Int4, Float8, true},
		{Date, Timestamp, true},
		{Timestamp, Date, false},
		{Text, VarChar, true},
		{Int4, Text, false},
		{Unknown, Date, true},
		{1007, 1016, true},
		{RegClass, OID, true},
		{Text, Bool, false},
	} {
		if got := Implicit(Of(c.from), Of(c.to)); got != c.want {
			t.Errorf("%s to %s: got %v", NameOf(c.from), NameOf(c.to), got)
		}
	}
}

func TestQuoteIdentifier(t *testing.T) {
	for name, want := range map[string]string{
		"abc": "abc", "a1_b": "a1_b", "1a": `"1a"`, "Abc": `"Abc"`, "a b": `"a b"`, `a"b`: `"a""b"`, "select": `"select"`,
		"timestamp": `"timestamp"`, "": `""`, "é": `"é"`,
	} {
		if got := QuoteIdentifier(name); got != want {
			t.Errorf("%q: got %s, want %s", name, got, want)
		}
	}
}
