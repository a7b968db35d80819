package rows

// Resource is the resource that texts are in, and whose they are. Keys are those of the tables.
type Resource struct {
	Type, Key    string
	VersionID    string
	PatientKey   string
	EncounterKey string
	Time         int64 // microseconds since 1970, UTC; valid where HasTime
	HasTime      bool
	TypeSystem   string
	TypeCode     string
	TypeDisplay  string
	Status       string
}

// Note is one text of a resource.
type Note struct {
	Path        string
	Ordinal     int
	Title       string
	ContentType string // as declared; used where there is no Result
	URL         string
	Status      string // why there is no Result: external, bad_base64, …
	Error       string
	Time        int64 // of the text itself, where HasTime; else the resource's counts
	HasTime     bool
}

// Run is what the caller writes to nlp_run, with the columns of RunTable in order.
type Run struct {
	ID                int64
	Started, Finished int64 // microseconds since 1970, UTC
	Version           string
	Pipeline, Config  string
	Docs, Annotated   int64
	Entities, Errors  int64
}
