package pdf

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// Limits bound what one document may cost.
type Limits struct {
	Pages int           // of the document
	Bytes int           // of its text
	Time  time.Duration // spent on it, once PDFium is ready
}

// What a document may have against being read. Other errors say that it is broken.
var (
	ErrEncrypted = errors.New("encrypted: it needs a password")
	ErrNoText    = errors.New("no text: its pages are pictures")
	ErrTooLarge  = errors.New("too many pages or too much text")
	ErrTime      = errors.New("reading took too long")
)

// Text is what was read of a document.
type Text struct {
	Text    string
	Pages   int
	Skipped int // pages that are broken: the text lacks them
}

// Read reads the text of a PDF. Pages are parted by a blank line.
func Read(data []byte, l Limits) (Text, error) { return shared.read(data, l) }

func (e *engine) read(data []byte, l Limits) (Text, error) {
	var t Text
	var failure error
	err := e.with(cost(data), func(reader pdfium.Pdfium) bool {
		r := reading{reader: reader, limits: l, deadline: time.Now().Add(l.Time)}
		stop := watch(reader, l.Time)
		failure = r.document(data)
		t = r.text
		whole := stop()
		if !whole && failure != nil {
			failure = ErrTime
		}
		return whole
	})
	switch {
	case err != nil:
		return t, err
	case failure != nil:
		return Text{Pages: t.Pages}, failure
	}
	return t, nil
}

// reading is one document being read.
type reading struct {
	reader   pdfium.Pdfium
	limits   Limits
	deadline time.Time
	out      strings.Builder
	text     Text
}

func (r *reading) document(data []byte) error {
	opened, err := r.reader.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
			return ErrEncrypted
		}
		return fmt.Errorf("no PDF that can be opened: %w", err)
	}
	count, err := r.reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return fmt.Errorf("counting pages: %w", err)
	}
	r.text.Pages = count.PageCount
	if count.PageCount > r.limits.Pages {
		return fmt.Errorf("%w: %d pages of at most %d", ErrTooLarge, count.PageCount, r.limits.Pages)
	}
	for i := range count.PageCount {
		if err := r.page(opened.Document, i); err != nil {
			return err
		}
	}
	r.text.Text = r.out.String()
	switch {
	case strings.TrimSpace(r.text.Text) != "":
		return nil
	case r.text.Skipped > 0:
		return errors.New("none of its pages can be read")
	}
	return ErrNoText
}

// page reads a page. A broken one is counted and passed over.
func (r *reading) page(document references.FPDF_DOCUMENT, index int) error {
	words, err := r.words(document, index)
	switch {
	case errors.Is(err, ErrTime):
		return err
	case err != nil:
		if time.Now().After(r.deadline) {
			return ErrTime
		}
		r.text.Skipped++
		return nil
	}
	if text := layout(words); text != "" {
		if r.out.Len() > 0 {
			r.out.WriteString("\n\n")
		}
		r.out.WriteString(text)
	}
	if r.out.Len() > r.limits.Bytes {
		return fmt.Errorf("%w: more than %d bytes of text", ErrTooLarge, r.limits.Bytes)
	}
	return nil
}
