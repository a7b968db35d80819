package printer

import (
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// mustAgree refuses branches of CASE, COALESCE, an array or a set operation whose types are of different kinds, as
// PostgreSQL's select_common_type does. DuckDB would convert one to the other.
func (p *printer) mustAgree(construct string, vs []value, place func(i int) int32) {
	first := types.Type{}
	for i, v := range vs {
		t := branchType(v)
		if !t.Known() || types.CategoryOf(t) == types.Other {
			continue
		}
		if first.OID == 0 {
			first = t
			continue
		}
		if !types.SameKind(first, t) {
			p.fail(place(i), sqlstate.DatatypeMismatch, "%s types %s and %s cannot be matched",
				construct, types.Display(first), types.Display(t))
		}
	}
}

// placesOf gives the places of expressions.
func placesOf(ns []*pg.Node) func(int) int32 {
	return func(i int) int32 { return placeOf(ns[i]) }
}

// placeOf is where an expression begins, as PostgreSQL's exprLocation tells it; -1 where the tree does not say.
func placeOf(n *pg.Node) int32 {
	var first *pg.Node // the operand that stands before the place of the node itself
	switch v := n.GetNode().(type) {
	case nil:
		return -1
	case *pg.Node_TypeCast:
		first = v.TypeCast.Arg
	case *pg.Node_AExpr:
		first = v.AExpr.Lexpr
	case *pg.Node_BoolExpr:
		first = v.BoolExpr.Args[0]
	case *pg.Node_SubLink:
		first = v.SubLink.Testexpr
	case *pg.Node_NullTest:
		first = v.NullTest.Arg
	case *pg.Node_BooleanTest:
		first = v.BooleanTest.Arg
	case *pg.Node_AIndirection:
		first = v.AIndirection.Arg
	case *pg.Node_CollateClause:
		first = v.CollateClause.Arg
	}
	return leftmostPlace(ownPlace(n), placeOf(first))
}

// ownPlace is the location that the node has of itself, -1 where it has none.
func ownPlace(n *pg.Node) int32 {
	m := n.ProtoReflect()
	kind := m.WhichOneof(m.Descriptor().Oneofs().ByName("node"))
	if at, ok := m.Get(kind).Message().Interface().(interface{ GetLocation() int32 }); ok {
		return at.GetLocation()
	}
	return -1
}

func leftmostPlace(a, b int32) int32 {
	if b < 0 || a >= 0 && a < b {
		return a
	}
	return b
}

// mustBeBool refuses a condition that PostgreSQL does not take for one; DuckDB takes numbers.
func (p *printer) mustBeBool(clause string, v value, n *pg.Node) {
	if open(v) || v.null || v.t.OID == types.Bool || !v.t.Known() || types.CategoryOf(v.t) == types.Other {
		return
	}
	p.fail(placeOf(n), sqlstate.DatatypeMismatch, "argument of %s must be type boolean, not type %s", clause, types.Display(v.t))
}

// targetOf is the i-th expression of the select list of a plain SELECT, nil where it cannot be told.
func targetOf(q *pg.SelectStmt, i int) *pg.Node {
	if q.Op > pg.SetOperation_SETOP_NONE {
		return targetOf(q.Larg, i)
	}
	if len(q.ValuesLists) > 0 {
		q = &pg.SelectStmt{}
	}
	for j, n := range q.TargetList {
		val := n.GetResTarget().GetVal()
		if fields := val.GetColumnRef().GetFields(); len(fields) > 0 && fields[len(fields)-1].GetAStar() != nil {
			return nil
		}
		if j == i {
			return val
		}
	}
	return nil
}

// untyped tells a column of a plain SELECT that is a constant without a type, or NULL: it takes the other branch's.
func untyped(q *pg.SelectStmt, i int) bool {
	if q.Op > pg.SetOperation_SETOP_NONE {
		return false
	}
	c := targetOf(q, i).GetAConst()
	return c != nil && (c.Isnull || c.GetSval() != nil)
}
