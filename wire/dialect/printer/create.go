package printer

import (
	"strings"

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
		default:
			p.unsupported(c.Relation.Location, "LIKE in CREATE TABLE")
		}
	}
	return "CREATE TEMP TABLE " + ifNotExists(c.IfNotExists) + p.ident(c.Relation.Relname) + " (" + strings.Join(parts, ", ") + ")"
}

// anyColumns is the scope of an expression over the columns of a table that is being made.
func anyColumns() *scope { return &scope{rels: []*rel{{}}} }

func ifNotExists(yes bool) string {
	if yes {
		return "IF NOT EXISTS "
	}
	return ""
}

func (p *printer) columnDef(d *pg.ColumnDef) string {
	t := p.typeName(d.TypeName)
	duck := types.Duck(t)
	if t.OID == types.Numeric && t.Mod == 0 {
		duck = "DECIMAL(38,10)"
	}
	if duck == "" {
		p.fail(d.Location, sqlstate.FeatureNotSupported, "type %s is not supported in a table", types.NameOf(t.OID))
	}
	sql := p.ident(d.Colname) + " " + duck
	for _, n := range d.Constraints {
		sql += p.columnConstraint(n.GetConstraint(), t)
	}
	return sql
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
		return " CHECK (" + p.condition(c.RawExpr, anyColumns()) + ")"
	case pg.ConstrType_CONSTR_IDENTITY, pg.ConstrType_CONSTR_GENERATED, pg.ConstrType_CONSTR_FOREIGN:
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
		return "CHECK (" + p.condition(c.RawExpr, anyColumns()) + ")"
	}
	p.unsupported(c.Location, "this table constraint")
	return ""
}

func (p *printer) createTableAs(c *pg.CreateTableAsStmt) string {
	q := c.Query.GetSelectStmt()
	if q == nil {
		p.unsupported(-1, "CREATE TABLE AS EXECUTE")
	}
	sql, _ := p.query(q, &scope{top: true}) // stored as the client would see it
	if names := strs(c.Into.ColNames); len(names) > 0 {
		sql = "SELECT * FROM (" + sql + ") AS q" + p.aliasList(names)
	}
	if c.Into.SkipData {
		sql = "SELECT * FROM (" + sql + ") AS q LIMIT 0"
	}
	return "CREATE TEMP TABLE " + ifNotExists(c.IfNotExists) + p.ident(c.Into.Rel.Relname) + " AS " + sql
}

func (p *printer) createView(v *pg.ViewStmt) string {
	word := "CREATE TEMP VIEW "
	if v.Replace {
		word = "CREATE OR REPLACE TEMP VIEW "
	}
	sql, _ := p.query(v.Query.GetSelectStmt(), &scope{})
	return word + p.ident(v.View.Relname) + p.aliasList(strs(v.Aliases)) + " AS " + sql
}

// drop prints DROP of one temporary table or view.
func (p *printer) drop(d *pg.DropStmt) string {
	word := "DROP TABLE "
	if d.RemoveType == pg.ObjectType_OBJECT_VIEW {
		word = "DROP VIEW "
	}
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
