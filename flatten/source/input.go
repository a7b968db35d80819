package source

import (
	"bytes"
	"errors"
	"fmt"
)

// Input is one file, or one member of a zip archive, that Discover has found.
type Input struct {
	Path   string
	Member string // the name inside the zip archive at Path, "" for a file of its own
	Size   int64  // as it is stored, in bytes; 0 where it is not known
	Pipe   bool   // no regular file: it can be read only once
	Skip   string // why it is not read, "" where it is; Open does not ask

	member *zipMember
}

// Name is how messages call the input: its path, "archive.zip!member" in archives.
func (in Input) Name() string {
	if in.Member == "" {
		return in.Path
	}
	return in.Path + "!" + in.Member
}

// refuse says why a content that begins with head cannot be read, nil where it can, or may.
func refuse(head []byte) error {
	for _, f := range packed {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return fmt.Errorf("%s, %w", f.name, errPacked)
		}
	}
	for _, f := range foreign {
		if bytes.HasPrefix(head, []byte(f.magic)) {
			return fmt.Errorf("%s, not UTF-8 JSON", f.name)
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(bom)), " \t\r\n")
	switch {
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return fmt.Errorf("a tar archive, %w", errPacked)
	case len(text) > 1 && text[0] == '<' && (text[1] == '?' || text[1] == '!' || isLetter(text[1])):
		return errors.New("XML or HTML, not JSON")
	case bytes.IndexByte(head, 0) >= 0 && !beginsJSON(text):
		return errors.New("binary data or UTF-16, not UTF-8 JSON")
	}
	return nil
}

// beginsJSON says whether a text begins with a bracket of UTF-8: then a NUL further on is the fault of its line alone.
func beginsJSON(text []byte) bool {
	return len(text) > 1 && (text[0] == '{' || text[0] == '[') && text[1] != 0
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// errPacked is said of contents that may have resources in them.
var errPacked = errors.New("not JSON: unpack it first")

// magic is how contents of a kind begin.
type magic struct{ magic, name string }

// packed are archives and compressions that are not opened here, or could not be.
var packed = []magic{
	{gzipMagic, "gzip data that is damaged, or compressed too many times"},
	{zstdMagic, "zstd data compressed too many times"},
	{"PK\x03\x04", "a zip archive that is damaged, or inside another one"},
	{"BZh", "bzip2 data"},
	{"\xfd7zXZ\x00", "xz data"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
}

// foreign are other contents that are known by their first bytes.
var foreign = []magic{
	{"\xff\xfe", "UTF-16 text"},
	{"\xfe\xff", "UTF-16 text"},
	{"PK\x05\x06", "an empty zip archive"},
	{"PAR1", "a Parquet file"},
	{"%PDF", "a PDF document"},
	{"SQLite format 3", "an SQLite database"},
}
