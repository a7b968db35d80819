package printer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// printer holds one translation.
type printer struct {
	env        *Env
	position   func(location int32) int
	params     []param
	args       []value // what stands for the parameters (EXECUTE), already typed
	notices    []Notice
	calls      map[string]string
	literalAt  int32 // location of the constant being read, plus one
	operatorAt int32 // location of the operator being printed, plus one; 0 where there is none
	stores     bool  // the result becomes a table: its columns are of DuckDB's types for PostgreSQL's
}

// bail carries an error out of the walk.
type bail struct{ err *sqlstate.Error }

// Print translates a statement. params is its highest parameter number; position gives the client's character for a
// location of the tree.
func Print(node *pg.Node, params int, env Env, position func(int32) int) (t *Translation, err error) {
	return print(node, params, nil, env, position)
}

// PrintExecute translates a prepared statement with args in the place of its parameters, converted to types.
func PrintExecute(node *pg.Node, args []*pg.Node, oids []uint32, env Env, position func(int32) int) (*Translation, error) {
	if node == nil {
		return nil, sqlstate.New(sqlstate.FeatureNotSupported, "EXECUTE of a statement outside PostgreSQL's grammar is not supported")
	}
	if len(args) != len(oids) {
		e := sqlstate.New(sqlstate.SyntaxError, "wrong number of parameters for prepared statement")
		e.Detail = "Expected " + strconv.Itoa(len(oids)) + " parameters but got " + strconv.Itoa(len(args)) + "."
		return nil, e
	}
	env.ParamOIDs = oids
	return print(node, len(oids), args, env, position)
}

func print(node *pg.Node, params int, args []*pg.Node, env Env, position func(int32) int) (t *Translation, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case bail:
			t, err = nil, r.err
		default:
			panic(r)
		}
	}()
	p := &printer{env: &env, position: position, params: declared(params, env.ParamOIDs)}
	for i, a := range args {
		p.args = append(p.args, p.argument(a, env.ParamOIDs[i]))
	}
	sql, cols := p.statement(node)
	if p.undecided() { // a later use told the type of a parameter that an earlier use left open: print again
		p = &printer{env: &env, position: position, params: p.params, args: p.args}
		sql, cols = p.statement(node)
	}
	t = &Translation{Columns: cols, Notices: p.notices, ParamOIDs: p.paramOIDs(), Calls: p.calls}
	t.SQL, t.Positions = anchors(sql, position)
	return t, nil
}

// argument is an argument of EXECUTE as the type of its parameter.
func (p *printer) argument(n *pg.Node, oid uint32) value {
	v := p.expr(n, &scope{})
	if !types.Exists(oid) {
		return p.plain(v)
	}
	return p.cast(v, types.Of(oid))
}

// fail stops the walk with an error at a location of the tree (-1: nowhere).
func (p *printer) fail(location int32, code, format string, args ...any) {
	e := sqlstate.New(code, format, args...)
	e.Position = p.position(location)
	panic(bail{e})
}

// failHint is fail with a hint.
func (p *printer) failHint(location int32, hint, code, format string, args ...any) {
	e := sqlstate.New(code, format, args...)
	e.Hint, e.Position = hint, p.position(location)
	panic(bail{e})
}

func (p *printer) unsupported(location int32, what string) {
	p.fail(location, sqlstate.FeatureNotSupported, "%s is not supported", what)
}

// Marks stand in printed SQL while it is put together: markStart, the tree's location in decimal, markEnd. A string
// constant's own markStart byte is doubled by an empty mark.
const (
	markStart = '\x01'
	markEnd   = '\x02'
)

func mark(location int32) string {
	if location < 0 {
		return ""
	}
	return string(rune(markStart)) + strconv.Itoa(int(location)) + string(rune(markEnd))
}

// marks are what mark writes.
var marks = regexp.MustCompile("\x01[0-9]+\x02")

var markBytes = strings.NewReplacer("\x01", "\x01\x02")

// anchors takes the marks out of SQL and tells where they stood.
func anchors(marked string, position func(int32) int) (string, []Anchor) {
	var b strings.Builder
	var list []Anchor
	chars := 1
	for len(marked) > 0 {
		i := strings.IndexByte(marked, markStart)
		if i < 0 {
			i = len(marked)
		}
		b.WriteString(marked[:i])
		chars += utf8.RuneCountInString(marked[:i])
		if i == len(marked) {
			break
		}
		end := i + strings.IndexByte(marked[i:], markEnd)
		if end == i+1 {
			b.WriteByte(markStart)
			chars++
		} else if loc, err := strconv.Atoi(marked[i+1 : end]); err == nil {
			list = append(list, Anchor{Printed: chars, Client: position(int32(loc))})
		}
		marked = marked[end+1:]
	}
	return b.String(), list
}

// str is the text of a String node.
func str(n *pg.Node) string { return n.GetString_().GetSval() }

// strs are the texts of String nodes.
func strs(ns []*pg.Node) []string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = str(n)
	}
	return out
}

func quote(s string) string { return markBytes.Replace(types.QuoteString(s)) }
