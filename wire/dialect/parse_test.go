package dialect_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/wire/dialect"
)

var kindNames = map[dialect.Kind]string{
	dialect.Query: "Query", dialect.Native: "Native", dialect.Insert: "Insert", dialect.Update: "Update",
	dialect.Delete: "Delete", dialect.Merge: "Merge", dialect.CreateTable: "CreateTable",
	dialect.CreateTableAs: "CreateTableAs", dialect.Drop: "Drop", dialect.Truncate: "Truncate", dialect.Alter: "Alter",
	dialect.CreateView: "CreateView", dialect.CreateIndex: "CreateIndex", dialect.Denied: "Denied",
	dialect.Explain: "Explain", dialect.Set: "Set", dialect.Reset: "Reset", dialect.Show: "Show",
	dialect.Transaction: "Transaction", dialect.Declare: "Declare", dialect.Fetch: "Fetch",
	dialect.CloseCursor: "CloseCursor", dialect.Prepare: "Prepare", dialect.Execute: "Execute", dialect.ExplainExecute: "ExplainExecute",
	dialect.Deallocate: "Deallocate", dialect.Copy: "Copy", dialect.Discard: "Discard", dialect.Listen: "Listen",
	dialect.Unlisten: "Unlisten", dialect.Notify: "Notify", dialect.Call: "Call", dialect.NoOp: "NoOp",
}

// TestParse is the list of what becomes of each form of statement: kind, tag, details.
func TestParse(t *testing.T) {
	for _, c := range []struct{ sql, want string }{
		{"select 1", "Query SELECT rows"},
		{"  select $2, $10 ; ", "Query SELECT rows $10"},
		{"values (1)", "Query SELECT rows"},
		{"table t", "Query SELECT rows"},
		{"with x as (select 1) select * from x", "Query SELECT rows"},
		{"", ""},
		{" ; ;; -- nothing\n", ""},
		{"/* ping */", ""},
		{"select 1; select 'a;b'; select $$;$$", "Query SELECT rows|Query SELECT rows|Query SELECT rows"},

		{"explain select 1", "Explain EXPLAIN rows {text}"},
		{"explain (verbose, format json) execute s (null)", "ExplainExecute EXPLAIN rows {s [] 1}"},
		{"explain (analyze, format json, costs off) select 1", "Explain EXPLAIN rows {json analyze}"},
		{"explain analyze verbose select 1", "Explain EXPLAIN rows {text analyze verbose}"},
		{"explain insert into temp_t values (1)", "Explain EXPLAIN rows {text}"},

		{"set search_path to a, \"B c\"", `Set SET {search_path a, "B c"}`},
		{"set local TimeZone = 'Europe/Berlin'", "Set SET {timezone Europe/Berlin local}"},
		{"set time zone 'UTC'", "Set SET {timezone UTC}"},
		{"set time zone local", "Set SET {timezone default}"},
		{"set time zone interval '-08:00' hour to minute", "Set SET {timezone -08:00}"},
		{"set names 'UTF8'", "Set SET {client_encoding UTF8}"},
		{"set session authorization bob", "Set SET {session_authorization bob}"},
		{"set role none", "Set SET {role none}"},
		{"set datestyle = iso, mdy", "Set SET {datestyle iso, mdy}"},
		{"set extra_float_digits to default", "Set SET {extra_float_digits default}"},
		{"set standard_conforming_strings = on", "Set SET {standard_conforming_strings on}"},
		{"set statement_timeout = 1000", "Set SET {statement_timeout 1000}"},
		{"reset all", "Reset RESET {all}"},
		{"reset timezone", "Reset RESET {timezone}"},
		{"show all", "Show SHOW rows {all}"},
		{"show transaction isolation level", "Show SHOW rows {transaction_isolation}"},
		{"show server_version", "Show SHOW rows {server_version}"},

		{"begin", "Transaction BEGIN {1}"},
		{"start transaction isolation level repeatable read, read only, deferrable", "Transaction START TRANSACTION {1 repeatable read ro deferrable}"},
		{"begin read write", "Transaction BEGIN {1 rw}"},
		{"commit and chain", "Transaction COMMIT {2 chain}"},
		{"end", "Transaction COMMIT {2}"},
		{"abort", "Transaction ROLLBACK {3}"},
		{"savepoint a", "Transaction SAVEPOINT {4 a}"},
		{"release savepoint a", "Transaction RELEASE {5 a}"},
		{"rollback to savepoint a", "Transaction ROLLBACK {6 a}"},
		{"set transaction isolation level serializable", "Transaction SET {7 serializable}"},
		{"set session characteristics as transaction read only", "Transaction SET {8 ro}"},
		{"set transaction snapshot '00000003-1'", "Transaction SET {7 snapshot 00000003-1}"},

		{"declare c no scroll cursor with hold for select 1", "Declare DECLARE CURSOR {c noscroll hold: Query SELECT rows}"},
		{"declare c binary scroll cursor for values (1)", "Declare DECLARE CURSOR {c scroll binary: Query SELECT rows}"},
		{"fetch c", "Fetch FETCH rows {c 0 1}"},
		{"fetch forward 10 from c", "Fetch FETCH rows {c 0 10}"},
		{"fetch all in c", "Fetch FETCH rows {c 0 9223372036854775807}"},
		{"fetch backward all from c", "Fetch FETCH rows {c 1 9223372036854775807}"},
		{"fetch absolute -1 from c", "Fetch FETCH rows {c 2 -1}"},
		{"fetch last from c", "Fetch FETCH rows {c 2 -1}"},
		{"fetch prior from c", "Fetch FETCH rows {c 1 1}"},
		{"move 5 c", "Fetch MOVE {c 0 5 move}"},
		{"close c", "CloseCursor CLOSE CURSOR {c 0 0}"},
		{"close all", "CloseCursor CLOSE CURSOR ALL { 0 0}"},

		{"prepare p (int, text) as select $1, $2", "Prepare PREPARE {p [23 25] 0: Query SELECT rows $2}"},
		{"execute p(1, 'x')", "Execute EXECUTE {p [] 2}"},
		{"deallocate p", "Deallocate DEALLOCATE {p [] 0}"},
		{"deallocate all", "Deallocate DEALLOCATE ALL { [] 0}"},

		{"copy (select 1) to stdout", `Copy COPY {text "\t" "\\N": Query SELECT rows}`},
		{"copy t (a, b) to stdout with (format csv, header, delimiter ';', null 'NIL', force_quote (a))", `Copy COPY {csv ";" "NIL" header quote " escape " force [a]: Query SELECT rows}`},
		{"copy t to stdout (format \"binary\")", `Copy COPY {binary "" "": Query SELECT rows}`},
		{"copy t to stdout csv header quote as '''' force quote *", `Copy COPY {csv "," "" header quote ' escape ' force [] all: Query SELECT rows}`},
		{"copy x (a) from stdin", `Copy COPY {text "\t" "\\N" from x [a]}`},
		{"copy t to '/etc/passwd'", "Denied COPY 42501 must be superuser or have privileges of the pg_write_server_files role to COPY to a file"},
		{"copy t from program 'ls'", "Denied COPY 42501 must be superuser or have privileges of the pg_execute_server_program role to COPY from an external program"},

		{"discard all", "Discard DISCARD ALL {all}"},
		{"discard temp", "Discard DISCARD TEMP {temp}"},
		{"listen ch", "Listen LISTEN {ch}"},
		{"unlisten *", "Unlisten UNLISTEN"},
		{"notify ch, 'x'", "Notify NOTIFY {ch}"},
		{"lock table t in access share mode", "NoOp LOCK TABLE"},
		{"analyze t", "NoOp ANALYZE"},
		{"vacuum", "NoOp VACUUM"},
		{"do $$ begin perform pg_advisory_unlock_all(); end; $$", "NoOp DO"},
		{"do $$ begin delete from t; end; $$", "Denied DO 0A000 DO blocks are not supported"},
		{"call tarn.load('/data', 3, source => 'x', n => -1.5, b => true)", "Call CALL {tarn.load /data:705 3:23 source=x:705 n=-1.5:1700 b=true:16}"},
		{"call load($1)", "Call CALL $1 {.load $1}"},

		{"create temp table x (a int)", "CreateTable CREATE TABLE {x}"},
		{"create temporary table x as select 1", "CreateTableAs CREATE TABLE AS {x}"},
		{"select 1 as a into temp x", "CreateTableAs SELECT INTO {x}"},
		{"select 1 into x", "Denied SELECT INTO 25006 cannot execute SELECT INTO in a read-only transaction {x}"},
		{"create table x (a int)", "Denied CREATE TABLE 25006 cannot execute CREATE TABLE in a read-only transaction {x}"},
		{"insert into x values (1)", "Insert INSERT {x}"},
		{"insert into x values (1) returning a", "Insert INSERT rows {x}"},
		{"update pg_temp.x set a = 1", "Update UPDATE {pg_temp.x}"},
		{"delete from x", "Delete DELETE {x}"},
		{"drop table if exists x", "Drop DROP TABLE {x}"},
		{"drop schema s", "Denied DROP SCHEMA 25006 cannot execute DROP SCHEMA in a read-only transaction"},
		{"truncate x", "Truncate TRUNCATE TABLE {x}"},
		{"create schema s", "Denied CREATE SCHEMA 25006 cannot execute CREATE SCHEMA in a read-only transaction"},
		{"create role r", "Denied CREATE ROLE 25006 cannot execute CREATE ROLE in a read-only transaction"},
		{"grant select on t to r", "Denied GRANT 25006 cannot execute GRANT in a read-only transaction"},
		{"create extension x", "Denied CREATE EXTENSION 25006 cannot execute CREATE EXTENSION in a read-only transaction"},
		{"refresh materialized view v", "Denied REFRESH MATERIALIZED VIEW 25006 cannot execute REFRESH MATERIALIZED VIEW in a read-only transaction"},

		// DuckDB's own
		{"from t", "Native SELECT rows"},
		{"select * exclude (a) from t", "Native SELECT rows"},
		{"select a from t qualify row_number() over () = 1", "Native SELECT rows"},
		{"summarize t", "Native SELECT rows"},
		{"describe t", "Native SELECT rows"},
		{"pivot t on a using sum(b)", "Native SELECT rows"},
		{"select [1, 2], {'a': 1}", "Native SELECT rows"},
		{"select list_transform([1], x -> x + 1)", "Native SELECT rows"},
		{"select list_filter(l, x -> x > 1) from t", "Native SELECT rows"},
		{"select * from a asof join b on a.x >= b.x", "Native SELECT rows"},
		{"select * from a semi join b on a.x = b.x", "Native SELECT rows"},
		{"show tables", "Native SELECT rows"},
		{"from t select a where b = $2 and c = '$9' -- $8", "Native SELECT rows $2"},
		{"select 1; from t; select 2", "Query SELECT rows|Native SELECT rows|Query SELECT rows"},
		// and what only looks like it
		{"select data -> 'a' from t", "Query SELECT rows"},
		{"select * from a as semi join b on true", "Query SELECT rows"},
	} {
		sts, err := dialect.Parse(c.sql)
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		var got []string
		for i := range sts {
			got = append(got, describe(&sts[i]))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.sql, s, c.want)
		}
	}
}

// describe writes a statement on one line.
func describe(st *dialect.Statement) string {
	s := kindNames[st.Kind] + " " + st.Tag
	if st.Rows {
		s += " rows"
	}
	if st.NumParams > 0 {
		s += fmt.Sprintf(" $%d", st.NumParams)
	}
	if st.Err != nil {
		s += " " + st.Err.Code + " " + st.Err.Message
	}
	if d := details(st); d != "" {
		s += " {" + d + "}"
	}
	return s
}

func details(st *dialect.Statement) string {
	word := func(yes bool, w string) string {
		if yes {
			return " " + w
		}
		return ""
	}
	inner := func(q *dialect.Statement) string {
		if q == nil {
			return ""
		}
		return ": " + describe(q)
	}
	switch {
	case st.Err != nil && st.Copy == nil && st.Target.Name == "":
	case st.Setting != nil:
		s := st.Setting
		return strings.TrimSpace(s.Name+" "+s.Value) + word(s.Default, "default") + word(s.Local, "local")
	case st.Transaction != nil:
		x := st.Transaction
		s := fmt.Sprintf("%d", x.Op) + word(x.Name != "", x.Name) + word(x.Isolation != "", x.Isolation)
		if x.ReadOnly != nil {
			s += word(*x.ReadOnly, "ro") + word(!*x.ReadOnly, "rw")
		}
		return s + word(x.Deferrable != nil, "deferrable") + word(x.Snapshot != "", "snapshot "+x.Snapshot) + word(x.Chain, "chain")
	case st.Cursor != nil && st.Cursor.Query != nil:
		c := st.Cursor
		return c.Name + word(c.Scroll, "scroll") + word(c.NoScroll, "noscroll") + word(c.WithHold, "hold") + word(c.Binary, "binary") + inner(c.Query)
	case st.Cursor != nil:
		return fmt.Sprintf("%s %d %d", st.Cursor.Name, st.Cursor.Direction, st.Cursor.Count) + word(st.Cursor.Move, "move")
	case st.Prepared != nil:
		return fmt.Sprintf("%s %v %d", st.Prepared.Name, st.Prepared.ParamOIDs, st.Prepared.NumArgs) + inner(st.Prepared.Query)
	case st.Explain != nil:
		return st.Explain.Format + word(st.Explain.Analyze, "analyze") + word(st.Explain.Verbose, "verbose")
	case st.Copy != nil:
		return copyDetails(st.Copy, word) + inner(st.Copy.Query)
	case st.Call != nil:
		s := st.Call.Schema + "." + st.Call.Name
		for _, a := range st.Call.Args {
			switch {
			case a.Param > 0:
				s += fmt.Sprintf(" $%d", a.Param)
			case a.Name != "":
				s += fmt.Sprintf(" %s=%s:%d", a.Name, a.Text, a.OID)
			default:
				s += fmt.Sprintf(" %s:%d", a.Text, a.OID)
			}
		}
		return s
	case st.Target.Schema != "":
		return st.Target.Schema + "." + st.Target.Name
	default:
		return st.Target.Name
	}
	return ""
}

func copyDetails(c *dialect.CopyStatement, word func(bool, string) string) string {
	s := fmt.Sprintf("%s %q %q", c.Format, c.Delimiter, c.Null) + word(c.Header, "header")
	if c.Quote != "" {
		s += " quote " + c.Quote + " escape " + c.Escape
		s += fmt.Sprintf(" force %v", c.ForceQuote) + word(c.ForceQuoteAll, "all")
	}
	if c.From {
		s += fmt.Sprintf(" from %s %v", c.Table.Name, c.Columns)
	}
	return s
}

// TestParseErrors: SQLSTATE, message and position (in characters) in the client's text.
func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		sql, code, message string
		position           int
	}{
		{"selec 1", "42601", `syntax error at or near "selec"`, 1},
		{"select 1; selec 2", "42601", `syntax error at or near "selec"`, 11},
		{"insert into t valus (1)", "42601", `syntax error at or near "valus"`, 15},
		{"select 'open", "42601", `unterminated quoted string at or near "'open"`, 8},
		{"select /* open", "42601", "unterminated /* comment at or near \"/* open\"", 8},
		{"attach 'x.db'", "42601", `syntax error at or near "attach"`, 1},
		{"install httpfs", "42601", `syntax error at or near "install"`, 1},
		{"pragma version", "42601", `syntax error at or near "pragma"`, 1},
		{"copy t to stdout (format xml)", "22023", `COPY format "xml" not recognized`, 19},
		{"copy t to stdout (format text, quote 'x')", "42601", "COPY QUOTE requires CSV mode", 0},
		{"copy t to stdout (delimiter 'ab')", "0A000", "COPY delimiter must be a single one-byte character", 0},
		{"prepare p (nosuch) as select 1", "42704", `type "nosuch" does not exist`, 12},
		{"select 'a\x00b'", "22021", `invalid byte sequence for encoding "UTF8": 0x00`, 0},
		{"select '\xff'", "22021", `invalid byte sequence for encoding "UTF8"`, 0},
	} {
		_, err := dialect.Parse(c.sql)
		var e *dialect.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: got %v, want %s", c.sql, err, c.code)
			continue
		}
		if e.Code != c.code || e.Message != c.message || e.Position != c.position {
			t.Errorf("%s\ngot  %s %q at %d\nwant %s %q at %d", c.sql, e.Code, e.Message, e.Position, c.code, c.message, c.position)
		}
	}
}

// TestSyntaxErrorOfNative: what PostgreSQL said stays with a statement that DuckDB may know.
func TestSyntaxErrorOfNative(t *testing.T) {
	sts, err := dialect.Parse("select 'ä'; select * exclude (a) from t")
	if err != nil || len(sts) != 2 || sts[1].SyntaxError == nil {
		t.Fatalf("got %+v, %v", sts, err)
	}
	if e := sts[1].SyntaxError; e.Code != "42601" || e.Position != 22 {
		t.Errorf("got %s at %d, want 42601 at 22", e.Code, e.Position)
	}
	if sts[1].Text != "select * exclude (a) from t" || sts[1].Offset != 13 {
		t.Errorf("got %q at byte %d", sts[1].Text, sts[1].Offset)
	}
}

func TestSetConfig(t *testing.T) {
	sts, err := dialect.Parse("select pg_catalog.set_config('Search_Path', '', false), set_config('x.y', 'v', true)")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(sts[0].SetConfig)
	if want := "[{{ Search_Path false 705 0} {  false 705 0} { false false 16 0}} {{ x.y false 705 0} { v false 705 0} { true false 16 0}}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
