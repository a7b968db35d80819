package dialect

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// classify fills a statement's Kind, Tag and details from its tree. The error is the client's.
func classify(st *Statement) error {
	if strings.Contains(st.Text, "$") {
		st.NumParams = params(st.node)
	}
	switch n := st.node.Node.(type) {
	case *pg.Node_SelectStmt:
		return classifySelect(st, n.SelectStmt)
	case *pg.Node_VariableSetStmt:
		return classifySet(st, n.VariableSetStmt)
	case *pg.Node_VariableShowStmt:
		classifyShow(st, n.VariableShowStmt)
	case *pg.Node_TransactionStmt:
		return classifyTransaction(st, n.TransactionStmt)
	case *pg.Node_DeclareCursorStmt:
		return classifyDeclare(st, n.DeclareCursorStmt)
	case *pg.Node_FetchStmt:
		classifyFetch(st, n.FetchStmt)
	case *pg.Node_ClosePortalStmt:
		st.set(CloseCursor, "CLOSE CURSOR")
		st.Cursor = &CursorStatement{Name: n.ClosePortalStmt.Portalname}
		if st.Cursor.Name == "" {
			st.Tag = "CLOSE CURSOR ALL"
		}
	case *pg.Node_PrepareStmt:
		return classifyPrepare(st, n.PrepareStmt)
	case *pg.Node_ExecuteStmt:
		st.set(Execute, "EXECUTE")
		st.Prepared = &PreparedStatement{Name: n.ExecuteStmt.Name, NumArgs: len(n.ExecuteStmt.Params)}
	case *pg.Node_DeallocateStmt:
		st.set(Deallocate, "DEALLOCATE")
		st.Prepared = &PreparedStatement{Name: n.DeallocateStmt.Name}
		if n.DeallocateStmt.Isall || st.Prepared.Name == "" {
			st.Tag, st.Prepared.Name = "DEALLOCATE ALL", ""
		}
	case *pg.Node_CopyStmt:
		return classifyCopy(st, n.CopyStmt)
	case *pg.Node_ExplainStmt:
		return classifyExplain(st, n.ExplainStmt)
	case *pg.Node_CallStmt:
		return classifyCall(st, n.CallStmt)
	default:
		if !classifyWrite(st) {
			classifyRest(st)
		}
	}
	return nil
}

func (st *Statement) set(k Kind, tag string) { st.Kind, st.Tag = k, tag }

// inner makes the statement that st holds (a cursor's, EXPLAIN's, COPY's query).
func (st *Statement) inner(node *pg.Node) (*Statement, error) {
	in := &Statement{Text: st.Text, Offset: st.Offset, node: node, src: st.src}
	err := classify(in)
	return in, err
}

// fail is an error at a location of the tree.
func (st *Statement) fail(location int32, code, format string, args ...any) error {
	e := sqlstate.New(code, format, args...)
	e.Position = st.src.position(location)
	return e
}

func nameOf(rv *pg.RangeVar) Name {
	return Name{rv.GetCatalogname(), rv.GetSchemaname(), rv.GetRelname()}
}

// isTemp tells a relation that is made as temporary: TEMP, or in the schema pg_temp.
func isTemp(rv *pg.RangeVar) bool {
	return rv.GetRelpersistence() == "t" || rv.GetSchemaname() == "pg_temp"
}

func classifySelect(st *Statement, s *pg.SelectStmt) error {
	st.set(Query, "SELECT")
	st.Rows = true
	if strings.Contains(strings.ToLower(st.Text), "set_config") {
		st.SetConfig = setConfigs(st.node)
	}
	into := intoOf(s)
	if into == nil {
		return nil
	}
	st.set(CreateTableAs, "SELECT INTO")
	st.Rows = false
	st.Target = nameOf(into.Rel)
	if !isTemp(into.Rel) {
		st.deny("SELECT INTO")
	}
	return nil
}

// intoOf finds INTO, which in a set operation stands in its leftmost SELECT.
func intoOf(s *pg.SelectStmt) *pg.IntoClause {
	for s.Larg != nil {
		s = s.Larg
	}
	return s.IntoClause
}

// deny makes st what a read-only transaction refuses.
func (st *Statement) deny(command string) {
	st.Kind = Denied
	st.Err = sqlstate.New(sqlstate.ReadOnlyTransaction, "cannot execute %s in a read-only transaction", command)
}

func (st *Statement) unsupported(format string, args ...any) {
	st.Kind = Denied
	st.Err = sqlstate.New(sqlstate.FeatureNotSupported, format, args...)
}

// stringOf is the text of a String, Integer, Float or constant node.
func stringOf(n *pg.Node) string {
	switch v := n.GetNode().(type) {
	case *pg.Node_String_:
		return v.String_.Sval
	case *pg.Node_Integer:
		return itoa(v.Integer.Ival)
	case *pg.Node_Float:
		return v.Float.Fval
	case *pg.Node_Boolean:
		return boolText(v.Boolean.Boolval)
	case *pg.Node_AConst:
		return constText(v.AConst)
	case *pg.Node_TypeName:
		return stringOf(v.TypeName.Names[len(v.TypeName.Names)-1])
	case *pg.Node_TypeCast:
		return stringOf(v.TypeCast.Arg)
	}
	return ""
}

func constText(c *pg.A_Const) string {
	switch v := c.Val.(type) {
	case *pg.A_Const_Ival:
		return itoa(v.Ival.Ival)
	case *pg.A_Const_Fval:
		return v.Fval.Fval
	case *pg.A_Const_Boolval:
		return boolText(v.Boolval.Boolval)
	case *pg.A_Const_Sval:
		return v.Sval.Sval
	case *pg.A_Const_Bsval:
		return v.Bsval.Bsval
	}
	return ""
}
