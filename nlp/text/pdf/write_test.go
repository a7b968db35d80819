package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// file writes PDFs for tests: objects numbered from 1, a cross-reference table, a trailer.
type file struct {
	objects []string
	trailer string // more entries of the trailer
}

// add appends an object and returns its number.
func (f *file) add(body string) int {
	f.objects = append(f.objects, body)
	return len(f.objects)
}

func (f *file) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(f.objects))
	for i, body := range f.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, f.trailer, table)
	return b.Bytes()
}

// stream is a stream object, compressed or not.
func stream(content string, compress bool) string {
	filter := ""
	if compress {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		w.Write([]byte(content))
		w.Close()
		content, filter = b.String(), "/Filter /FlateDecode "
	}
	return fmt.Sprintf("<< %s/Length %d >>\nstream\n%s\nendstream", filter, len(content), content)
}

// document makes a PDF whose pages have these content streams. The font is /F1, Helvetica in WinAnsi.
func document(compress bool, pages ...string) []byte { return documentFile(compress, pages...).bytes() }

func documentFile(compress bool, pages ...string) *file {
	f := &file{}
	f.add("<< /Type /Catalog /Pages 2 0 R >>")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	f.add(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages)))
	f.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, p := range pages {
		f.add(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i))
		f.add(stream(p, compress))
	}
	return f
}

// show is the operators that write a text at a place in 10 points.
func show(x, y int, text string) string {
	text = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(text)
	return fmt.Sprintf("BT /F1 10 Tf %d %d Td (%s) Tj ET\n", x, y, text)
}
