package source

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Discover lists what is to be read under paths: files as they are named, folders with all that is in them, the members
// of zip archives. The order is that of the names, each input stands once. What is clearly no data (dot files, a
// LICENSE, documents) is listed with Skip set, but never a file that is named itself. The error joins one *Error for
// each path that is absent or cannot be read.
func Discover(paths []string) ([]Input, error) {
	var all []Input
	var errs []error
	for _, p := range paths {
		found, err := discover(p)
		if err != nil {
			errs = append(errs, &Error{Name: p, Err: unwrapPath(err)})
		}
		all = append(all, found...)
	}
	slices.SortStableFunc(all, func(a, b Input) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Member, b.Member), cmp.Compare(a.Skip, b.Skip))
	})
	all = slices.CompactFunc(all, func(a, b Input) bool { return a.Path == b.Path && a.Member == b.Member })
	return all, errors.Join(errs...)
}

// unwrapPath takes the path off an error that will name it anyway.
func unwrapPath(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	return err
}

func discover(p string) ([]Input, error) {
	if p == "" {
		return nil, errors.New("an empty path")
	}
	p = filepath.Clean(p)
	info, err := os.Stat(p)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return discoverFile(p, info, true)
	}
	return discoverFolder(p)
}

// discoverFolder lists a folder and those in it. Symbolic links to files are followed, those to folders are not, since
// they may lead round in circles.
func discoverFolder(root string) ([]Input, error) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, err
	}
	var all []Input
	var errs []error
	for _, e := range entries {
		found, err := discoverEntry(filepath.Join(root, e.Name()), e)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", e.Name(), unwrapPath(err)))
		}
		all = append(all, found...)
	}
	return all, errors.Join(errs...)
}

func discoverEntry(p string, e fs.DirEntry) ([]Input, error) {
	if reason := skipName(e.Name()); reason != "" {
		return []Input{{Path: p, Skip: reason}}, nil
	}
	info, err := os.Stat(p)
	switch {
	case err != nil:
		return nil, err
	case e.IsDir():
		return discoverFolder(p)
	case info.IsDir():
		return []Input{{Path: p, Skip: "a symbolic link to a folder"}}, nil
	case !info.Mode().IsRegular():
		return []Input{{Path: p, Skip: "no regular file"}}, nil
	}
	return discoverFile(p, info, false)
}

// discoverFile lists a file, or the members of it where it is a zip archive.
func discoverFile(p string, info fs.FileInfo, named bool) ([]Input, error) {
	in := Input{Path: p, Size: info.Size(), Pipe: !info.Mode().IsRegular()}
	if in.Pipe {
		in.Size = 0
		return []Input{in}, nil
	}
	f, err := os.Open(p)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var head [4]byte
	n, err := io.ReadFull(f, head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if string(head[:n]) == "PK\x03\x04" {
		if z, err := zip.NewReader(f, info.Size()); err == nil {
			return discoverMembers(p, z), nil
		} // else it is read as it is, and said to be damaged
	}
	if !named {
		in.Skip = in.skip(p)
	}
	return []Input{in}, nil
}

func discoverMembers(p string, z *zip.Reader) []Input {
	var all []Input
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		in := Input{Path: p, Member: f.Name, Size: int64(f.CompressedSize64), member: &zipMember{header: f.FileHeader}}
		offset, err := f.DataOffset()
		if err != nil {
			offset = -1
		}
		in.member.offset = offset
		if in.Skip = skipMember(f.Name); in.Skip == "" {
			in.Skip = in.skip(f.Name)
		}
		all = append(all, in)
	}
	return all
}

func skipMember(name string) string {
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		if part != "." && strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return "in a hidden folder"
		}
	}
	return skipName(path.Base(name))
}

// skipName says why a name is that of no data.
func skipName(name string) string {
	if strings.HasPrefix(name, ".") {
		return "a dot file"
	}
	stem, ext := strings.ToUpper(name), strings.ToLower(filepath.Ext(name))
	stem = strings.TrimSuffix(stem, strings.ToUpper(ext))
	if slices.Contains(documents, stem) && !isJSON(ext) || slices.Contains(documentTypes, ext) {
		return "a document, by its name"
	}
	return ""
}

var (
	documents     = []string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "README", "CHANGELOG", "MAKEFILE"}
	documentTypes = []string{
		".md", ".rst", ".html", ".htm", ".pdf", ".xml", ".xsd", ".csv", ".tsv", ".xlsx", ".docx", ".png", ".jpg", ".jpeg", ".gif", ".svg",
		".parquet", ".duckdb", ".db", ".py", ".go", ".js", ".java", ".sh", ".sql", ".css", ".map", ".crc", ".sha256", ".md5", ".log",
	}
)

func isJSON(ext string) bool {
	return ext == ".json" || ext == ".ndjson" || ext == ".jsonl"
}

// skip looks into a file of a folder or archive whose name does not say JSON: data begins with a bracket. What is packed
// in a way that cannot be opened here may have data in it, and so is no less than bad.
func (in Input) skip(name string) string {
	base := strings.ToLower(name)
	for _, ext := range []string{".gz", ".zst", ".gzip", ".zstd", ".bz2", ".xz"} {
		base = strings.TrimSuffix(base, ext)
	}
	switch ext := filepath.Ext(base); {
	case ext == ".json" && strings.Contains(filepath.Base(base), "manifest") && in.isManifest():
		return "the manifest of a bulk export"
	case isJSON(ext):
		return ""
	case slices.Contains(documentTypes, ext):
		return "a document, by its name"
	}
	s, err := in.open(nil)
	if err != nil {
		return "" // the reader says what is wrong
	}
	defer s.Close()
	var head [sniffBytes]byte
	n, err := io.ReadFull(s, head[:])
	if n == 0 && err != io.EOF {
		return ""
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head[:n], []byte(bom)), " \t\r\n")
	reason := refuse(head[:n])
	switch {
	case errors.Is(reason, errPacked) || len(text) > 0 && (text[0] == '{' || text[0] == '['):
		return ""
	case reason != nil:
		return reason.Error()
	}
	return "does not begin like JSON"
}

// isManifest reports whether a file is what a server answers when a bulk export is complete, and exporters keep beside the
// data (FHIR Bulk Data Access, "Response - Complete Status").
func (in Input) isManifest() bool {
	s, err := in.open(nil)
	if err != nil {
		return false
	}
	defer s.Close()
	var manifest struct {
		ResourceType    *string           `json:"resourceType"`
		TransactionTime string            `json:"transactionTime"`
		Output          []json.RawMessage `json:"output"`
	}
	d := json.NewDecoder(s)
	return d.Decode(&manifest) == nil && manifest.ResourceType == nil && manifest.TransactionTime != "" && manifest.Output != nil &&
		errors.Is(d.Decode(&struct{}{}), io.EOF)
}
