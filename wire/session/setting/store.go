package setting

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/wire/codec"
)

// Store holds the settings of one session. A change inside a transaction is undone when it rolls back; a local change
// also when it commits.
type Store struct {
	reset   map[string]string // what RESET goes back to: the definition's default where absent
	session map[string]string
	local   map[string]string // SET LOCAL of the running transaction
	frames  []frame           // the transaction and its savepoints; empty outside
}

// frame remembers what values were before the first change since it was opened.
type frame map[string]undo

type undo struct {
	session, local       string
	hasSession, hasLocal bool
}

// NewStore makes the settings of a session. Fixed are the values of settings that only the server knows (server_version).
func NewStore(fixed map[string]string) *Store {
	s := &Store{reset: map[string]string{}, session: map[string]string{}, local: map[string]string{}}
	for name, value := range fixed {
		s.reset[strings.ToLower(name)] = value
	}
	return s
}

// Get is the stored form of a setting's value; ok is false for an unknown setting.
func (s *Store) Get(name string) (value string, ok bool) {
	name = strings.ToLower(name)
	if v, ok := s.local[name]; ok {
		return v, true
	}
	if v, ok := s.session[name]; ok {
		return v, true
	}
	return s.resetValue(name)
}

func (s *Store) resetValue(name string) (string, bool) {
	if v, ok := s.reset[name]; ok {
		return v, true
	}
	d, ok := definitions[name]
	if !ok {
		return "", false
	}
	return d.Default, true
}

// Show is a setting's value as SHOW and current_setting write it.
func (s *Store) Show(name string) (string, bool) {
	v, ok := s.Get(name)
	if d, known := Lookup(name); known {
		v = d.display(v)
	}
	return v, ok
}

// Values are all settings, in the form that pg_settings has: numbers in their unit, without it. Custom ones, which
// pg_settings leaves out, are not among them.
func (s *Store) Values() map[string]string {
	values := make(map[string]string, len(definitions))
	for name := range definitions {
		values[name], _ = s.Get(name)
	}
	return values
}

// Unknown is the error for a setting that does not exist.
func Unknown(name string) *Error {
	return &Error{Code: "42704", Message: fmt.Sprintf("unrecognized configuration parameter \"%s\"", name)}
}

// Start sets a value that came with the start of the session: RESET goes back to it.
func (s *Store) Start(name, value string) error {
	name = strings.ToLower(name)
	v, err := s.check(name, value, true)
	if err != nil {
		return err
	}
	s.reset[name] = v
	return nil
}

// Set is SET, or SET LOCAL.
func (s *Store) Set(name, value string, local bool) error {
	name = strings.ToLower(name)
	v, err := s.check(name, value, false)
	if err != nil {
		return err
	}
	s.remember(name)
	if local {
		s.local[name] = v
	} else {
		s.session[name] = v
		delete(s.local, name)
	}
	return nil
}

// Reset is RESET, or SET … TO DEFAULT.
func (s *Store) Reset(name string, local bool) error {
	name = strings.ToLower(name)
	if err := settable(name, false); err != nil {
		return err
	}
	v, _ := s.resetValue(name)
	s.remember(name)
	switch {
	case local:
		s.local[name] = v
	default: // a custom setting stays, empty
		s.session[name] = v
		delete(s.local, name)
	}
	return nil
}

// ResetAll is RESET ALL: transaction settings stay.
func (s *Store) ResetAll() {
	for _, changed := range []map[string]string{s.session, s.local} {
		for name := range changed {
			if d, ok := definitions[name]; ok && (strings.HasPrefix(name, "transaction_") || d.Context != User) {
				continue
			}
			_ = s.Reset(name, false) // only names that were settable are here
		}
	}
}

// settable says whether a session may change a setting.
func settable(name string, starting bool) error {
	d, ok := definitions[name]
	switch {
	case !ok && strings.Contains(name, "."):
		return nil // a custom setting: my.variable
	case !ok:
		return Unknown(name)
	case d.Context == Internal:
		return &Error{Code: "55P02", Message: fmt.Sprintf("parameter \"%s\" cannot be changed", d.Name)}
	case d.Context == Server:
		return &Error{Code: "55P02", Message: fmt.Sprintf("parameter \"%s\" cannot be changed without restarting the server", d.Name)}
	case d.Context == Backend && !starting:
		return &Error{Code: "55P02", Message: fmt.Sprintf("parameter \"%s\" cannot be set after connection start", d.Name)}
	}
	return nil
}

func (s *Store) check(name, value string, starting bool) (string, error) {
	if err := settable(name, starting); err != nil {
		return "", err
	}
	d, ok := definitions[name]
	if !ok {
		return value, nil
	}
	v, err := d.canonical(value)
	if err == nil && name == "datestyle" {
		old, _ := s.Get(name)
		v = mergeDateStyle(old, v)
	}
	return v, err
}

// remember notes a value in the newest frame before its first change there.
func (s *Store) remember(name string) {
	if len(s.frames) == 0 {
		return
	}
	f := s.frames[len(s.frames)-1]
	if _, ok := f[name]; ok {
		return
	}
	var u undo
	u.session, u.hasSession = s.session[name]
	u.local, u.hasLocal = s.local[name]
	f[name] = u
}

// Begin opens a transaction or a savepoint.
func (s *Store) Begin() { s.frames = append(s.frames, frame{}) }

// Commit ends the transaction: what was set stays, what was set locally goes.
func (s *Store) Commit() {
	s.frames = nil
	clear(s.local)
}

// Rollback undoes everything since the transaction began.
func (s *Store) Rollback() {
	for len(s.frames) > 0 {
		s.undo(s.frames[len(s.frames)-1])
		s.frames = s.frames[:len(s.frames)-1]
	}
	clear(s.local)
}

// Release merges the frames above the first keep (the transaction counts as one) into the one below.
func (s *Store) Release(keep int) {
	for len(s.frames) > keep && len(s.frames) > 1 {
		top := s.frames[len(s.frames)-1]
		s.frames = s.frames[:len(s.frames)-1]
		below := s.frames[len(s.frames)-1]
		for name, u := range top {
			if _, ok := below[name]; !ok {
				below[name] = u
			}
		}
	}
}

// RollbackTo undoes the frames above the first keep, the last of which it leaves open and empty.
func (s *Store) RollbackTo(keep int) {
	for len(s.frames) >= keep && len(s.frames) > 0 {
		s.undo(s.frames[len(s.frames)-1])
		s.frames = s.frames[:len(s.frames)-1]
	}
	s.Begin()
}

// Depth is the number of open frames: 0 outside a transaction, 1 in it, 1 more per savepoint.
func (s *Store) Depth() int { return len(s.frames) }

func (s *Store) undo(f frame) {
	for name, u := range f {
		restore(s.session, name, u.session, u.hasSession)
		restore(s.local, name, u.local, u.hasLocal)
	}
}

func restore(m map[string]string, name, value string, had bool) {
	if had {
		m[name] = value
	} else {
		delete(m, name)
	}
}

// Codec are the settings that decide how values look.
func (s *Store) Codec() codec.Settings {
	var c codec.Settings
	zone, _ := s.Get("timezone")
	_, c.Location, _ = Location(zone)
	style, _ := s.Get("datestyle")
	if ds, order, ok := splitDateStyle(style); ok && ds != nil && order != nil {
		c.DateStyle, c.DateOrder = *ds, *order
	}
	interval, _ := s.Get("intervalstyle")
	c.IntervalStyle = map[string]codec.IntervalStyle{
		"postgres_verbose": codec.IntervalPostgresVerbose, "sql_standard": codec.IntervalSQLStandard, "iso_8601": codec.IntervalISO8601,
	}[interval]
	c.ExtraFloatDigits = int(s.Int("extra_float_digits"))
	output, _ := s.Get("bytea_output")
	c.ByteaEscape = output == "escape"
	return c
}

// Int is a setting that is a whole number, in its unit.
func (s *Store) Int(name string) int64 {
	v, _ := s.Get(name)
	var n int64
	_, _ = fmt.Sscanf(v, "%d", &n)
	return n
}

// Bool is a setting that is on or off.
func (s *Store) Bool(name string) bool {
	v, _ := s.Get(name)
	return v == "on"
}
