package timex

import "github.com/tarn-sql/tarn/nlp/annotation"

// Kind says what an expression is.
type Kind string

// The kinds.
const (
	Date     Kind = "date"     // Value 2024-03-05, 2024-03, 2024, --03-05
	Clock    Kind = "time"     // Value T10:30
	Duration Kind = "duration" // Value P3D: how long, or since how long
	Relative Kind = "relative" // Value -P2D, P1W: from the day of the note; P0D: that day
	StayDay  Kind = "stay_day" // Value 3: the third day after an operation or of a stay
)

// Expression is one time expression.
type Expression struct {
	annotation.Span
	Kind  Kind
	Value string // ISO 8601, "" where the words do not say it
}
