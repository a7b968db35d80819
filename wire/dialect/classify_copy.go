package dialect

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"

	pg "github.com/pganalyze/pg_query_go/v6"
)

func classifyCopy(st *Statement, s *pg.CopyStmt) error {
	st.set(Copy, "COPY")
	if err := st.refuseFile(s); err != nil {
		st.Kind, st.Err = Denied, err
		return nil
	}
	c := &CopyStatement{From: s.IsFrom, Format: "text"}
	st.Copy = c
	if err := st.copyOptions(c, s.Options); err != nil {
		return err
	}
	for _, a := range s.Attlist {
		c.Columns = append(c.Columns, stringOf(a))
	}
	if s.IsFrom {
		c.Table = nameOf(s.Relation)
		st.Target = c.Table
		if s.WhereClause != nil {
			st.unsupported("COPY FROM … WHERE is not supported")
		}
		return nil
	}
	node := s.Query
	if node == nil {
		node = selectOf(s.Relation, c.Columns)
	}
	q, err := st.inner(node)
	if err != nil {
		return err
	}
	c.Query = q
	if q.Kind == Denied {
		st.Kind, st.Err = Denied, q.Err
	}
	return nil
}

// refuseFile: the server's files and programs are nobody's business. The hint is PostgreSQL's.
func (st *Statement) refuseFile(s *pg.CopyStmt) *Error {
	verb, role := "to", "pg_write_server_files"
	if s.IsFrom {
		verb, role = "from", "pg_read_server_files"
	}
	what := "a file"
	switch {
	case s.IsProgram:
		what, role = "an external program", "pg_execute_server_program"
	case s.Filename == "":
		return nil
	}
	e := sqlstate.New(sqlstate.InsufficientPrivilege,
		"must be superuser or have privileges of the %s role to COPY %s %s", role, verb, what)
	e.Hint = `Anyone can COPY to stdout or from stdin. psql's \copy command also works for anyone.`
	return e
}

// selectOf is SELECT columns FROM relation as a tree.
func selectOf(rv *pg.RangeVar, columns []string) *pg.Node {
	var targets []*pg.Node
	for _, c := range columns {
		targets = append(targets, target(columnNode(pg.MakeStrNode(c), rv.Location), rv.Location))
	}
	if columns == nil {
		star := &pg.Node{Node: &pg.Node_AStar{AStar: &pg.A_Star{}}}
		targets = []*pg.Node{target(columnNode(star, rv.Location), rv.Location)}
	}
	return &pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: &pg.SelectStmt{
		TargetList:  targets,
		FromClause:  []*pg.Node{{Node: &pg.Node_RangeVar{RangeVar: rv}}},
		LimitOption: pg.LimitOption_LIMIT_OPTION_DEFAULT,
		Op:          pg.SetOperation_SETOP_NONE,
	}}}
}

func columnNode(field *pg.Node, location int32) *pg.Node {
	return &pg.Node{Node: &pg.Node_ColumnRef{ColumnRef: &pg.ColumnRef{Fields: []*pg.Node{field}, Location: location}}}
}

func target(value *pg.Node, location int32) *pg.Node {
	return &pg.Node{Node: &pg.Node_ResTarget{ResTarget: &pg.ResTarget{Val: value, Location: location}}}
}

// copyOptions reads the options, fills the defaults of the format and checks as PostgreSQL's ProcessCopyOptions does.
func (st *Statement) copyOptions(c *CopyStatement, options []*pg.Node) error {
	seen := map[string]bool{}
	for _, o := range options {
		d := o.GetDefElem()
		if seen[d.Defname] {
			return st.fail(d.Location, sqlstate.SyntaxError, "conflicting or redundant options")
		}
		seen[d.Defname] = true
		if err := st.copyOption(c, d); err != nil {
			return err
		}
	}
	if err := c.check(seen); err != nil {
		return err
	}
	c.defaults(seen)
	return c.checkCharacters()
}

func (st *Statement) copyOption(c *CopyStatement, d *pg.DefElem) error {
	value := stringOf(d.Arg)
	switch d.Defname {
	case "format":
		c.Format = value
		if value != "text" && value != "csv" && value != "binary" {
			return st.fail(d.Location, sqlstate.InvalidParameterValue, "COPY format %q not recognized", value)
		}
	case "delimiter":
		c.Delimiter = value
	case "null":
		c.Null = value
	case "header":
		c.HeaderMatch = strings.EqualFold(value, "match")
		c.Header = c.HeaderMatch || onOff(d.Arg)
	case "quote":
		c.Quote = value
	case "escape":
		c.Escape = value
	case "force_quote":
		c.ForceQuote, c.ForceQuoteAll = columnList(d.Arg)
	case "force_not_null":
		c.ForceNotNull, c.ForceNotNullAll = columnList(d.Arg)
	case "force_null":
		c.ForceNull, c.ForceNullAll = columnList(d.Arg)
	case "encoding":
		c.Encoding = value
	case "freeze", "on_error", "log_verbosity":
	default:
		return st.fail(d.Location, sqlstate.SyntaxError, "option %q not recognized", d.Defname)
	}
	return nil
}

func columnList(n *pg.Node) (columns []string, all bool) {
	if n.GetAStar() != nil {
		return nil, true
	}
	for _, i := range n.GetList().GetItems() {
		columns = append(columns, stringOf(i))
	}
	return columns, false
}

// check refuses options that the format or the direction does not know.
func (c *CopyStatement) check(seen map[string]bool) error {
	syntax := func(ok bool, format string, args ...any) error {
		if ok {
			return nil
		}
		return sqlstate.New(sqlstate.SyntaxError, format, args...)
	}
	csv, binary := c.Format == "csv", c.Format == "binary"
	for _, rule := range []struct {
		option, message string
		ok              bool
	}{
		{"delimiter", "cannot specify DELIMITER in BINARY mode", !binary},
		{"null", "cannot specify NULL in BINARY mode", !binary},
		{"header", "cannot specify HEADER in BINARY mode", !binary || !c.Header},
		{"quote", "COPY QUOTE requires CSV mode", csv},
		{"escape", "COPY ESCAPE requires CSV mode", csv},
		{"force_quote", "COPY FORCE_QUOTE requires CSV mode", csv},
		{"force_quote", "COPY FORCE_QUOTE cannot be used with COPY FROM", !c.From},
		{"force_not_null", "COPY FORCE_NOT_NULL requires CSV mode", csv},
		{"force_not_null", "COPY FORCE_NOT_NULL cannot be used with COPY TO", c.From},
		{"force_null", "COPY FORCE_NULL requires CSV mode", csv},
		{"force_null", "COPY FORCE_NULL cannot be used with COPY TO", c.From},
		{"header", "cannot use \"match\" with HEADER in COPY TO", c.From || !c.HeaderMatch},
	} {
		if seen[rule.option] {
			if err := syntax(rule.ok, "%s", rule.message); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *CopyStatement) defaults(seen map[string]bool) {
	set := func(option string, to *string, value string) {
		if !seen[option] {
			*to = value
		}
	}
	if c.Format == "csv" {
		set("delimiter", &c.Delimiter, ",")
		set("quote", &c.Quote, `"`)
		set("escape", &c.Escape, c.Quote)
		return
	}
	if c.Format == "text" {
		set("delimiter", &c.Delimiter, "\t")
		set("null", &c.Null, `\N`)
	}
}

// checkCharacters holds the rules on single characters.
func (c *CopyStatement) checkCharacters() error {
	refuse := func(code, format string, args ...any) error { return sqlstate.New(code, format, args...) }
	switch csv := c.Format == "csv"; {
	case c.Format == "binary":
		return nil
	case len(c.Delimiter) != 1:
		return refuse(sqlstate.FeatureNotSupported, "COPY delimiter must be a single one-byte character")
	case strings.ContainsAny(c.Delimiter, "\r\n"):
		return refuse(sqlstate.InvalidParameterValue, "COPY delimiter cannot be newline or carriage return")
	case strings.ContainsAny(c.Null, "\r\n"):
		return refuse(sqlstate.InvalidParameterValue, "COPY null representation cannot use newline or carriage return")
	case !csv && strings.ContainsAny(c.Delimiter, `\.abcdefghijklmnopqrstuvwxyz0123456789`):
		return refuse(sqlstate.InvalidParameterValue, "COPY delimiter cannot be %q", c.Delimiter)
	case csv && len(c.Quote) != 1:
		return refuse(sqlstate.FeatureNotSupported, "COPY quote must be a single one-byte character")
	case csv && c.Quote == c.Delimiter:
		return refuse(sqlstate.InvalidParameterValue, "COPY delimiter and quote must be different")
	case csv && len(c.Escape) != 1:
		return refuse(sqlstate.FeatureNotSupported, "COPY escape must be a single one-byte character")
	case strings.Contains(c.Null, c.Delimiter):
		return refuse(sqlstate.FeatureNotSupported, "COPY delimiter character must not appear in the NULL specification")
	case csv && strings.Contains(c.Null, c.Quote):
		return refuse(sqlstate.FeatureNotSupported, "CSV quote character must not appear in the NULL specification")
	}
	return nil
}
