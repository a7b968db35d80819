package codec

import "time"

// Format is a wire format code.
type Format int16

// The two formats of the protocol.
const (
	Text   Format = 0
	Binary Format = 1
)

// DateStyle is the output half of PostgreSQL's DateStyle.
type DateStyle uint8

// The output styles of DateStyle.
const (
	DateISO DateStyle = iota
	DateSQL
	DatePostgres
	DateGerman
)

// DateOrder is the input half of DateStyle; it also orders day and month of the output styles SQL and Postgres.
type DateOrder uint8

// The field orders of DateStyle.
const (
	OrderMDY DateOrder = iota
	OrderDMY
	OrderYMD
)

// IntervalStyle is PostgreSQL's setting of that name.
type IntervalStyle uint8

// The interval styles.
const (
	IntervalPostgres IntervalStyle = iota
	IntervalPostgresVerbose
	IntervalSQLStandard
	IntervalISO8601
)

// Settings are the session's settings that change how values look as text.
type Settings struct {
	Location         *time.Location // TimeZone; nil is UTC
	DateStyle        DateStyle
	DateOrder        DateOrder
	IntervalStyle    IntervalStyle
	ExtraFloatDigits int  // above 0: shortest digits that read back as the same number
	ByteaEscape      bool // bytea_output = escape instead of hex
}

// Default is what a fresh PostgreSQL session in UTC has.
func Default() Settings { return Settings{Location: time.UTC, ExtraFloatDigits: 1} }
