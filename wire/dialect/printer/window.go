package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// PostgreSQL's frame option bits (parsenodes.h).
const (
	frameNonDefault         = 0x00001
	frameRange              = 0x00002
	frameRows               = 0x00004
	frameGroups             = 0x00008
	frameBetween            = 0x00010
	frameStartUnboundedPrec = 0x00020
	frameEndUnboundedFoll   = 0x00100
	frameStartCurrent       = 0x00200
	frameEndCurrent         = 0x00400
	frameStartOffsetPrec    = 0x00800
	frameEndOffsetPrec      = 0x01000
	frameStartOffsetFoll    = 0x02000
	frameEndOffsetFoll      = 0x04000
	frameExcludeCurrent     = 0x08000
	frameExcludeGroup       = 0x10000
	frameExcludeTies        = 0x20000
)

// windows prints the WINDOW clause.
func (p *printer) windows(ns []*pg.Node, s *scope) string {
	if len(ns) == 0 {
		return ""
	}
	var parts []string
	for _, n := range ns {
		w := n.GetWindowDef()
		parts = append(parts, p.ident(w.Name)+" AS "+p.window(w, s))
	}
	return " WINDOW " + strings.Join(parts, ", ")
}

// over is what follows OVER: a name or a definition.
func (p *printer) over(w *pg.WindowDef, s *scope) string {
	if w.Name != "" {
		return p.ident(w.Name)
	}
	return p.window(w, s)
}

func (p *printer) window(w *pg.WindowDef, s *scope) string {
	var parts []string
	if w.Refname != "" {
		parts = append(parts, p.ident(w.Refname))
	}
	in := *s
	in.output = nil // window clauses do not see the select list's names
	if len(w.PartitionClause) > 0 {
		var keys []string
		for _, n := range w.PartitionClause {
			keys = append(keys, p.plain(p.expr(n, &in)).sql)
		}
		parts = append(parts, "PARTITION BY "+strings.Join(keys, ", "))
	}
	if len(w.OrderClause) > 0 {
		var keys []string
		for _, n := range w.OrderClause {
			keys = append(keys, p.sortBy(n.GetSortBy(), &in))
		}
		parts = append(parts, "ORDER BY "+strings.Join(keys, ", "))
	}
	if frame := p.frame(w, &in); frame != "" {
		parts = append(parts, frame)
	}
	return "(" + strings.Join(parts, " ") + ")"
}

func (p *printer) frame(w *pg.WindowDef, s *scope) string {
	o := w.FrameOptions
	if o&frameNonDefault == 0 {
		return ""
	}
	sql := "RANGE "
	switch {
	case o&frameRows != 0:
		sql = "ROWS "
	case o&frameGroups != 0:
		sql = "GROUPS "
	}
	start := p.bound(o, w.StartOffset, true, s)
	if o&frameBetween != 0 {
		sql += "BETWEEN " + start + " AND " + p.bound(o, w.EndOffset, false, s)
	} else {
		sql += start
	}
	switch {
	case o&frameExcludeCurrent != 0:
		sql += " EXCLUDE CURRENT ROW"
	case o&frameExcludeGroup != 0:
		sql += " EXCLUDE GROUP"
	case o&frameExcludeTies != 0:
		sql += " EXCLUDE TIES"
	}
	return sql
}

func (p *printer) bound(o int32, offset *pg.Node, start bool, s *scope) string {
	pick := func(atStart, atEnd int32) bool { return start && o&atStart != 0 || !start && o&atEnd != 0 }
	value := func() string {
		v := p.expr(offset, s)
		if v.lit != nil && o&frameRange != 0 {
			return p.coerce(v, types.Of(types.Interval)).sql
		}
		return p.coerce(v, types.Of(types.Int8)).sql
	}
	switch {
	case pick(frameStartUnboundedPrec, 0):
		return "UNBOUNDED PRECEDING"
	case pick(0, frameEndUnboundedFoll):
		return "UNBOUNDED FOLLOWING"
	case pick(frameStartCurrent, frameEndCurrent):
		return "CURRENT ROW"
	case pick(frameStartOffsetPrec, frameEndOffsetPrec):
		return value() + " PRECEDING"
	}
	return value() + " FOLLOWING"
}
