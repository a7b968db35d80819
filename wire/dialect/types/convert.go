package types

// rank orders the numeric types: an operator takes its operands to the higher one.
var rank = map[uint32]int{Int2: 1, Int4: 2, Int8: 3, OID: 3, Money: 4, Numeric: 4, Float4: 5, Float8: 6}

// Promote is the type of a + b for two numbers.
func Promote(a, b Type) Type {
	ra, rb := rank[a.OID], rank[b.OID]
	switch {
	case ra == 0 || rb == 0:
		return Type{}
	case ra == 5 && rb < 5 || rb == 5 && ra < 5: // float4 with anything else is float8
		return Of(Float8)
	}
	high := a.OID
	if rb > ra {
		high = b.OID
	}
	if high != Numeric {
		return Of(high)
	}
	return Type{OID: Numeric, Carry: carry(a, b)}
}

// carry is what carries the result of an exact operation on a and b.
func carry(a, b Type) Carry {
	ca, cb := a.carrier(), b.carrier()
	switch {
	case ca == Double || cb == Double:
		return Double
	case ca == Integer && cb == Integer:
		return Integer
	}
	return Exact
}

// carrier is the type's carry; integers count as Integer.
func (t Type) carrier() Carry {
	if IsInteger(t) {
		return Integer
	}
	return t.Carry
}

// Common is the type to which the branches of CASE, COALESCE, UNION, VALUES or an array come: PostgreSQL's
// select_common_type. Unknown constants follow the others, and are text among themselves. The zero Type where one of
// them is unknown to us.
func Common(ts ...Type) Type {
	var c Type
	seen := false
	for _, t := range ts {
		switch {
		case t.OID == 0:
			return Type{}
		case t.OID == Unknown:
		case !seen:
			c, seen = t, true
		default:
			c = wider(c, t)
		}
	}
	if !seen {
		return Of(Text)
	}
	return c
}

func wider(a, b Type) Type {
	switch {
	case a.OID == b.OID:
		return same(a, b)
	case IsNumber(a) && IsNumber(b):
		return Promote(a, b)
	case IsText(a) && IsText(b):
		return Of(Text)
	case Implicit(a, b):
		return b
	}
	return a
}

// same joins two types of one OID: the modifier stays only where both have it. Numerics get what holds both.
func same(a, b Type) Type {
	pa, sa, okA := a.Precision()
	pb, sb, okB := b.Precision()
	switch {
	case a.Mod == b.Mod:
	case okA && okB:
		scale := max(sa, sb)
		return NumericOf(min(max(pa-sa, pb-sb)+scale, MaxPrecision), scale)
	default:
		a.Mod = 0
	}
	if a.OID == Numeric {
		a.Carry = carry(a, b)
	}
	return a
}

// implicit are the implicit casts of pg_cast between different types, numbers and strings apart.
var implicit = map[[2]uint32]bool{
	{Date, Timestamp}: true, {Date, TimestampTZ}: true, {Timestamp, TimestampTZ}: true,
	{Time, TimeTZ}: true, {Time, Interval}: true, {Int4, OID}: true, {Int8, OID}: true, {Int2, OID}: true,
	{Bit, VarBit}: true, {CIDR, INet}: true, {Int2Vector, 1005}: true, {OIDVector, 1028}: true,
	{Int4, RegClass}: true, {Int4, RegType}: true, {Int4, RegProc}: true, {XID, XID8}: true,
}

// Implicit tells whether PostgreSQL converts a value of type from to type to where an expression wants it.
func Implicit(from, to Type) bool {
	switch {
	case from.OID == to.OID, from.OID == Unknown, to.OID == Any:
		return true
	case IsReg(from) && (to.OID == OID || to.OID == Int4 || to.OID == Int8), from.OID == OID && IsReg(to):
		return true
	case rank[from.OID] > 0 && rank[to.OID] > 0:
		return rank[from.OID] <= rank[to.OID]
	case IsText(from) && IsText(to), from.OID == XID && to.OID == OID:
		return true
	case to.OID == AnyArray:
		return IsArray(from) || from.OID == Int2Vector || from.OID == OIDVector
	case IsArray(from) && IsArray(to):
		return Implicit(ElemOf(from), ElemOf(to))
	}
	return implicit[[2]uint32{from.OID, to.OID}]
}

// SameKind tells whether PostgreSQL looks for a common type of the two at all: whether they are of one category.
func SameKind(a, b Type) bool {
	kind := func(t Type) Category {
		if c := CategoryOf(t); c != Reg {
			return c
		}
		return Number
	}
	return kind(a) == kind(b)
}
