package text_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/text"
)

// onePage is a PDF of one page with these operators.
func onePage(content string) []byte {
	var b bytes.Buffer
	var offsets []int
	b.WriteString("%PDF-1.4\n")
	for i, body := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
	} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	table := b.Len()
	b.WriteString("xref\n0 6\n0000000000 65535 f \n")
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", table)
	return b.Bytes()
}

func TestReadPDF(t *testing.T) {
	data := onePage("BT /F1 10 Tf 72 700 Td (The patient denies fever.) Tj ET")
	for _, contentType := range []string{"application/pdf", "", "application/octet-stream"} {
		got := text.Read(data, contentType, 0)
		if got.Status != text.OK || got.Text != "The patient denies fever." || got.ContentType != "application/pdf" || got.Error != "" {
			t.Errorf("%q: %+v", contentType, got)
		}
		checkOffsets(t, string(data), &got)
	}
	if got := text.Read(data, "application/pdf", 20); got.Status != text.TooLarge {
		t.Errorf("%d bytes: %s", len(data), got.Status)
	}
	if got := text.Read(data, "application/pdf", len(data)/4); got.Status != text.OK {
		t.Errorf("PDFs may be larger than other sources: %s %s", got.Status, got.Error)
	}
	for name, bad := range map[string][]byte{"scanned": onePage("0 0 9 9 re f"), "broken": data[:40]} {
		if got := text.Read(bad, "application/pdf", 0); got.Status != text.UnsupportedType || got.Error == "" || got.Text != "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := text.Read([]byte(strings.Repeat(" ", 30)+string(data)), "application/pdf", 0); got.Status != text.OK {
		t.Errorf("blanks before it: %s %s", got.Status, got.Error)
	}
}
