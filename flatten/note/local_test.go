package note

import (
	"strings"
	"testing"
)

func TestLocalPath(t *testing.T) {
	for address, want := range map[string]string{
		"file:///notes/1.txt":               "/notes/1.txt",
		"FILE:///notes/a%20b.txt":           "/notes/a b.txt",
		"file://localhost/notes/1.txt":      "/notes/1.txt",
		"file:notes/1.txt":                  "notes/1.txt",
		"file:/notes/1.txt":                 "/notes/1.txt",
		"notes/1.txt":                       "notes/1.txt",
		" notes/a b.txt ":                   "notes/a b.txt",
		"1.txt":                             "1.txt",
		"./1.txt":                           "./1.txt",
		"../../etc/passwd":                  "../../etc/passwd",
		"%2e%2e/etc/passwd":                 "../etc/passwd",
		"100% of.txt":                       "100% of.txt",
		"Notes/1.txt":                       "Notes/1.txt",
		"Binary/a/b.pdf":                    "Binary/a/b.pdf",
		"/notes/1.txt":                      "/notes/1.txt",
		"file://elsewhere/notes/1.txt":      "",
		"file:///notes/1.txt?x=1":           "",
		"file:///a%00b":                     "",
		"file://":                           "",
		"http://example.org/1.txt":          "",
		"HTTPS://example.org/1.txt":         "",
		"//example.org/1.txt":               "",
		"http://example.org/100% of.txt":    "",
		"ftp://example.org/1.txt":           "",
		"data:text/plain;base64,SGk=":       "",
		"urn:uuid:1":                        "",
		"urn:oid:1.2.3":                     "",
		"Binary/1":                          "",
		"Binary/a.b-c":                      "",
		"Binary/1/_history/2":               "",
		"DocumentReference/1":               "",
		"https://fhir.example.org/Binary/1": "",
		"///":                               "",
		"#contained":                        "",
		"1.txt?version=2":                   "",
		"":                                  "",
		"a\x00b":                            "",
		"a%00b":                             "",
		`C:\notes\1.txt`:                    "",
	} {
		path, ok := LocalPath(address)
		if path != want && ok || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", address, path, ok, want)
		}
	}
}

func FuzzLocalPath(f *testing.F) {
	f.Add("file:///notes/1.txt")
	f.Add("100% of.txt")
	f.Add("http://x/%")
	f.Fuzz(func(t *testing.T, address string) {
		path, ok := LocalPath(address)
		low := strings.ToLower(strings.Trim(address, " \t\r\n"))
		if ok && (path == "" || strings.ContainsRune(path, 0) || strings.HasPrefix(low, "http:") || strings.HasPrefix(low, "https:") || strings.HasPrefix(low, "//")) {
			t.Fatalf("%q is no file: %q", address, path)
		}
	})
}
