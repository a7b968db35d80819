package note

// Status says whether a note's Data is there.
type Status string

// The statuses.
const (
	OK          Status = ""            // Data is the text's bytes
	External    Status = "external"    // the text is at URL, which the caller may read
	BadBase64   Status = "bad_base64"  // the data is not base64
	TooLarge    Status = "too_large"   // the data is larger than Finder.MaxBytes
	Unsupported Status = "unsupported" // an image, a video or a sound: not decoded
	Empty       Status = "empty"       // an attachment without data and URL

	// What reading a URL may end in, for the caller who does.
	Missing    Status = "missing"      // no file is there
	Outside    Status = "outside_root" // the file lies, or a link leads, outside the folder that notes may be read from
	Unreadable Status = "unreadable"   // a folder, a device, no permission, an error of the disk
)

// Note is one text of a resource. Data is valid until the next Find and as long as the tape is.
type Note struct {
	Path        string // where it is, as FHIRPath from the resource: "content[0].attachment", "note[2].text"
	Ordinal     int    // its number among the texts of the resource, from 0
	ContentType string // media type without parameters, lower case: "text/plain"; XHTML narratives have "text/html"
	Charset     string // the charset parameter, "" where it is not stated
	Data        []byte
	URL         string // as written
	Title       string // of the attachment or section
	Hash        string // the attachment's stated SHA-1 (base64), not checked
	Time        int64  // of an annotation: microseconds since 1970, UTC; valid where HasTime
	HasTime     bool
	Status      Status
}

// Source says what the texts of a resource are about. Keys are those of the tables ("S:id" under a source).
type Source struct {
	PatientKey   string
	EncounterKey string
	Time         int64 // when it was written or is of: microseconds since 1970, UTC; valid where HasTime
	HasTime      bool
	TypeSystem   string // of the kind of document or report (DocumentReference.type, DiagnosticReport.code, …)
	TypeCode     string
	TypeDisplay  string
	Status       string // the resource's status; "entered-in-error" also where another element says it
}
