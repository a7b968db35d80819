package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// subLink prints a subquery in an expression.
func (p *printer) subLink(l *pg.SubLink, s *scope) value {
	sql, sh := p.query(l.Subselect.GetSelectStmt(), s.inner())
	var first types.Type
	if sh.known && len(sh.cols) > 0 {
		first = sh.cols[0].t
	}
	switch l.SubLinkType {
	case pg.SubLinkType_EXISTS_SUBLINK:
		return of("EXISTS ("+sql+")", types.Bool)
	case pg.SubLinkType_ARRAY_SUBLINK:
		return value{sql: "ARRAY(" + sql + ")", t: types.ArrayOf(first)}
	case pg.SubLinkType_EXPR_SUBLINK:
		return value{sql: "(" + sql + ")", t: bare(first)}
	case pg.SubLinkType_ANY_SUBLINK, pg.SubLinkType_ALL_SUBLINK:
		return p.quantifiedSubquery(l, sql, sh, s)
	}
	p.unsupported(l.Location, "this kind of subquery")
	return value{}
}

// quantifiedSubquery prints x IN (SELECT …), x op ANY (SELECT …) and x op ALL (SELECT …).
func (p *printer) quantifiedSubquery(l *pg.SubLink, sql string, sh shape, s *scope) value {
	x := p.expr(l.Testexpr, s)
	if x.row != nil {
		parts := make([]string, len(x.row))
		for i, f := range x.row {
			if sh.known && i < len(sh.cols) {
				f = p.coerce(f, sh.cols[i].t)
			}
			parts[i] = p.plain(f).sql
		}
		x.sql = "(" + strings.Join(parts, ", ") + ")"
	} else if sh.known && len(sh.cols) > 0 {
		x = p.plain(p.coerce(x, sh.cols[0].t))
		if types.IsReg(x.t) && types.IsText(sh.cols[0].t) {
			x = p.text(x)
		}
	} else {
		x = p.plain(x)
	}
	if len(l.OperName) == 0 {
		return of("("+x.sql+" IN ("+sql+"))", types.Bool)
	}
	op := str(l.OperName[len(l.OperName)-1])
	word := " ANY "
	if l.SubLinkType == pg.SubLinkType_ALL_SUBLINK {
		word = " ALL "
	}
	if isComparison(op) {
		return of("("+x.sql+" "+op+word+"("+sql+"))", types.Bool)
	}
	test := p.infix(op, x, value{sql: "e", t: elemType(sh)})
	fold := "list_bool_or"
	if word == " ALL " {
		fold = "list_bool_and"
	}
	return of(fold+"(list_transform(ARRAY("+sql+"), lambda e: "+test.sql+"))", types.Bool)
}

func elemType(sh shape) types.Type {
	if sh.known && len(sh.cols) > 0 {
		return sh.cols[0].t
	}
	return types.Type{}
}
