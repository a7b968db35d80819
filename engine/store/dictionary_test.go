package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
)

// codeTable is a cross-cutting table, without a dictionary.
func codeTable() Table {
	return Table{
		Name: "code", Comment: "Codes", OwnerTypeColumn: "type", OwnerID: "id", PrimaryKey: []string{"type", "id"},
		Columns: []Column{
			text("type", "The type"), text("id", "The key"), text("System", ""), text("value", ""),
			{Name: "chosen", Type: arrow.FixedWidthTypes.Boolean},
			text("whole", "Both"),
		},
	}
}

// codeDictionary is the same with one, and with a value that need not be stored.
func codeDictionary() Table {
	t := codeTable()
	t.Dictionary = []string{"type", "system", "chosen"}
	t.Columns[5].View = `coalesce(whole, "system" || '|' || value)`
	return t
}

const codeLayout = `SELECT string_agg(table_name || '.' || column_name || ' ' || data_type, ', ' ORDER BY table_name, column_index)
FROM duckdb_columns() WHERE database_name = 'lake' AND table_name LIKE 'code%'`

func (s *Store) expect(t *testing.T, wants ...[2]string) {
	t.Helper()
	for _, w := range wants {
		if got := query(t, s, w[0]); got != w[1] {
			t.Errorf("%s\ngot  %s\nwant %s", w[0], got, w[1])
		}
	}
}

// TestDictionaryTakesOver opens a file that has the plain table: its rows are the view's, its own columns are kept.
func TestDictionaryTakesOver(t *testing.T) {
	dir := t.TempDir()
	old := codeTable()
	old.Columns = append(slices.Delete(old.Columns, 4, 5), text("gone", ""))
	s := mustOpen(t, dir, Options{Tables: []Table{old}})
	execute(t, s, `INSERT INTO lake.public.code VALUES ('A', '1', 's', 'v', 'written', 'x'), ('A', '1', 's', 'v', NULL, NULL), ('A', '1', 's', 'v', NULL, NULL),
		('A', '2', '', 'v', NULL, NULL), ('A', '3', NULL, 'v', NULL, NULL), ('B', '1', 's', NULL, NULL, NULL);
		INSERT INTO lake.tarn.load(load_id) VALUES (3)`)
	const rows = `SELECT string_agg(concat_ws('|', type, id, coalesce("system", 'none'), coalesce(value, 'none'), coalesce(chosen::VARCHAR, 'none'),
		coalesce(whole, 'none')), ' ' ORDER BY type, id, "system", value, whole) FROM lake.public.code`
	mustClose(t, s)
	for range 2 { // the second time nothing is to be done
		s = mustOpen(t, dir, Options{Tables: []Table{codeDictionary()}, Views: []View{{Name: "code_view", SQL: "SELECT * FROM lake.public.code"}}})
		s.expect(t,
			[2]string{rows, "A|1|s|v|none|s|v A|1|s|v|none|s|v A|1|s|v|none|written A|2||v|none||v A|3|none|v|none|none B|1|s|none|none|none"},
			[2]string{"SELECT string_agg(concat_ws('|', entry_id, type, coalesce(\"system\", 'none')), ' ' ORDER BY entry_id) FROM lake.raw.code_entry", "1|A| 2|A|s 3|A|none 4|B|s"},
			[2]string{"SELECT count(gone) || gone FROM lake.raw.code_row GROUP BY gone HAVING count(gone) > 0", "1x"},
			[2]string{codeLayout, "code.type VARCHAR, code.id VARCHAR, code.System VARCHAR, code.value VARCHAR, code.chosen BOOLEAN, code.whole VARCHAR, " +
				"code_entry.type VARCHAR, code_entry.System VARCHAR, code_entry.chosen BOOLEAN, code_entry.entry_id BIGINT, " +
				"code_row.id VARCHAR, code_row.value VARCHAR, code_row.whole VARCHAR, code_row.gone VARCHAR, code_row.entry_id BIGINT, " +
				"code_view.type VARCHAR, code_view.id VARCHAR, code_view.System VARCHAR, code_view.value VARCHAR, code_view.chosen BOOLEAN, code_view.whole VARCHAR"},
			[2]string{"SELECT string_agg(coalesce(column_name, '*') || after_load_id, ' ') FROM lake.tarn.added_column WHERE table_name = 'code'", "chosen3"},
			[2]string{"SELECT string_agg(column_name || ':' || comment, ', ' ORDER BY column_name) FROM memory.tarn_meta.comment WHERE table_name = 'code'", ":Codes, id:The key, type:The type, whole:Both"},
			[2]string{"SELECT constraint_name || column_names::VARCHAR FROM memory.tarn_meta.key WHERE table_name = 'code'", "code_pkey[type, id]"},
		)
		mustClose(t, s)
	}
}

// TestDictionaryGrows: new columns go to the side to which they belong; what would lose values is refused.
func TestDictionaryGrows(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{Tables: []Table{codeDictionary()}})
	execute(t, s, `INSERT INTO lake.raw.code_entry VALUES ('A', 's', true, 1); INSERT INTO lake.raw.code_row VALUES ('1', 'v', NULL, 1);
		INSERT INTO lake.tarn.load(load_id) VALUES (3)`)
	mustClose(t, s)
	more := codeDictionary()
	more.Columns = append(more.Columns, text("local", ""), text("shared", ""))
	more.Dictionary = append(more.Dictionary, "shared")
	s = mustOpen(t, dir, Options{Tables: []Table{more}})
	s.expect(t,
		[2]string{"SELECT concat_ws('|', type, id, system, value, chosen, whole, local, shared) FROM lake.public.code", "A|1|s|v|true|s|v"},
		[2]string{"SELECT string_agg(table_name || '.' || column_name, ' ' ORDER BY table_name, column_name) FROM duckdb_columns() WHERE column_name IN ('local', 'shared')", "code.local code.shared code_entry.shared code_row.local"},
		[2]string{"SELECT string_agg(table_name || '.' || column_name || after_load_id, ' ' ORDER BY table_name, column_name) FROM lake.tarn.added_column", "code.local3 code.shared3"},
	)
	mustClose(t, s)
	moved, retyped := more, more
	moved.Dictionary = append(slices.Clone(more.Dictionary), "local")
	retyped.Columns = slices.Clone(more.Columns)
	retyped.Columns[2].Type = arrow.PrimitiveTypes.Int64
	for want, table := range map[string]Table{
		"the column local has moved between rows and dictionary":                     moved,
		"the column System is VARCHAR in the data directory and BIGINT in this tarn": retyped,
	} {
		if _, err := Open(context.Background(), dir, Options{Tables: []Table{table}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	mustClose(t, mustOpen(t, dir, Options{Tables: []Table{more}}))
}

// TestDictionaryPrepare lays out both sides, each for what it gets.
func TestDictionaryPrepare(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{Tables: []Table{codeDictionary()}})
	defer mustClose(t, s)
	const absent = `SELECT string_agg(table_name || '.' || column_name, ' ' ORDER BY table_name, column_name) FROM duckdb_columns()
		WHERE schema_name = 'raw' AND table_name LIKE 'code%' AND starts_with(coalesce(column_default, ''), 'CAST(NULL AS ')`
	s.prepareForTest(t, Fill{1, 1}, Fill{1, 1}, Fill{1, 1}, Fill{}, Fill{}, Fill{})
	s.expect(t, [2]string{absent, "code_entry.chosen code_row.value code_row.whole"})
	execute(t, s, "INSERT INTO lake.raw.code_entry (entry_id, type, system) VALUES (1, 'A', 's'); INSERT INTO lake.raw.code_row (id, entry_id) VALUES ('1', 1)")
	s.prepareForTest(t, Fill{1, 1}, Fill{1, 1}, Fill{}, Fill{1, 1}, Fill{1, 0}, Fill{})
	s.expect(t, [2]string{absent, "code_row.whole"},
		[2]string{"SELECT concat_ws('|', type, id, system, coalesce(value, 'none'), coalesce(chosen::VARCHAR, 'none')) FROM lake.public.code", "A|1|s|none|none"})
}

func TestDictionaryValidate(t *testing.T) {
	for want, change := range map[string]func(*Table){
		"names what is no column":             func(t *Table) { t.Dictionary = append(t.Dictionary, "nothing") },
		"or one twice":                        func(t *Table) { t.Dictionary = append(t.Dictionary, "TYPE") },
		"the owner's key cannot be":           func(t *Table) { t.Dictionary = append(t.Dictionary, "ID") },
		"list<item: utf8, nullable> is no":    func(t *Table) { t.Columns[2].Type = arrow.ListOf(arrow.BinaryTypes.String) },
		"float64 is no type for a dictionary": func(t *Table) { t.Columns[2].Type = arrow.PrimitiveTypes.Float64 },
		"the name entry_id is taken":          func(t *Table) { t.Columns[3].Name = "Entry_id" },
		"only a table with a dictionary":      func(t *Table) { t.Dictionary = nil },
		"a derived table cannot":              func(t *Table) { t.Derived = true },
	} {
		table := codeDictionary()
		if errs := Validate([]Table{table}, nil); len(errs) > 0 {
			t.Fatal(errs)
		}
		change(&table)
		if errs := fmt.Sprint(Validate([]Table{table}, nil)); !strings.Contains(errs, want) {
			t.Errorf("%q is missing in %s", want, errs)
		}
	}
}
