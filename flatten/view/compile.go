package view

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/tarn-sql/tarn/flatten/fhirpath"
	"github.com/tarn-sql/tarn/flatten/schema"
)

// Options change how a definition is compiled.
type Options struct {
	// Strict makes elements that the model does not know errors; else they are Program.Warnings and their columns empty.
	Strict bool
	// Separate runs every column on its own instead of all in one walk: the slow way with the same outcome, for tests.
	Separate bool
}

// Program is a compiled definition. It is immutable and may be used by many Runners at once.
type Program struct {
	Name     string
	Resource *schema.Type
	Columns  []ColumnInfo
	Warnings []error
	// Trigger is a member that a resource must have to give any row; NoMember where there is no such thing.
	Trigger schema.MemberID

	where []*fhirpath.Program
	start op
	slots int
	lists []uint64 // the columns that are collections, as bits
}

// ColumnInfo is a column of the result.
type ColumnInfo struct {
	Column
	SQLType string // from the tag ansi/type, else the specification's default for Type
	// Paths are the forEach, forEachOrNull and repeat expressions around the column, and its own path.
	Paths []string
	// Element is the definition of the element that the column shows, nil where it shows no single one.
	Element *schema.Field
}

// Compile checks a definition and plans it. All faults that can be found are reported at once, as *Error.
func Compile(d *Definition, o Options) (*Program, error) {
	c := &compiler{def: d, options: o, program: &Program{Name: d.Name}, names: map[string]bool{}}
	c.constants()
	typ, ok := schema.R4().Type(d.Resource)
	if d.Resource == "" {
		c.fail("resource", errors.New("the view does not say of which resource type it is"))
	} else if !ok || typ.Kind != schema.Resource {
		c.fail("resource", fmt.Errorf("there is no resource type %q", d.Resource))
	}
	if d.Name != "" && !sqlName.MatchString(d.Name) {
		c.fail("name", fmt.Errorf("%q is no name: letters, digits and underscores", d.Name))
	}
	if len(d.Select) == 0 {
		c.fail("select", errors.New("the view selects nothing"))
	}
	if c.errs != nil {
		return nil, errors.Join(c.errs...)
	}
	c.program.Resource = typ
	focus := fhirpath.On(typ)
	for i, w := range d.Where {
		c.where(fmt.Sprintf("where[%d].path", i), w.Path, focus)
	}
	roots := c.selects(d.Select, "select", scope{focus: focus})
	if c.errs != nil {
		return nil, errors.Join(c.errs...)
	}
	c.program.slots = c.slots + 1
	c.program.start = c.link(roots, emit{})
	c.program.Trigger = trigger(roots)
	var lists []int
	for i := range c.program.Columns {
		if c.program.Columns[i].Collection {
			lists = append(lists, i)
		}
	}
	c.program.lists = maskOf(lists, len(c.program.Columns))
	return c.program, nil
}

var sqlName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

type compiler struct {
	def     *Definition
	options Options
	program *Program
	errs    []error
	names   map[string]bool
	fixed   map[string]fhirpath.Value
	slots   int
}

// scope is where a select stands: the focus of its paths, the slot that holds it while running, the paths that led there.
type scope struct {
	focus fhirpath.Focus
	slot  int
	paths []string
}

func (c *compiler) fail(place string, err error) {
	c.errs = append(c.errs, &Error{View: c.def.Name, Place: place, Err: err})
}

func (c *compiler) constants() {
	c.fixed = map[string]fhirpath.Value{}
	for i, k := range c.def.Constant {
		place := fmt.Sprintf("constant[%d]", i)
		switch _, twice := c.fixed[k.Name]; {
		case !sqlName.MatchString(k.Name):
			c.fail(place, fmt.Errorf("%q is no name", k.Name))
		case k.Type == "":
			c.fail(place, fmt.Errorf("the constant %q has no value", k.Name))
		case twice:
			c.fail(place, fmt.Errorf("there are two constants %q", k.Name))
		}
		c.fixed[k.Name] = fhirpath.Value{Type: k.Type, Text: k.Text}
	}
}

// path compiles an expression, nil where it has a fault.
func (c *compiler) path(place, src string, focus fhirpath.Focus) *fhirpath.Program {
	p, err := fhirpath.Compile(src, focus, fhirpath.Options{Constants: c.fixed, Strict: c.options.Strict})
	if err != nil {
		c.fail(place, err)
		return nil
	}
	for _, w := range p.Warnings {
		c.program.Warnings = append(c.program.Warnings, &Error{View: c.def.Name, Place: place, Err: w})
	}
	return p
}

func (c *compiler) where(place, src string, focus fhirpath.Focus) {
	p := c.path(place, src, focus)
	if p == nil {
		return
	}
	if p.IsOther() {
		c.fail(place, fmt.Errorf("%w: %s is a %s", ErrWhere, src, p.Result().Type))
	}
	c.program.where = append(c.program.where, p)
}

// selectNode is a select whose paths are compiled and whose columns are numbered.
type selectNode struct {
	from, slot int // the slots of the focus outside and inside; equal without an iteration
	forEach    *fhirpath.Program
	orNull     bool
	repeat     []*fhirpath.Program
	names      []string       // of repeat: the paths as text
	focus      fhirpath.Focus // of repeat: a node
	columns    []columnNode
	children   []*selectNode
	unions     []*selectNode
}

type columnNode struct {
	number     int
	name       string
	program    *fhirpath.Program
	collection bool
}

func (c *compiler) selects(list []Select, place string, s scope) []*selectNode {
	out := make([]*selectNode, len(list))
	for i := range list {
		out[i] = c.selectOne(&list[i], fmt.Sprintf("%s[%d]", place, i), s, nil)
	}
	return out
}

// selectOne compiles a select. For the second and further branches of a unionAll, like has the columns of the first.
func (c *compiler) selectOne(sel *Select, place string, s scope, like []int) *selectNode {
	n := &selectNode{from: s.slot}
	s = c.iteration(sel, place, s, n)
	n.slot = s.slot
	take := like
	for i := range sel.Column {
		n.columns = append(n.columns, c.column(&sel.Column[i], fmt.Sprintf("%s.column[%d]", place, i), s, &take, like != nil))
	}
	for i := range sel.Select {
		child := c.selectOne(&sel.Select[i], fmt.Sprintf("%s.select[%d]", place, i), s, take)
		if like != nil {
			take = take[min(len(take), len(child.all())):]
		}
		n.children = append(n.children, child)
	}
	c.unions(sel, place, s, n, take)
	return n
}

func (c *compiler) unions(sel *Select, place string, s scope, n *selectNode, take []int) {
	for i := range sel.UnionAll {
		at := fmt.Sprintf("%s.unionAll[%d]", place, i)
		if i == 0 {
			n.unions = append(n.unions, c.selectOne(&sel.UnionAll[0], at, s, take))
			continue
		}
		first := n.unions[0].all()
		branch := c.selectOne(&sel.UnionAll[i], at, s, first)
		if got := len(branch.all()); got != len(first) && c.errs == nil {
			c.fail(at, fmt.Errorf("the branches of a unionAll must have the same columns; this has %d, the first has %d", got, len(first)))
		}
		n.unions = append(n.unions, branch)
	}
}

// iteration compiles forEach, forEachOrNull and repeat and returns the scope inside.
func (c *compiler) iteration(sel *Select, place string, s scope, n *selectNode) scope {
	count := 0
	inner := s
	for _, f := range []struct{ name, path string }{{"forEach", sel.ForEach}, {"forEachOrNull", sel.ForEachOrNull}} {
		if f.path == "" {
			continue
		}
		count++
		n.orNull = f.name == "forEachOrNull"
		if n.forEach = c.path(place+"."+f.name, f.path, s.focus); n.forEach != nil {
			inner.focus = n.forEach.Each()
		}
		inner.paths = append(inner.paths[:len(inner.paths):len(inner.paths)], f.path)
	}
	if len(sel.Repeat) > 0 {
		count++
		inner.focus = c.repeat(sel.Repeat, place+".repeat", s, n)
		inner.paths = append(inner.paths[:len(inner.paths):len(inner.paths)], "repeat("+strings.Join(sel.Repeat, " | ")+")")
	}
	if count > 1 {
		c.fail(place, errors.New("forEach, forEachOrNull and repeat exclude each other"))
	}
	if count > 0 {
		c.slots++
		inner.slot = c.slots
	}
	return inner
}

// repeat compiles the paths of a repeat for the focus around it. A path may lead on only from the nodes that another one
// finds (answer.item, from the items); what it finds outside is then what the data has there.
func (c *compiler) repeat(paths []string, place string, s scope, n *selectNode) fhirpath.Focus {
	n.names = paths
	var known []*fhirpath.Program
	for _, src := range paths {
		if p, err := c.quiet(src, s.focus); err == nil && len(p.Warnings) == 0 {
			known = append(known, p)
		}
	}
	inner := fhirpath.EachOf(known)
	for i, src := range paths {
		at := fmt.Sprintf("%s[%d]", place, i)
		if p, err := c.quiet(src, inner); len(known) > 0 && err == nil && len(p.Warnings) == 0 {
			if p, err = c.quiet(src, s.focus); err == nil {
				n.repeat = append(n.repeat, p)
				continue
			}
		}
		if p := c.path(at, src, s.focus); p != nil {
			n.repeat = append(n.repeat, p)
		}
	}
	n.focus = inner
	return inner
}

// quiet compiles an expression without reporting anything.
func (c *compiler) quiet(src string, focus fhirpath.Focus) (*fhirpath.Program, error) {
	return fhirpath.Compile(src, focus, fhirpath.Options{Constants: c.fixed})
}

func (c *compiler) column(col *Column, place string, s scope, take *[]int, like bool) columnNode {
	n := columnNode{name: col.Name, collection: col.Collection, program: c.path(place+".path", col.Path, s.focus)}
	if !sqlName.MatchString(col.Name) {
		c.fail(place+".name", fmt.Errorf("%q is no name: letters, digits and underscores", col.Name))
	}
	if like {
		n.number = c.sameColumn(col, place, take)
		return n
	}
	if c.names[col.Name] {
		c.fail(place+".name", fmt.Errorf("there are two columns %q", col.Name))
	}
	c.names[col.Name] = true
	n.number = len(c.program.Columns)
	info := ColumnInfo{Column: *col, Paths: append(s.paths[:len(s.paths):len(s.paths)], col.Path), SQLType: sqlType(col)}
	if n.program != nil {
		info.Element = n.program.Element()
	}
	c.program.Columns = append(c.program.Columns, info)
	return n
}

// sameColumn finds the column of a unionAll's first branch that a column of another branch must be.
func (c *compiler) sameColumn(col *Column, place string, take *[]int) int {
	if len(*take) == 0 {
		c.fail(place, fmt.Errorf("the first branch of the unionAll has no column %q", col.Name))
		return 0
	}
	number := (*take)[0]
	*take = (*take)[1:]
	want := &c.program.Columns[number]
	switch {
	case want.Name != col.Name:
		c.fail(place, fmt.Errorf("the branches of a unionAll must have the same columns in the same order; here is %q, in the first branch %q", col.Name, want.Name))
	case want.Collection != col.Collection:
		c.fail(place, fmt.Errorf("the column %q is a collection in one branch of the unionAll and none in another", col.Name))
	case want.SQLType != sqlType(col):
		c.fail(place, fmt.Errorf("the column %q is %s in one branch of the unionAll and %s in another", col.Name, want.SQLType, sqlType(col)))
	}
	return number
}

// all returns the numbers of the columns of a select in their order.
func (n *selectNode) all() []int {
	var numbers []int
	for _, col := range n.columns {
		numbers = append(numbers, col.number)
	}
	for _, child := range n.children {
		numbers = append(numbers, child.all()...)
	}
	if len(n.unions) > 0 {
		numbers = append(numbers, n.unions[0].all()...)
	}
	return numbers
}

// sqlType is the SQL type of a column: the tag, else what the specification gives the FHIR type.
func sqlType(col *Column) string {
	if t := col.TagValue(TagType); t != "" {
		return t
	}
	switch col.Type[strings.LastIndexByte(col.Type, '/')+1:] {
	case "boolean":
		return "BOOLEAN"
	case "integer", "positiveInt", "unsignedInt":
		return "INTEGER"
	case "integer64":
		return "BIGINT"
	case "instant":
		return "TIMESTAMP WITH TIME ZONE"
	}
	return "VARCHAR"
}
