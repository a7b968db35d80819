package nlp

import "github.com/tarn-sql/tarn/nlp/text"

// Status says what became of a document.
type Status string

// The statuses: those of reading (package text) and those of annotating. Only OK documents have entities.
const (
	OK              = Status(text.OK)
	Empty           = Status(text.Empty)
	UnsupportedType = Status(text.UnsupportedType)
	TooLarge        = Status(text.TooLarge)
	BadCharset      = Status(text.BadCharset)
	Malformed       = Status(text.Malformed)

	NonEnglish Status = "non_english" // text of another language: read, not annotated
	Timeout    Status = "timeout"     // took longer than Options.MaxTime
	Cancelled  Status = "cancelled"   // the context ended: annotate it again
	Failed     Status = "failed"      // a room panicked over it: a poison document; Result.Error says where
)
