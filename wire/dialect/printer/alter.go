package printer

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// alter prints ALTER TABLE with one change: DuckDB takes no more at once.
func (p *printer) alter(a *pg.AlterTableStmt) string {
	table, r := p.tempTarget(a.Relation, "ALTER TABLE")
	if len(a.Cmds) != 1 {
		p.unsupported(a.Relation.Location, "ALTER TABLE with several changes")
	}
	head := "ALTER TABLE "
	if a.MissingOk {
		head += "IF EXISTS "
	}
	return head + table + " " + p.change(a.Cmds[0].GetAlterTableCmd(), r, a.Relation.Location)
}

func (p *printer) change(c *pg.AlterTableCmd, r *rel, location int32) string {
	column := "ALTER COLUMN " + p.ident(c.Name) + " "
	col, _ := r.column(c.Name)
	switch c.Subtype {
	case pg.AlterTableType_AT_AddColumn:
		return p.addColumn(c, location)
	case pg.AlterTableType_AT_DropColumn:
		word := "DROP COLUMN "
		if c.MissingOk {
			word += "IF EXISTS "
		}
		return word + p.ident(c.Name)
	case pg.AlterTableType_AT_ColumnDefault:
		if c.Def == nil {
			return column + "DROP DEFAULT"
		}
		return column + "SET DEFAULT (" + p.coerce(p.expr(c.Def, &scope{}), col.t).sql + ")"
	case pg.AlterTableType_AT_SetNotNull:
		return column + "SET NOT NULL"
	case pg.AlterTableType_AT_DropNotNull:
		return column + "DROP NOT NULL"
	case pg.AlterTableType_AT_AlterColumnType:
		return column + p.newType(c, r, col)
	}
	p.unsupported(location, "this form of ALTER TABLE")
	return ""
}

// newType is TYPE type USING expression. Without USING PostgreSQL converts as an assignment does.
func (p *printer) newType(c *pg.AlterTableCmd, r *rel, col column) string {
	def := c.Def.GetColumnDef()
	t := p.typeName(def.TypeName)
	old := value{sql: p.ident(c.Name), t: col.t}
	if def.RawDefault != nil {
		old = p.expr(def.RawDefault, &scope{rels: []*rel{r}})
	}
	return "TYPE " + plainColumnType(t) + " USING (" + p.cast(old, types.Type{OID: t.OID, Mod: t.Mod}).sql + ")"
}

// addColumn prints ADD COLUMN; of constraints DuckDB takes DEFAULT there.
func (p *printer) addColumn(c *pg.AlterTableCmd, location int32) string {
	d := c.Def.GetColumnDef()
	t := p.typeName(d.TypeName)
	sql := "ADD COLUMN "
	if c.MissingOk {
		sql += "IF NOT EXISTS "
	}
	sql += p.ident(d.Colname) + " " + plainColumnType(t)
	for _, n := range d.Constraints {
		if n.GetConstraint().Contype != pg.ConstrType_CONSTR_DEFAULT {
			p.unsupported(location, "ADD COLUMN with a constraint")
		}
		sql += p.columnConstraint(n.GetConstraint(), t)
	}
	return sql
}

// rename prints ALTER TABLE … RENAME.
func (p *printer) rename(r *pg.RenameStmt) string {
	table, _ := p.tempTarget(r.Relation, "ALTER TABLE")
	if r.RenameType == pg.ObjectType_OBJECT_COLUMN {
		return "ALTER TABLE " + table + " RENAME COLUMN " + p.ident(r.Subname) + " TO " + p.ident(r.Newname)
	}
	return "ALTER TABLE " + table + " RENAME TO " + p.ident(r.Newname)
}

// index prints CREATE INDEX of plain columns. Without a name it gets PostgreSQL's: table_column_idx.
func (p *printer) index(i *pg.IndexStmt) string {
	table, r := p.tempTarget(i.Relation, "CREATE INDEX")
	var cols, names []string
	for _, n := range i.IndexParams {
		e := n.GetIndexElem()
		if e.Expr != nil {
			p.unsupported(i.Relation.Location, "an index on an expression")
		}
		names = append(names, p.cut(e.Name))
		cols = append(cols, p.ident(e.Name))
	}
	if i.WhereClause != nil {
		p.unsupported(i.Relation.Location, "a partial index")
	}
	name := i.Idxname
	if name == "" {
		name = r.alias + "_" + strings.Join(names, "_") + "_idx"
	}
	head := "CREATE INDEX "
	if i.Unique {
		head = "CREATE UNIQUE INDEX "
	}
	return head + ifNotExists(i.IfNotExists) + p.ident(name) + " ON " + table + " (" + strings.Join(cols, ", ") + ")"
}
