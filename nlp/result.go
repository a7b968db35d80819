package nlp

import "github.com/tarn-sql/tarn/nlp/annotation"

// Result is an annotated document. It is the caller's to keep and must not be changed: equal texts share one.
type Result struct {
	// Document has the canonical text where it could be read, and entities where Status is OK. Its Tokens are not kept.
	Document    annotation.Document
	Status      Status
	Error       string // the cause of Failed and Timeout
	ContentType string // what the bytes were read as
	Charset     string
	Language    string   // "en", another code, or "" where nothing was read
	TextSHA256  [32]byte // of the canonical text
	Bytes       int      // of the source
	Chars       int      // code points of the canonical text
}
