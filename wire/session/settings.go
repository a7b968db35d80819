package session

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/wire/chunk"
	"github.com/tarn-sql/tarn/wire/dialect"
	"github.com/tarn-sql/tarn/wire/session/setting"
)

// change is SET or RESET.
func (s *Session) change(q *dialect.Statement) error {
	v := q.Setting
	if q.Kind == dialect.Reset && v.Name == "all" {
		s.settings.ResetAll()
		return nil
	}
	if v.Local && !s.tx.block && !s.tx.implicit {
		s.notice("WARNING", "25P01", "SET LOCAL can only be used in transaction blocks")
		return nil
	}
	switch v.Name {
	case "role":
		return s.setRole(v)
	case "session_authorization":
		if v.Default || q.Kind == dialect.Reset || v.Value == s.user || strings.EqualFold(v.Value, "default") {
			return nil
		}
		return fail("42501", "permission denied to set session authorization")
	}
	if q.Kind == dialect.Reset || v.Default {
		return s.settings.Reset(v.Name, v.Local)
	}
	return s.settings.Set(v.Name, v.Value, v.Local)
}

// setConfig does what set_config() in a query asks for, given the query's parameters. Outside a transaction a local change
// ends with its statement.
func (s *Session) setConfig(q *dialect.Statement, params []any) error {
	for _, c := range q.SetConfig {
		name, known := given(c.Name, params)
		if !known {
			return fail("22004", "SET requires parameter name")
		}
		local, known := given(c.Local, params)
		if !known || isOn(local) && !s.tx.block && !s.tx.implicit {
			continue
		}
		value, known := given(c.Value, params)
		err := error(nil)
		if known {
			err = s.settings.Set(strings.ToLower(name), value, isOn(local))
		} else {
			err = s.settings.Reset(strings.ToLower(name), isOn(local))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// given is the text of an argument; false where it is NULL.
func given(a dialect.Argument, params []any) (string, bool) {
	if a.Param == 0 {
		return a.Text, !a.Null
	}
	if a.Param > len(params) || params[a.Param-1] == nil {
		return "", false
	}
	return fmt.Sprint(params[a.Param-1]), true
}

// isOn reads a boolean as PostgreSQL writes it, or as Go does.
func isOn(s string) bool { return s == "true" || s == "t" || s == "on" }

// setRole accepts the roles that change nothing: none and one's own.
func (s *Session) setRole(v *dialect.SettingStatement) error {
	if v.Default || v.Value == "" || v.Value == "none" || v.Value == s.user {
		return nil
	}
	return fail("22023", "role \"%s\" does not exist", v.Value)
}

// showFields are the columns of SHOW: the setting's own name, or those of SHOW ALL.
func (s *Session) showFields(v *dialect.SettingStatement) []field {
	if v.Name == "all" {
		return []field{textField("name"), textField("setting"), textField("description")}
	}
	if d, ok := setting.Lookup(v.Name); ok {
		return []field{textField(d.Name)}
	}
	return []field{textField(v.Name)}
}

// show is SHOW.
func (s *Session) show(p *portal) error {
	v := p.statement.query.Setting
	names := make([]string, len(p.statement.fields))
	for i, f := range p.statement.fields {
		names[i] = f.name
	}
	var rows [][]string
	if v.Name == "all" {
		for _, d := range setting.All() {
			value, _ := s.settings.Show(d.Name)
			rows = append(rows, []string{d.Name, value, d.Text})
		}
	} else {
		value, ok := s.settings.Show(v.Name)
		if !ok {
			return setting.Unknown(v.Name)
		}
		rows = [][]string{{value}}
	}
	p.source = newRowset(chunk.NewText(names, rows))
	return nil
}
