package types

import (
	"strconv"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// Resolve finds the type that a client names. Names may be qualified by pg_catalog or information_schema.
func Resolve(n *pg.TypeName) (Type, bool) {
	if n == nil || len(n.Names) == 0 || n.PctType {
		return Type{}, false
	}
	t, ok := ByName(nameString(n.Names[len(n.Names)-1]))
	if !ok {
		return Type{}, false
	}
	if m, ok := modifier(t, n.Typmods); ok {
		t.Mod = m + 1
	}
	if len(n.ArrayBounds) > 0 {
		t = ArrayOf(t)
	}
	return t, t.OID != 0
}

// Written is the type's name as the client wrote it, for messages.
func Written(n *pg.TypeName) string {
	var parts []string
	for _, p := range n.GetNames() {
		parts = append(parts, nameString(p))
	}
	return strings.Join(parts, ".") + strings.Repeat("[]", len(n.GetArrayBounds()))
}

func nameString(n *pg.Node) string { return n.GetString_().GetSval() }

// modifier packs the written modifiers as the type's typmodin function does.
func modifier(t Type, mods []*pg.Node) (int32, bool) {
	var v []int32
	for _, m := range mods {
		c := m.GetAConst()
		if c == nil {
			return 0, false
		}
		i := c.GetIval().GetIval()
		if s := c.GetSval(); s != nil { // timestamp(3) may come as a string from some grammars
			n, err := strconv.Atoi(s.Sval)
			if err != nil {
				return 0, false
			}
			i = int32(n)
		}
		v = append(v, i)
	}
	if len(v) == 0 {
		return 0, false
	}
	switch t.OID {
	case Numeric:
		scale := int32(0)
		if len(v) > 1 {
			scale = v[1]
		}
		return (v[0]<<16 | scale&0x7ff) + 4, true
	case VarChar, BPChar:
		return v[0] + 4, true
	case Interval:
		if len(v) > 1 {
			return v[0]<<16 | v[1], true
		}
		return v[0]<<16 | 0xffff, true
	}
	return v[0], true
}

// OfConst is the type of a constant as PostgreSQL's grammar sees it: int4, int8, numeric, bool, bit or unknown.
func OfConst(c *pg.A_Const) Type {
	switch v := c.Val.(type) {
	case *pg.A_Const_Ival:
		return Of(Int4)
	case *pg.A_Const_Fval:
		if _, err := strconv.ParseInt(v.Fval.Fval, 10, 64); err == nil {
			return Of(Int8)
		}
		return numberType(v.Fval.Fval)
	case *pg.A_Const_Boolval:
		return Of(Bool)
	case *pg.A_Const_Bsval:
		return Of(Bit)
	}
	return Of(Unknown)
}

// numberType keeps the digits of a plain decimal constant, which tell its scale.
func numberType(text string) Type {
	whole, fraction, _ := strings.Cut(text, ".")
	if strings.ContainsAny(text, "eExXoObB_") || len(whole)+len(fraction) > MaxPrecision {
		return Of(Numeric)
	}
	return NumericOf(max(len(strings.TrimLeft(whole, "0"))+len(fraction), 1), len(fraction))
}
