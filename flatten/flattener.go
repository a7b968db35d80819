package flatten

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/tarn-sql/tarn/flatten/anywhere"
	"github.com/tarn-sql/tarn/flatten/column"
	"github.com/tarn-sql/tarn/flatten/schema"
	"github.com/tarn-sql/tarn/flatten/view"
)

// Options say what a Flattener fills.
type Options struct {
	// Views are definitions of further tables, beside the built-in ones.
	Views []*view.Definition
	// BatchRows and BatchBytes bound a batch; WorkerBytes what one Worker holds back in all its tables.
	BatchRows, BatchBytes, WorkerBytes int
	// PoolBytes is how much memory of released batches is kept for the next ones.
	PoolBytes int
}

// EnsureDefaults sets what is zero.
func (o *Options) EnsureDefaults() {
	if o.BatchRows == 0 {
		o.BatchRows = 64 << 10
	}
	if o.BatchBytes == 0 {
		o.BatchBytes = 8 << 20
	}
	if o.PoolBytes == 0 {
		o.PoolBytes = 64 << 20
	}
	if o.WorkerBytes == 0 {
		o.WorkerBytes = 64 << 20
	}
}

// Flattener knows all tables and their programs. It is immutable and safe for concurrent use.
type Flattener struct {
	options Options
	tables  []Table
	schemas []*arrow.Schema
	byType  [][]tableProgram // the programs of a resource type, by TypeID
	pool    *column.Pool
	// anywhere is the index of the first cross-cutting table; they are the last ones.
	anywhere int
}

// tableProgram fills one table.
type tableProgram struct {
	table   int
	program *view.Program
}

// New compiles the programs of all tables.
func New(o Options) (*Flattener, error) {
	o.EnsureDefaults()
	f := &Flattener{options: o, pool: column.NewPool(o.PoolBytes), byType: make([][]tableProgram, schema.R4().NumTypes())}
	definitions := append(slices.Clip(view.Builtin()), o.Views...)
	programs, err := compile(definitions)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for i, d := range definitions {
		if names[d.Name] || anywhere.Is(d.Name) {
			return nil, fmt.Errorf("there are two tables %q", d.Name)
		}
		names[d.Name] = true
		if err := f.add(d, programs[i]); err != nil {
			return nil, err
		}
	}
	f.addAnywhere()
	f.dropDanglingKeys()
	return f, nil
}

// compile makes the programs of all definitions, on all processors: every start of the program waits for it. Built-in
// ones are compiled strictly.
func compile(definitions []*view.Definition) ([]*view.Program, error) {
	programs, errs := make([]*view.Program, len(definitions)), make([]error, len(definitions))
	builtin := len(view.Builtin())
	var next atomic.Int64
	var working sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(definitions); i = int(next.Add(1)) - 1 {
				programs[i], errs[i] = view.Compile(definitions[i], view.Options{Strict: i < builtin})
			}
		})
	}
	working.Wait()
	for _, err := range errs { // the first in order, whoever met it
		if err != nil {
			return nil, err
		}
	}
	return programs, nil
}

// Tables returns the definitions of all tables. Batch.Table is an index into them.
func (f *Flattener) Tables() []Table { return f.tables }

func (f *Flattener) add(d *view.Definition, p *view.Program) error {
	t := Table{Name: d.Name, Comment: d.Description, ResourceType: d.Resource}
	var names []string
	var types []arrow.DataType
	for i := range p.Columns {
		c := &p.Columns[i]
		typ, err := column.ParseType(c.SQLType)
		if err != nil {
			return &view.Error{View: d.Name, Place: c.Name, Err: err}
		}
		if c.Collection {
			typ = column.TextList
		}
		names, types = append(names, c.Name), append(types, typ)
		t.Columns = append(t.Columns, Column{Name: c.Name, Type: typ, Comment: c.Description, Path: pathText(c.Paths)})
		t.key(c)
	}
	f.byType[p.Resource.ID] = append(f.byType[p.Resource.ID], tableProgram{len(f.tables), p})
	f.tables = append(f.tables, t)
	f.schemas = append(f.schemas, column.Schema(names, types))
	return nil
}

// pathText writes the way to a column: name.given, contact.telecom.%rowIndex as %rowIndex of contact.telecom.
func pathText(paths []string) string {
	last := len(paths) - 1
	around := strings.Join(paths[:last], ".")
	switch {
	case around == "":
		return paths[last]
	case paths[last] == "$this":
		return around
	case paths[last][0] == '%':
		return paths[last] + " of " + around
	case strings.HasPrefix(paths[last], "$this.") || strings.HasPrefix(paths[last], "("):
		return around + ": " + paths[last]
	}
	return around + "." + paths[last]
}

// key finds a column's part in the keys: the resource's key and the row indexes make the primary key.
func (t *Table) key(c *view.ColumnInfo) {
	switch {
	case c.Column.Path == "getResourceKey()" && len(c.Paths) == 1 && t.KeyColumn == "":
		t.KeyColumn = c.Name
		t.PrimaryKey = append(t.PrimaryKey, c.Name)
	case c.Column.Path == "%rowIndex":
		t.PrimaryKey = append(t.PrimaryKey, c.Name)
	}
	if table := c.TagValue(view.TagReferences); table != "" {
		t.ForeignKeys = append(t.ForeignKeys, ForeignKey{Columns: []string{c.Name}, RefTable: table, RefColumns: []string{"id"}})
	}
}

func (f *Flattener) addAnywhere() {
	f.anywhere = len(f.tables)
	for _, d := range anywhere.Tables() {
		t := Table{Name: d.Name, Comment: d.Comment, TypeColumn: "resource_type", KeyColumn: "resource_id", PrimaryKey: d.Key, Dictionary: d.Dictionary}
		for _, c := range d.Columns {
			t.Columns = append(t.Columns, Column{Name: c.Name, Type: c.Type, Comment: c.Comment, View: d.Views[c.Name]})
		}
		f.tables = append(f.tables, t)
		f.schemas = append(f.schemas, d.Schema())
	}
}

// dropDanglingKeys removes foreign keys to tables that are not there.
func (f *Flattener) dropDanglingKeys() {
	names := map[string]bool{}
	for _, t := range f.tables {
		names[t.Name] = true
	}
	for i := range f.tables {
		f.tables[i].ForeignKeys = slices.DeleteFunc(f.tables[i].ForeignKeys, func(k ForeignKey) bool { return !names[k.RefTable] })
	}
}

// Rest lets the memory go that is kept for the next batches: for when there will be none for a while.
func (f *Flattener) Rest() { f.pool.Empty() }

// NewWorker returns a worker for one goroutine. source is the name of the source ("" for the default one): under a source
// S all keys read "S:id". The memory of the batches comes from mem; nil is a pool that all workers share.
func (f *Flattener) NewWorker(source string, mem memory.Allocator) *Worker {
	if mem == nil {
		mem = f.pool
	}
	return newWorker(f, source, mem)
}
