package session

import (
	"context"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/dialect"
	"github.com/tarn-sql/tarn/wire/session/setting"
)

// env is what dialect may know of the session when it translates a statement whose parameters have the given types.
func (s *Session) env(params []uint32) dialect.Env {
	path := s.searchPath()
	env := dialect.Env{
		ParamOIDs: params, SearchPath: path, User: s.user, SessionUser: s.user, Database: s.database,
		Version: s.config.Version, BackendPID: s.pid, Setting: s.settings.Show,
		Routines: s.config.Routines,
	}
	env.Temporary = s.hasTemporary()
	if s.config.Relation != nil {
		env.Relation = func(schema, name string) (*dialect.Relation, bool) {
			return s.config.Relation(s.engine, schema, name, path)
		}
	}
	return env
}

// searchPath is the effective search path: without "$user", whose schema nobody has, and without pg_catalog and
// pg_temp, which are searched anyway.
func (s *Session) searchPath() []string {
	value, _ := s.settings.Get("search_path")
	var path []string
	for _, name := range splitIdentifiers(value) {
		switch name {
		case "$user", "pg_catalog", "pg_temp":
		default:
			path = append(path, name)
		}
	}
	return path
}

// splitIdentifiers reads a list of identifiers as search_path holds it: folded to lower case unless quoted.
func splitIdentifiers(value string) []string {
	var names []string
	for rest := strings.TrimSpace(value); rest != ""; rest = strings.TrimLeft(rest, ", \t\n") {
		if rest[0] == '"' {
			end, name := 1, ""
			for end < len(rest) {
				if rest[end] != '"' {
					name += string(rest[end])
				} else if end+1 < len(rest) && rest[end+1] == '"' {
					name += `"`
					end++
				} else {
					break
				}
				end++
			}
			names, rest = append(names, name), rest[min(end+1, len(rest)):]
			continue
		}
		name, after, _ := strings.Cut(rest, ",")
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			names = append(names, name)
		}
		rest = after
	}
	return names
}

// engineSettings are the settings that the engine has to know.
var engineSettings = []string{"TimeZone", "search_path"}

// pushSettings tells the engine of settings that changed since it last heard of them.
func (s *Session) pushSettings(ctx context.Context) error {
	setter, ok := s.engine.(backend.Setter)
	if !ok {
		return nil
	}
	for _, name := range engineSettings {
		value, _ := s.settings.Get(name)
		if old, told := s.pushed[name]; told && old == value {
			continue
		}
		told := value
		if zone, ok := setting.EngineZone(value); ok && name == "TimeZone" {
			told = zone
		}
		if err := setter.Set(ctx, name, told); err != nil {
			return err
		}
		s.pushed[name] = value
	}
	return nil
}

// hasTemporary says whether the catalogs have temporary relations to show.
func (s *Session) hasTemporary() bool {
	t, ok := s.engine.(backend.Temporary)
	return ok && t.HasTemporary()
}
