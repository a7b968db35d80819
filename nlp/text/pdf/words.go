package pdf

import (
	"fmt"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// word is a run of characters without a blank, and where it stands: in points from the lower left corner of the page.
type word struct {
	text                     string
	left, right, bottom, top float64
	begins                   bool // PDFium begins a line with it
}

func (w *word) middle() float64 { return (w.bottom + w.top) / 2 }
func (w *word) height() float64 { return w.top - w.bottom }

// words reads the words of a page, in the order in which the file has them.
func (r *reading) words(document references.FPDF_DOCUMENT, index int) ([]word, error) {
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: document, Index: index}}
	loaded, err := r.reader.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", index+1, err)
	}
	defer func() { _, _ = r.reader.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage}) }()
	count, err := r.reader.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: loaded.TextPage})
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", index+1, err)
	}
	g := gatherer{reading: r, page: loaded.TextPage, begins: true}
	for i := range count.Count {
		if i%64 == 0 && time.Now().After(r.deadline) {
			return nil, ErrTime
		}
		if err := g.char(i); err != nil {
			return nil, fmt.Errorf("page %d: %w", index+1, err)
		}
	}
	return g.words, g.end()
}

// gatherer puts the characters of a page together as words.
type gatherer struct {
	*reading
	page        references.FPDF_TEXTPAGE
	words       []word
	text        []byte
	first, last int  // characters of the word at hand
	begins      bool // it begins a line
	high        rune // the first half of a surrogate pair
}

// maxWord is how many bytes a word may have: text without blanks is parted there.
const maxWord = 512

func (g *gatherer) char(i int) error {
	c, err := g.reader.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: g.page, Index: i})
	if err != nil {
		return err
	}
	r := g.whole(rune(c.Unicode))
	switch {
	case r == '\n' || r == '\r':
		err = g.end()
		g.begins = true
		return err
	case r == ' ' || r == '\t' || r == 0xa0 || len(g.text) > maxWord:
		return g.end()
	case r == 2 || r == 0xfffe: // a hyphen at the end of a line: the word goes on in the next one
		g.add(i, '-')
		err = g.end()
		g.begins = true
		return err
	case r < ' ' || !utf8.ValidRune(r):
		return nil
	}
	g.add(i, r)
	return nil
}

// add appends character i of the page to the word at hand.
func (g *gatherer) add(i int, r rune) {
	if len(g.text) == 0 {
		g.first = i
	}
	g.text, g.last = utf8.AppendRune(g.text, r), i
}

// whole joins surrogate pairs: it is 0 at the first half.
func (g *gatherer) whole(r rune) rune {
	high := g.high
	g.high = 0
	switch {
	case r >= 0xd800 && r < 0xdc00:
		g.high = r
		return 0
	case high != 0:
		return utf16.DecodeRune(high, r)
	}
	return r
}

// end ends the word at hand.
func (g *gatherer) end() error {
	if len(g.text) == 0 {
		return nil
	}
	w := word{text: string(g.text), begins: g.begins}
	g.text, g.begins = g.text[:0], false
	for _, i := range [...]int{g.first, g.last} {
		box, err := g.reader.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: g.page, Index: i})
		if err != nil {
			return err
		}
		left, right := min(float64(box.Rect.Left), float64(box.Rect.Right)), max(float64(box.Rect.Left), float64(box.Rect.Right))
		bottom, top := min(float64(box.Rect.Bottom), float64(box.Rect.Top)), max(float64(box.Rect.Bottom), float64(box.Rect.Top))
		if i == g.first {
			w.left, w.right, w.bottom, w.top = left, right, bottom, top
			continue
		}
		w.left, w.right, w.bottom, w.top = min(w.left, left), max(w.right, right), min(w.bottom, bottom), max(w.top, top)
	}
	g.words = append(g.words, w)
	return nil
}
