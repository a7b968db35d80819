package dialect

import (
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// PostgreSQL's cursor option bits (parsenodes.h).
const (
	cursorBinary   = 0x01
	cursorScroll   = 0x02
	cursorNoScroll = 0x04
	cursorHold     = 0x20
)

func classifyDeclare(st *Statement, s *pg.DeclareCursorStmt) error {
	st.set(Declare, "DECLARE CURSOR")
	q, err := st.inner(s.Query)
	if err != nil {
		return err
	}
	if q.Kind != Query {
		return st.fail(-1, "42P11", "DECLARE CURSOR must not contain data-modifying statements")
	}
	st.Cursor = &CursorStatement{
		Name: s.Portalname, Query: q,
		Binary: s.Options&cursorBinary != 0, Scroll: s.Options&cursorScroll != 0,
		NoScroll: s.Options&cursorNoScroll != 0, WithHold: s.Options&cursorHold != 0,
	}
	return nil
}

func classifyFetch(st *Statement, s *pg.FetchStmt) {
	st.set(Fetch, "FETCH")
	st.Rows = !s.Ismove
	if s.Ismove {
		st.Tag = "MOVE"
	}
	st.Cursor = &CursorStatement{Name: s.Portalname, Move: s.Ismove, Count: s.HowMany}
	switch s.Direction {
	case pg.FetchDirection_FETCH_BACKWARD:
		st.Cursor.Direction = Backward
	case pg.FetchDirection_FETCH_ABSOLUTE:
		st.Cursor.Direction = Absolute
	case pg.FetchDirection_FETCH_RELATIVE:
		st.Cursor.Direction = Relative
	}
}

func classifyPrepare(st *Statement, s *pg.PrepareStmt) error {
	st.set(Prepare, "PREPARE")
	q, err := st.inner(s.Query)
	if err != nil {
		return err
	}
	p := &PreparedStatement{Name: s.Name, Query: q}
	for _, n := range s.Argtypes {
		t, ok := types.Resolve(n.GetTypeName())
		if !ok {
			return st.fail(n.GetTypeName().Location, sqlstate.UndefinedObject, "type %q does not exist", types.Written(n.GetTypeName()))
		}
		p.ParamOIDs = append(p.ParamOIDs, t.OID)
	}
	q.NumParams = max(q.NumParams, len(p.ParamOIDs))
	st.Prepared = p
	st.NumParams = 0 // PREPARE itself takes none
	return nil
}

func classifyExplain(st *Statement, s *pg.ExplainStmt) error {
	st.set(Explain, "EXPLAIN")
	st.Rows = true
	q, err := st.inner(s.Query)
	if err != nil {
		return err
	}
	e := &ExplainStatement{Query: q, Format: "text"}
	for _, o := range s.Options {
		d := o.GetDefElem()
		switch d.Defname {
		case "analyze":
			e.Analyze = onOff(d.Arg)
		case "verbose":
			e.Verbose = onOff(d.Arg)
		case "format":
			e.Format = stringOf(d.Arg)
		case "costs", "settings", "generic_plan", "buffers", "wal", "timing", "summary", "memory", "serialize":
		default:
			return st.fail(d.Location, sqlstate.SyntaxError, "unrecognized EXPLAIN option %q", d.Defname)
		}
	}
	st.Explain = e
	switch q.Kind {
	case Denied:
		st.Kind, st.Err = Denied, q.Err
	case Execute:
		st.Kind, st.Prepared = ExplainExecute, q.Prepared
	}
	return nil
}

// onOff reads the boolean of an option; an option without a value is on.
func onOff(n *pg.Node) bool {
	if n == nil {
		return true
	}
	switch stringOf(n) {
	case "false", "off", "0":
		return false
	}
	return true
}

func classifyCall(st *Statement, s *pg.CallStmt) error {
	st.set(Call, "CALL")
	c := &CallStatement{}
	for _, n := range s.Funccall.Funcname {
		c.Schema, c.Name = c.Name, n.GetString_().GetSval()
	}
	for _, a := range s.Funccall.Args {
		arg, ok := argument(a)
		if !ok {
			return st.fail(s.Funccall.Location, sqlstate.FeatureNotSupported, "arguments of CALL must be constants")
		}
		c.Args = append(c.Args, arg)
	}
	st.Call = c
	return nil
}

func argument(n *pg.Node) (Argument, bool) {
	switch v := n.Node.(type) {
	case *pg.Node_NamedArgExpr:
		a, ok := argument(v.NamedArgExpr.Arg)
		a.Name = v.NamedArgExpr.Name
		return a, ok
	case *pg.Node_ParamRef:
		return Argument{Param: int(v.ParamRef.Number)}, true
	case *pg.Node_TypeCast:
		a, ok := argument(v.TypeCast.Arg)
		if t, known := types.Resolve(v.TypeCast.TypeName); known {
			a.OID = t.OID
		}
		return a, ok
	case *pg.Node_AConst:
		return Argument{Text: constText(v.AConst), Null: v.AConst.Isnull, OID: types.OfConst(v.AConst).OID}, true
	case *pg.Node_AExpr:
		if len(v.AExpr.Name) == 1 && stringOf(v.AExpr.Name[0]) == "-" && v.AExpr.Lexpr == nil {
			a, ok := argument(v.AExpr.Rexpr)
			a.Text = "-" + a.Text
			return a, ok
		}
	}
	return Argument{}, false
}
