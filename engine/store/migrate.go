package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/engine/duck"
)

// definitions are everything that the file should have.
type definitions struct {
	Relations    []relation
	Dictionaries []dictionaryTable `json:",omitempty"`
	Views        []View
}

// dictionaryTable is a table with a dictionary: as clients see it, and the two tables of the file.
type dictionaryTable struct {
	Whole, Rows, Entries relation
	Same                 string // the condition that t is a row of e
}

func define(o Options) (definitions, error) {
	d := definitions{Relations: slices.Clone(system)}
	for i := range o.Tables {
		t := &o.Tables[i]
		parts, err := t.parts()
		if err != nil {
			return d, err
		}
		if !t.HasDictionary() {
			d.Relations = append(d.Relations, parts[0].relation)
			continue
		}
		whole, _ := t.relation() // parts has made it before
		d.Dictionaries = append(d.Dictionaries, dictionaryTable{whole, parts[0].relation, parts[1].relation, t.SameEntry("t", "e")})
		d.Views = append(d.Views, t.view())
	}
	d.Views = slices.Concat(d.Views, systemViews, o.Views)
	return d, nil
}

// described are the relations that have comments and keys, views apart.
func (d definitions) described() []relation {
	list := slices.Clone(d.Relations)
	for _, t := range d.Dictionaries {
		list = append(list, t.Whole, t.Rows, t.Entries)
	}
	return list
}

// fingerprint changes whenever a definition does. The file remembers the one it was last brought to, so that most opens
// look no further.
func (d definitions) fingerprint() string {
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // plain structs of strings
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

const settingDefinitions, settingFormat = "definitions", "format"

// migrate brings the file to the definitions in one transaction: what is missing is added, views are
// written anew. What the file has and the definitions do not know stays as it is.
func migrate(ctx context.Context, c *duck.Conn, d definitions) error {
	if upToDate, err := d.fileHas(ctx, c); err != nil || upToDate {
		return err
	}
	have, err := inventory(ctx, c)
	if err != nil {
		return err
	}
	if err := have.checkFormat(); err != nil {
		return err
	}
	scripts, err := d.scripts(have)
	if err != nil {
		return err
	}
	for _, s := range scripts {
		if _, err := c.Exec(ctx, s.sql); err != nil {
			_, _ = c.Exec(context.WithoutCancel(ctx), "ROLLBACK")
			return fmt.Errorf("bring %s of the data directory up to date: %w; if a newer tarn wrote it, use that one: nothing was changed", s.what, err)
		}
	}
	return nil
}

// fileHas says whether the file was brought to these very definitions before.
func (d definitions) fileHas(ctx context.Context, c *duck.Conn) (bool, error) {
	rows, err := readText(ctx, c, "SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake' AND schema_name = 'tarn' AND table_name = 'setting'")
	if err != nil || len(rows) == 0 {
		return false, err
	}
	rows, err = readText(ctx, c, "SELECT value FROM lake.tarn.setting WHERE name = "+duck.QuoteLiteral(settingDefinitions))
	return len(rows) == 1 && rows[0][0] == d.fingerprint(), err
}

// script is some statements and what they are for.
type script struct{ what, sql string }

// scripts are the statements that lead from what the file has to the definitions, one script per table or view, in one
// transaction.
func (d definitions) scripts(have *contents) ([]script, error) {
	list := []script{{"the tables", "BEGIN"}}
	var b strings.Builder
	end := func(what string) {
		list = append(list, script{what, b.String()})
		b.Reset()
	}
	made := map[string]bool{}
	schema := func(name string) {
		if !made[name] {
			fmt.Fprintf(&b, "CREATE SCHEMA IF NOT EXISTS %s.%s;\n", Catalog, duck.QuoteIdent(name))
			made[name] = true
		}
	}
	for i := range d.Relations {
		schema(d.Relations[i].Schema)
		if err := d.Relations[i].script(&b, have); err != nil {
			return nil, err
		}
		end("the table " + d.Relations[i].Schema + "." + d.Relations[i].Name)
	}
	for i := range d.Dictionaries {
		t := &d.Dictionaries[i]
		schema(t.Whole.Schema)
		if err := t.script(&b, have); err != nil {
			return nil, err
		}
		end("the table " + t.Whole.Schema + "." + t.Whole.Name)
	}
	for i := range d.Views {
		schema(orPublic(d.Views[i].Schema))
		d.Views[i].script(&b)
		end("the view " + orPublic(d.Views[i].Schema) + "." + d.Views[i].Name)
	}
	for _, s := range [][2]string{{settingDefinitions, d.fingerprint()}, {settingFormat, fmt.Sprint(Format())}} {
		fmt.Fprintf(&b, "DELETE FROM lake.tarn.setting WHERE name = %[1]s;\nINSERT INTO lake.tarn.setting VALUES (%[1]s, %[2]s);\n",
			duck.QuoteLiteral(s[0]), duck.QuoteLiteral(s[1]))
	}
	b.WriteString("COMMIT;")
	end("the settings")
	return list, nil
}

func (r *relation) script(b *strings.Builder, have *contents) error {
	old := have.tables[r.Schema+"."+r.Name]
	if old == nil {
		b.WriteString(r.create())
		if have.loads > 0 && !reserved[r.Schema] {
			b.WriteString(noteAdded(r, "NULL", have.loads))
		}
		return nil
	}
	for _, c := range r.Columns {
		was, ok := old.columns[strings.ToLower(c.Name)]
		switch {
		case !ok:
			b.WriteString(r.addColumn(c))
			if have.loads > 0 && !reserved[r.Schema] {
				b.WriteString(noteAdded(r, duck.QuoteLiteral(c.Name), have.loads))
			}
		case was.Type != c.Type:
			return r.otherType(c, was)
		}
	}
	return nil
}

func (r *relation) otherType(c, was attribute) error {
	return newError(codeShape, "table %s.%s: the column %s is %s in the data directory and %s in this tarn",
		r.Schema, r.Name, c.Name, was.Type, c.Type)
}

// noteAdded records that data loaded before has nothing in a new column (or table).
func noteAdded(r *relation, column string, lastLoad int64) string {
	return fmt.Sprintf("INSERT INTO lake.tarn.added_column VALUES (%s, %s, %s, %d, now());\n",
		duck.QuoteLiteral(r.Schema), duck.QuoteLiteral(r.Name), column, lastLoad)
}

func (v *View) script(b *strings.Builder) {
	fmt.Fprintf(b, "CREATE OR REPLACE VIEW %s AS %s;\n", v.qualified(), strings.TrimRight(strings.TrimSpace(v.SQL), ";"))
}
