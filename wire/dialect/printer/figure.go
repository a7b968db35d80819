package printer

import (
	"strings"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// unnamed is PostgreSQL's name of a column that has none.
const unnamed = "?column?"

// figureName is the name that PostgreSQL gives a column of the select list without AS (FigureColname). It is "" for
// DuckDB's COLUMNS(…), whose columns name themselves.
func figureName(n *pg.Node) string {
	if f := n.GetFuncCall(); f != nil && len(f.Funcname) == 1 && str(f.Funcname[0]) == "columns" {
		return ""
	}
	name, _ := figure(n)
	if name == "" {
		return unnamed
	}
	return name
}

// figure gives a name and its strength: 2 a real name, 1 a poor one (a type's, "case"), 0 none.
func figure(n *pg.Node) (string, int) {
	switch v := n.GetNode().(type) {
	case *pg.Node_ColumnRef:
		return lastName(v.ColumnRef.Fields), 2
	case *pg.Node_AIndirection:
		if name := lastName(v.AIndirection.Indirection); name != "" {
			return name, 2
		}
		return figure(v.AIndirection.Arg)
	case *pg.Node_FuncCall:
		return lastName(v.FuncCall.Funcname), 2
	case *pg.Node_AExpr:
		if v.AExpr.Kind == pg.A_Expr_Kind_AEXPR_NULLIF {
			return "nullif", 2
		}
	case *pg.Node_TypeCast:
		return figureCast(v.TypeCast)
	case *pg.Node_CollateClause:
		return figure(v.CollateClause.Arg)
	case *pg.Node_GroupingFunc:
		return "grouping", 2
	case *pg.Node_MinMaxExpr:
		if v.MinMaxExpr.Op == pg.MinMaxOp_IS_LEAST {
			return "least", 2
		}
		return "greatest", 2
	case *pg.Node_CoalesceExpr:
		return "coalesce", 2
	case *pg.Node_RowExpr:
		return "row", 2
	case *pg.Node_AArrayExpr:
		return "array", 2
	case *pg.Node_SubLink:
		return figureSubLink(v.SubLink)
	case *pg.Node_CaseExpr:
		if name, strength := figure(v.CaseExpr.Defresult); strength > 1 {
			return name, strength
		}
		return "case", 1
	case *pg.Node_SqlvalueFunction:
		return figureValueFunction(v.SqlvalueFunction.Op), 2
	case *pg.Node_JsonObjectConstructor:
		return "json_object", 2
	case *pg.Node_JsonArrayConstructor, *pg.Node_JsonArrayQueryConstructor:
		return "json_array", 2
	case *pg.Node_JsonObjectAgg:
		return "json_objectagg", 2
	case *pg.Node_JsonArrayAgg:
		return "json_arrayagg", 2
	}
	return "", 0
}

func lastName(ns []*pg.Node) string {
	name := ""
	for _, n := range ns {
		if s := str(n); s != "" {
			name = s
		}
	}
	return name
}

// figureCast: the argument's name if it has a real one, else the type's.
func figureCast(c *pg.TypeCast) (string, int) {
	if name, strength := figure(c.Arg); strength > 1 {
		return name, strength
	}
	return lastName(c.TypeName.Names), 1
}

func figureSubLink(l *pg.SubLink) (string, int) {
	switch l.SubLinkType {
	case pg.SubLinkType_EXISTS_SUBLINK:
		return "exists", 2
	case pg.SubLinkType_ARRAY_SUBLINK:
		return "array", 2
	case pg.SubLinkType_EXPR_SUBLINK:
		q := l.Subselect.GetSelectStmt()
		for q != nil && q.Larg != nil {
			q = q.Larg
		}
		if ts := q.GetTargetList(); len(ts) > 0 {
			if t := ts[0].GetResTarget(); t.Name != "" {
				return t.Name, 2
			} else if t.Val != nil {
				return figure(t.Val)
			}
		}
	}
	return "", 0
}

func figureValueFunction(op pg.SQLValueFunctionOp) string {
	name := strings.ToLower(strings.TrimPrefix(op.String(), "SVFOP_"))
	return strings.TrimSuffix(name, "_n")
}
