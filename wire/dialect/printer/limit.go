package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/proto"
)

// limited is the ORDER BY, LIMIT and OFFSET of one SELECT.
func (p *printer) limited(q *pg.SelectStmt, s *scope) string {
	ties := q.LimitOption == pg.LimitOption_LIMIT_OPTION_WITH_TIES
	switch distinct := len(q.DistinctClause) > 0; {
	case ties && distinct:
		p.unsupported(-1, "FETCH FIRST … WITH TIES with DISTINCT")
	case ties && len(q.SortClause) == 0:
		p.fail(-1, sqlstate.SyntaxError, "WITH TIES cannot be specified without ORDER BY clause")
	case ties:
		return p.ranked("rank()", q, s)
	case !distinct && s.correlates() && (varies(q.LimitCount) || varies(q.LimitOffset)) && !selectsSet(q):
		return p.ranked("row_number()", q, s)
	}
	return p.orderBy(q.SortClause, s) + p.limit(q, s)
}

func (p *printer) limit(q *pg.SelectStmt, s *scope) string {
	var sql string
	if n := q.LimitCount; n != nil && !isNull(n) {
		sql += " LIMIT " + p.coerce(p.expr(n, s), types.Of(types.Int8)).sql
	}
	if n := q.LimitOffset; n != nil && !isNull(n) {
		sql += " OFFSET " + p.coerce(p.expr(n, s), types.Of(types.Int8)).sql
	}
	return sql
}

func isNull(n *pg.Node) bool { return n.GetAConst().GetIsnull() }

// ranked says in QUALIFY what DuckDB's LIMIT cannot: WITH TIES, which keeps the rows that sort equal to the last one, and
// a LIMIT by a parameter in a subquery that refers to the query around it.
func (p *printer) ranked(rank string, q *pg.SelectStmt, s *scope) string {
	order := p.orderBy(selectedKeys(q), &scope{outer: s.outer, rels: s.rels, ctes: s.ctes, merged: s.merged})
	over := " OVER (" + strings.TrimPrefix(order, " ") + ")"
	bound := func(n *pg.Node, without string) string {
		if n == nil || isNull(n) {
			return without
		}
		sql := p.coerce(p.expr(n, s), types.Of(types.Int8)).sql
		if !varies(n) {
			return sql
		}
		return "coalesce(" + sql + ", " + without + ")"
	}
	count, offset := bound(q.LimitCount, "9223372036854775807"), bound(q.LimitOffset, "0")
	if offset == "0" {
		return " QUALIFY " + rank + over + " <= " + count + order
	}
	return " QUALIFY " + rank + over + " - " + offset + " <= " + count + " AND row_number()" + over + " > " + offset + order
}

// selectedKeys is ORDER BY with the expressions of the select list in place of their positions and names, which a window
// does not know.
func selectedKeys(q *pg.SelectStmt) []*pg.Node {
	var keys []*pg.Node
	for _, n := range q.SortClause {
		n = proto.Clone(n).(*pg.Node)
		key := n.GetSortBy()
		at, names := key.Node.GetAConst().GetIval(), strs(key.Node.GetColumnRef().GetFields())
		for i, t := range q.TargetList {
			t := t.GetResTarget()
			if at != nil && int(at.Ival) == i+1 || len(names) == 1 && t.Name != "" && names[0] == t.Name {
				key.Node = t.Val
				break
			}
		}
		keys = append(keys, n)
	}
	return keys
}

// varies says that DuckDB does not know the number when it plans.
func varies(n *pg.Node) bool { return n != nil && n.GetAConst() == nil }

// correlates says that a query around this one has columns to refer to.
func (s *scope) correlates() bool {
	for s = s.outer; s != nil; s = s.outer {
		if len(s.rels) > 0 {
			return true
		}
	}
	return false
}

// selectsSet says that the select list gives several rows for one, which QUALIFY does not count.
func selectsSet(q *pg.SelectStmt) bool {
	for _, n := range q.TargetList {
		if f := n.GetResTarget().GetVal().GetFuncCall(); f != nil {
			name := lastName(f.Funcname)
			if fns := functions.Lookup(name); name == "regexp_matches" || name == "jsonb_path_query" || len(fns) > 0 && fns[0].Kind == functions.Set {
				return true
			}
		}
	}
	return false
}
