package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/functions"
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// createTable prints CREATE TEMP TABLE (…).
func (p *printer) createTable(c *pg.CreateStmt) string {
	if len(c.InhRelations) > 0 || c.Partspec != nil || c.OfTypename != nil {
		p.unsupported(c.Relation.Location, "this form of CREATE TABLE")
	}
	var parts []string
	for _, n := range c.TableElts {
		switch e := n.Node.(type) {
		case *pg.Node_ColumnDef:
			parts = append(parts, p.columnDef(e.ColumnDef))
		case *pg.Node_Constraint:
			parts = append(parts, p.tableConstraint(e.Constraint))
		case *pg.Node_TableLikeClause:
			parts = append(parts, p.likeColumns(e.TableLikeClause.Relation)...)
		}
	}
	return "CREATE TEMP TABLE " + ifNotExists(c.IfNotExists) + p.newTemp(c.Relation) + " (" + strings.Join(parts, ", ") + ")" +
		commitWords[c.Oncommit]
}

// newTemp is the name of a temporary relation that is made.
func (p *printer) newTemp(rv *pg.RangeVar) string {
	if s := rv.Schemaname; s != "" && s != "temp" && !strings.HasPrefix(s, pgTemp) {
		p.fail(rv.Location, sqlstate.InvalidTableDefinition, "cannot create temporary relation in non-temporary schema")
	}
	return p.ident(rv.Relname)
}

// commitWords are for the engine, which does at COMMIT what they say.
var commitWords = map[pg.OnCommitAction]string{
	pg.OnCommitAction_ONCOMMIT_DROP: " ON COMMIT DROP", pg.OnCommitAction_ONCOMMIT_DELETE_ROWS: " ON COMMIT DELETE ROWS",
}

// likeColumns are the columns of LIKE table: names and types.
func (p *printer) likeColumns(rv *pg.RangeVar) []string {
	r, ok := (*Relation)(nil), false
	if p.env.Relation != nil {
		r, ok = p.env.Relation(rv.Schemaname, p.cut(rv.Relname))
	}
	if !ok {
		p.fail(rv.Location, sqlstate.UndefinedTable, "relation %q does not exist", rv.Relname)
	}
	var parts []string
	for _, c := range r.Columns {
		if c.OID == 0 {
			p.unsupported(rv.Location, "LIKE of a table with nested columns")
		}
		parts = append(parts, p.ident(c.Name)+" "+p.columnType(columnType(c.OID, c.Typmod), c.Name, rv.Location))
	}
	return parts
}

// anyColumns is the scope of an expression over the columns of a table that is being made.
func anyColumns() *scope { return &scope{rels: []*rel{{}}} }

func ifNotExists(yes bool) string {
	if yes {
		return "IF NOT EXISTS "
	}
	return ""
}

// serials are the types of columns that count, and what they are then.
var serials = map[string]uint32{
	"serial": types.Int4, "serial4": types.Int4, "bigserial": types.Int8, "serial8": types.Int8, "smallserial": types.Int2, "serial2": types.Int2,
}

// counts is for the engine, which makes the sequence.
const counts = " SERIAL NOT NULL"

func (p *printer) columnDef(d *pg.ColumnDef) string {
	names := strs(d.TypeName.GetNames())
	if oid, ok := serials[names[len(names)-1]]; ok {
		return p.ident(d.Colname) + " " + types.Duck(types.Of(oid)) + counts + p.constraints(d, types.Of(oid))
	}
	t := p.typeName(d.TypeName)
	return p.ident(d.Colname) + " " + p.columnType(t, d.Colname, d.Location) + p.constraints(d, t)
}

func (p *printer) constraints(d *pg.ColumnDef, t types.Type) (sql string) {
	for _, n := range d.Constraints {
		sql += p.columnConstraint(n.GetConstraint(), t)
	}
	return sql
}

// columnType is the DuckDB type of a column. What it does not say, a CHECK does, by which the catalog tells the type, too.
func (p *printer) columnType(t types.Type, column string, location int32) string {
	duck := plainColumnType(t)
	n, limited := t.Length()
	switch {
	case duck == "" || types.IsRange(t):
		p.fail(location, sqlstate.FeatureNotSupported, "type %s is not supported in a table", types.NameOf(t.OID))
	case limited && t.OID == types.VarChar:
		return duck + " CHECK (" + functions.Macro + "fits_varchar(" + p.ident(column) + ", " + itoa(n) + "))"
	case limited && t.OID == types.BPChar:
		return duck + " CHECK (" + functions.Macro + "fits_bpchar(" + p.ident(column) + ", " + itoa(n) + "))"
	case t.OID == types.JSONB:
		return duck + " CHECK (" + functions.Macro + "is_jsonb(" + p.ident(column) + "))"
	}
	return duck
}

func plainColumnType(t types.Type) string {
	if t.OID == types.Numeric && t.Mod == 0 {
		return "DECIMAL(38,10)"
	}
	return types.Duck(t)
}

func (p *printer) columnConstraint(c *pg.Constraint, t types.Type) string {
	switch c.Contype {
	case pg.ConstrType_CONSTR_NOTNULL:
		return " NOT NULL"
	case pg.ConstrType_CONSTR_DEFAULT:
		return " DEFAULT (" + p.coerce(p.expr(c.RawExpr, &scope{}), t).sql + ")"
	case pg.ConstrType_CONSTR_PRIMARY:
		return " PRIMARY KEY"
	case pg.ConstrType_CONSTR_UNIQUE:
		return " UNIQUE"
	case pg.ConstrType_CONSTR_CHECK:
		return " CHECK (" + p.condition("CHECK", c.RawExpr, anyColumns()) + ")"
	case pg.ConstrType_CONSTR_IDENTITY:
		return counts
	case pg.ConstrType_CONSTR_GENERATED, pg.ConstrType_CONSTR_FOREIGN:
		p.unsupported(c.Location, "this column constraint")
	}
	return ""
}

func (p *printer) tableConstraint(c *pg.Constraint) string {
	switch c.Contype {
	case pg.ConstrType_CONSTR_PRIMARY:
		return "PRIMARY KEY " + p.aliasList(strs(c.Keys))
	case pg.ConstrType_CONSTR_UNIQUE:
		return "UNIQUE " + p.aliasList(strs(c.Keys))
	case pg.ConstrType_CONSTR_CHECK:
		return "CHECK (" + p.condition("CHECK", c.RawExpr, anyColumns()) + ")"
	}
	p.unsupported(c.Location, "this table constraint")
	return ""
}

func (p *printer) createTableAs(c *pg.CreateTableAsStmt) string {
	q := c.Query.GetSelectStmt()
	if q == nil {
		p.unsupported(-1, "CREATE TABLE AS EXECUTE")
	}
	sql := p.stored(q)
	if names := strs(c.Into.ColNames); len(names) > 0 {
		sql = "SELECT * FROM (" + sql + ") AS q" + p.aliasList(names)
	}
	if c.Into.SkipData {
		sql = "SELECT * FROM (" + sql + ") AS q LIMIT 0"
	}
	return "CREATE TEMP TABLE " + ifNotExists(c.IfNotExists) + p.newTemp(c.Into.Rel) + commitWords[c.Into.OnCommit] + " AS " + sql
}

// stored is a query whose result becomes a table, which holds what the client would see.
func (p *printer) stored(q *pg.SelectStmt) string {
	p.stores = true
	sql, _ := p.query(q, &scope{top: true})
	return sql
}

func (p *printer) createView(v *pg.ViewStmt) string {
	word := "CREATE TEMP VIEW "
	if v.Replace {
		word = "CREATE OR REPLACE TEMP VIEW "
	}
	sql, _ := p.query(v.Query.GetSelectStmt(), &scope{})
	return word + p.newTemp(v.View) + p.aliasList(strs(v.Aliases)) + " AS " + sql
}

var dropWords = map[pg.ObjectType]string{
	pg.ObjectType_OBJECT_TABLE: "DROP TABLE ", pg.ObjectType_OBJECT_VIEW: "DROP VIEW ", pg.ObjectType_OBJECT_INDEX: "DROP INDEX ",
}

// drop prints DROP of one temporary table or view, or of an index of one.
func (p *printer) drop(d *pg.DropStmt) string {
	word := dropWords[d.RemoveType]
	if len(d.Objects) > 1 {
		p.unsupported(-1, "dropping several relations in one statement")
	}
	names := strs(d.Objects[0].GetList().GetItems())
	rv := &pg.RangeVar{Relname: names[len(names)-1], Location: -1}
	if len(names) > 1 {
		rv.Schemaname = names[len(names)-2]
	}
	table, _ := p.tempTarget(rv, strings.TrimSpace(word))
	if d.MissingOk {
		word += "IF EXISTS "
	}
	return word + table
}

func (p *printer) truncate(t *pg.TruncateStmt) string {
	if len(t.Relations) > 1 {
		p.unsupported(-1, "truncating several tables in one statement")
	}
	table, _ := p.tempTarget(t.Relations[0].GetRangeVar(), "TRUNCATE TABLE")
	return "DELETE FROM " + table
}
