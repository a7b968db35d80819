package ingest

// SetTrimmedBase makes publishing keep fewer bytes at hand, until restore is called.
func SetTrimmedBase(bytes int64) (restore func()) {
	old := trimmedBase
	trimmedBase = bytes
	return func() { trimmedBase = old }
}
