package dialect

import (
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
	"google.golang.org/protobuf/reflect/protoreflect"
)

func itoa(i int32) string { return strconv.Itoa(int(i)) }

func boolText(b bool) string { return strconv.FormatBool(b) }

func classifySet(st *Statement, s *pg.VariableSetStmt) error {
	if s.Kind == pg.VariableSetKind_VAR_SET_MULTI {
		return classifySetMulti(st, s)
	}
	st.set(Set, "SET")
	v := &SettingStatement{Name: strings.ToLower(s.Name), Local: s.IsLocal}
	st.Setting = v
	switch s.Kind {
	case pg.VariableSetKind_VAR_SET_DEFAULT:
		v.Default = true
	case pg.VariableSetKind_VAR_RESET:
		st.set(Reset, "RESET")
	case pg.VariableSetKind_VAR_RESET_ALL:
		st.set(Reset, "RESET")
		v.Name = "all"
	case pg.VariableSetKind_VAR_SET_CURRENT:
		st.unsupported("SET FROM CURRENT is not supported")
	default:
		for _, a := range s.Args {
			v.Values = append(v.Values, stringOf(a))
		}
		v.Value = joinSetting(v.Name, v.Values)
	}
	return nil
}

// quotedLists are the settings whose values are lists of identifiers (PostgreSQL's GUC_LIST_QUOTE).
var quotedLists = map[string]bool{
	"search_path": true, "temp_tablespaces": true, "session_preload_libraries": true, "local_preload_libraries": true,
	"shared_preload_libraries": true, "unix_socket_directories": true,
}

func joinSetting(name string, values []string) string {
	if !quotedLists[name] {
		return strings.Join(values, ", ")
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = types.QuoteIdentifier(v)
	}
	return strings.Join(quoted, ", ")
}

// classifySetMulti takes SET TRANSACTION, SET SESSION CHARACTERISTICS and SET TRANSACTION SNAPSHOT.
func classifySetMulti(st *Statement, s *pg.VariableSetStmt) error {
	st.set(Transaction, "SET")
	t := &TransactionStatement{Op: SetTransaction}
	st.Transaction = t
	switch s.Name {
	case "SESSION CHARACTERISTICS":
		t.Op = SetSession
	case "TRANSACTION SNAPSHOT":
		t.Snapshot = stringOf(s.Args[0])
		return nil
	}
	t.modes(s.Args)
	return nil
}

func classifyShow(st *Statement, s *pg.VariableShowStmt) {
	st.set(Show, "SHOW")
	st.Rows = true
	st.Setting = &SettingStatement{Name: strings.ToLower(s.Name)}
}

// setConfigs finds the calls of set_config whose arguments are constants or parameters.
func setConfigs(node *pg.Node) []SetConfig {
	var out []SetConfig
	walk(node.ProtoReflect(), func(m protoreflect.Message) {
		f, ok := m.Interface().(*pg.FuncCall)
		if !ok || len(f.Args) != 3 || stringOf(f.Funcname[len(f.Funcname)-1]) != "set_config" {
			return
		}
		name, ok1 := argument(f.Args[0])
		value, ok2 := argument(f.Args[1])
		local, ok3 := argument(f.Args[2])
		if ok1 && ok2 && ok3 {
			out = append(out, SetConfig{name, value, local})
		}
	})
	return out
}
