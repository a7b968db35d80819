package functions

import (
	"regexp"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect/types"
)

var macroUse = regexp.MustCompile(`memory\.pg\.([a-z0-9_]+)\(`)

// TestEveryMacroExists: what the table's templates and the macros call in memory.pg is made by Macros, before it is
// called, or by wire/catalog.
func TestEveryMacroExists(t *testing.T) {
	made := map[string]bool{}
	for _, f := range catalog.Functions() {
		made[f.Name] = true
	}
	for _, m := range Macros()[1:] {
		name := macroUse.FindStringSubmatch(strings.Replace(m, "CREATE OR REPLACE MACRO ", "", 1))[1]
		for _, use := range macroUse.FindAllStringSubmatch(m, -1)[1:] {
			if !made[use[1]] && use[1] != name {
				t.Errorf("macro %s calls %s, which is not made before it", name, use[1])
			}
		}
		if made[name] {
			t.Errorf("macro %s is made twice, or is wire/catalog's", name)
		}
		made[name] = true
	}
	for name, fns := range byName {
		for _, f := range fns {
			for _, use := range macroUse.FindAllStringSubmatch(f.Template, -1) {
				if !made[use[1]] {
					t.Errorf("%s calls memory.pg.%s, which nobody makes", name, use[1])
				}
			}
		}
	}
}

// TestTemplatesUseTheirArguments: a template that drops an argument changes the meaning, unless that is the point.
func TestTemplatesUseTheirArguments(t *testing.T) {
	dropped := map[string]bool{ // arguments that say nothing here: pretty-printing, lock keys, messages to nobody, flags
		"pg_advisory_lock": true, "pg_try_advisory_lock": true, "pg_advisory_unlock": true, "row_to_json": true,
		"array_to_json": true, "parse_ident": true, "pg_sleep": true, "age": true,
		"pg_advisory_lock_shared": true, "pg_advisory_xact_lock": true, "pg_try_advisory_lock_shared": true,
		"pg_try_advisory_xact_lock": true, "pg_advisory_unlock_shared": true, "isfinite": true,
		"generate_subscripts": true,
	}
	for name, fns := range byName {
		for _, f := range fns {
			if f.Template == "" || dropped[name] || strings.Contains(f.Template, "$*") || strings.Contains(f.Template, "$a") ||
				strings.Contains(f.Template, "$[") {
				continue
			}
			for i := range f.Params {
				if !strings.Contains(f.Template, "$"+string(rune('1'+i))) {
					t.Errorf("%s/%d drops argument %d: %s", name, len(f.Params), i+1, f.Template)
				}
			}
		}
	}
}

// TestResults compares the table's result types with PostgreSQL's own list of functions.
func TestResults(t *testing.T) {
	ours := map[string]string{ // where the table means something else on purpose
		"sum": "numeric#", "extract": "by the printer", "timezone": "", "date_trunc": "",
	}
	for name, fns := range byName {
		procs := catalog.Procs(name)
		if _, known := ours[name]; known || len(procs) == 0 {
			continue
		}
		for _, f := range fns {
			if want, ok := result(procs, f); ok && f.Result.OID != 0 && want != f.Result.OID {
				t.Errorf("%s%v gives %s, PostgreSQL's gives %s", name, f.Params, types.NameOf(f.Result.OID), types.NameOf(want))
			}
		}
	}
}

// result is what PostgreSQL's function of exactly these parameters gives.
func result(procs []catalog.Proc, f Function) (oid uint32, ok bool) {
	for _, p := range procs {
		if len(p.Args) != len(f.Params) || f.Variadic {
			continue
		}
		same := true
		for i, a := range p.Args {
			same = same && f.Params[i].Class == One && f.Params[i].Type.OID == a
		}
		if same {
			return p.Result, types.Exists(p.Result)
		}
	}
	return 0, false
}

func TestSplitError(t *testing.T) {
	for _, c := range []struct {
		message, code, text string
		ok                  bool
	}{
		{"Invalid Input Error: [SQLSTATE 22012] division by zero", "22012", "division by zero", true},
		{"[SQLSTATE 42P01] relation \"x\" does not exist", "42P01", `relation "x" does not exist`, true},
		{"[SQLSTATE 2] x", "", "", false},
		{"[SQLSTATE 22012", "", "", false},
		{"Binder Error: no", "", "", false},
	} {
		code, text, ok := SplitError(c.message)
		if code != c.code || text != c.text || ok != c.ok {
			t.Errorf("%s: got %q %q %v", c.message, code, text, ok)
		}
	}
}

func TestBadLines(t *testing.T) {
	for _, line := range []string{"f", "f)x(", "f(nosuch) int4", "f(int4) nosuch", "f() {a nosuch}"} {
		if f, err := parseLine(line); err == nil {
			t.Errorf("%s: got %+v, want an error", line, f)
		}
	}
}
