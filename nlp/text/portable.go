package text

import (
	"errors"
	"fmt"
	"time"

	"github.com/tarn-sql/tarn/nlp/text/pdf"
)

// The limits of PDFs. They may be larger than other sources, since pictures and fonts take most of them.
const (
	pdfBytes = 4 // times the limit of other sources
	pdfPages = 500
	pdfTime  = 20 * time.Second
)

// readPDF makes the canonical text of a PDF. Its bytes come from nowhere in particular: every offset leads to the
// source's first byte.
func (c *Canonical) readPDF(data []byte, maxBytes int) {
	if len(data)/pdfBytes > maxBytes {
		c.Status = TooLarge
		return
	}
	t, err := pdf.Read(data, pdf.Limits{Pages: pdfPages, Bytes: maxBytes, Time: pdfTime})
	switch {
	case errors.Is(err, pdf.ErrTooLarge):
		c.Status = TooLarge
	case errors.Is(err, pdf.ErrTime):
		c.Status = Timeout
	case err != nil:
		c.Status = UnsupportedType
	}
	if err != nil {
		c.Error = err.Error()
		return
	}
	if t.Skipped > 0 {
		c.Error = fmt.Sprintf("%d of %d pages could not be read", t.Skipped, t.Pages)
	}
	c.Text = clean([]byte(t.Text))
	c.Offsets.push([]segment{{}})
	c.finish(false)
}
