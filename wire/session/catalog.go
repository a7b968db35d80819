package session

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/catalog"
	"github.com/tarn-sql/tarn/wire/dialect"
)

// introduce tells the emulated catalogs whose session this is.
func (s *Session) introduce(ctx context.Context) error {
	c, ok := s.engine.(backend.Configurer)
	if !ok {
		return nil
	}
	return c.Configure(ctx, catalog.Session(s.user, s.database, s.pid, s.searchPath())...)
}

// sessionViews are the relations of the catalogs that show a session's own things, and the statements that tell of them.
var sessionViews = map[string]func(*Session) string{
	"pg_settings":            (*Session).settingsForCatalog,
	"pg_prepared_statements": (*Session).statementsForCatalog,
	"pg_cursors":             (*Session).cursorsForCatalog,
}

// showsSession says whether a query reads the session's own things. The engine reads them when it binds the query, so
// that it has to be prepared anew each time.
func showsSession(sql string) bool {
	if strings.Contains(sql, "memory.pgtemp.") {
		return true
	}
	if !strings.Contains(sql, "memory.pg.") {
		return false
	}
	for view := range sessionViews {
		if strings.Contains(sql, view) {
			return true
		}
	}
	return false
}

// showSession tells the catalogs of the session's own things, where a query reads them.
func (s *Session) showSession(ctx context.Context, sql string) error {
	c, ok := s.engine.(backend.Configurer)
	if !ok || !showsSession(sql) {
		return nil
	}
	for view, statement := range sessionViews {
		if !strings.Contains(sql, view) {
			continue
		}
		if err := c.Configure(ctx, statement(s)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) settingsForCatalog() string {
	var list []catalog.Setting
	values := s.settings.Values()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		list = append(list, catalog.Setting{Name: name, Value: values[name]})
	}
	return catalog.Settings(list)
}

func (s *Session) statementsForCatalog() string {
	var list []catalog.Prepared
	for _, name := range slices.Sorted(maps.Keys(s.statements)) {
		if st := s.statements[name]; name != "" && st.query != nil {
			list = append(list, catalog.Prepared{Name: name, Statement: st.text, FromSQL: st.fromSQL})
		}
	}
	return catalog.PreparedStatements(list)
}

func (s *Session) cursorsForCatalog() string {
	var list []catalog.Cursor
	for _, name := range slices.Sorted(maps.Keys(s.portals)) {
		if p := s.portals[name]; p.cursor {
			list = append(list, catalog.Cursor{
				Name: name, Statement: p.query, Holdable: p.hold, Binary: len(p.formats) > 0, Scrollable: p.scroll,
			})
		} else if p.statement.query != nil && p.statement.query.Kind == dialect.Query && !p.started {
			list = append(list, catalog.Cursor{Name: name, Statement: p.statement.query.Text, Binary: formatOf(p.formats, 0) == 1})
		}
	}
	return catalog.Cursors(list)
}
