package printer

import (
	"fmt"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// store is the DuckDB catalog of the user's data, temp that of a session's temporary relations.
const (
	store = "lake"
	temp  = "temp"
)

const (
	pgCatalog  = "pg_catalog"
	infoSchema = "information_schema"
	public     = "public"
	pgTemp     = "pg_temp"
)

// maxName is PostgreSQL's NAMEDATALEN - 1: longer identifiers are cut, with a notice.
const maxName = 63

// ident is a quoted identifier for DuckDB, cut as PostgreSQL cuts it.
func (p *printer) ident(name string) string { return types.QuoteIdentifier(p.cut(name)) }

func (p *printer) cut(name string) string {
	if len(name) <= maxName {
		return name
	}
	n := maxName
	for !utf8.RuneStart(name[n]) {
		n--
	}
	p.notice("NOTICE", "42622", fmt.Sprintf("identifier %q will be truncated to %q", name, name[:n]))
	return name[:n]
}

func (p *printer) notice(severity, code, message string) {
	n := Notice{severity, code, message}
	for _, seen := range p.notices {
		if seen == n {
			return
		}
	}
	p.notices = append(p.notices, n)
}

// relation finds what a name in FROM means and how DuckDB calls it.
func (p *printer) relation(rv *pg.RangeVar, s *scope) (sql string, r *rel) {
	name := p.cut(rv.Relname)
	r = &rel{alias: name, schema: rv.Schemaname}
	if rv.Schemaname == "" {
		if c := s.ctes.find(name); c != nil {
			r.cols, r.known = c.cols, c.known
			return mark(rv.Location) + p.ident(name), r
		}
	}
	if sql, ok := p.catalogRelation(rv, r); ok {
		return sql, r
	}
	return p.userRelation(rv, r), r
}

// catalogRelation is a relation of pg_catalog or information_schema: wire/catalog's.
func (p *printer) catalogRelation(rv *pg.RangeVar, r *rel) (string, bool) {
	switch rv.Schemaname {
	case "", pgCatalog, infoSchema:
	default:
		return "", false
	}
	c, ok := catalog.Lookup(rv.Schemaname, rv.Relname)
	if !ok {
		if rv.Schemaname != "" {
			p.fail(rv.Location, sqlstate.UndefinedTable, "relation \"%s.%s\" does not exist", rv.Schemaname, rv.Relname)
		}
		return "", false
	}
	r.known, r.schema, r.table = true, c.Schema, c.OID
	for _, col := range c.Columns {
		r.cols = append(r.cols, column{
			name: col.Name, t: columnType(col.Type, col.Typmod), declared: true,
			origin: origin{c.OID, col.Attnum},
		})
	}
	if p.env.Temporary {
		return mark(rv.Location) + c.TempSQL, true
	}
	return mark(rv.Location) + c.SQL, true
}

// userRelation is a table or view of the store, or a temporary one.
func (p *printer) userRelation(rv *pg.RangeVar, r *rel) string {
	at := mark(rv.Location)
	if p.env.Relation != nil {
		if u, ok := p.env.Relation(rv.Schemaname, r.alias); ok {
			return at + p.describe(u, r)
		}
		if _, hidden := p.env.Relation(public, r.alias); hidden && rv.Schemaname == "" { // search_path leaves it out
			p.fail(rv.Location, sqlstate.UndefinedTable, "relation %q does not exist", rv.Relname)
		}
	}
	switch rv.Schemaname {
	case "":
		return at + p.ident(rv.Relname)
	case pgTemp:
		return at + temp + ".main." + p.ident(rv.Relname)
	}
	return at + store + "." + p.ident(rv.Schemaname) + "." + p.ident(rv.Relname)
}

// describe takes a relation's columns from the session's description of it.
func (p *printer) describe(u *Relation, r *rel) string {
	r.known, r.table, r.key = true, u.OID, u.PrimaryKey
	for _, c := range u.Columns {
		r.cols = append(r.cols, column{
			name: c.Name, t: columnType(c.OID, c.Typmod), declared: true,
			origin: origin{u.OID, c.Attnum},
		})
	}
	if u.Catalog == "" {
		if r.schema == "" {
			return p.ident(u.Name)
		}
		return p.ident(r.schema) + "." + p.ident(u.Name)
	}
	r.schema = u.Schema
	return p.ident(u.Catalog) + "." + p.ident(u.Schema) + "." + p.ident(u.Name)
}

func columnType(oid uint32, typmod int32) types.Type {
	if !types.Exists(oid) {
		return types.Type{}
	}
	if typmod < 0 {
		return types.Of(oid)
	}
	return types.Type{OID: oid, Mod: typmod + 1}
}
