package text

import (
	"bytes"
	stdhtml "html"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is the state of reading HTML.
type page struct {
	f     *flow
	skip  int        // depth of elements whose text is not read
	pre   int        // depth of <pre>
	lists []listMark // open lists
	cell  bool       // a cell of the open row was read
}

// listMark is an open list; n counts the items of a numbered one and is -1 for bullets.
type listMark struct{ n int }

// readHTML writes the text of HTML or XHTML.
func readHTML(f *flow, source []byte) {
	p := page{f: f}
	z := html.NewTokenizer(bytes.NewReader(source))
	z.AllowCDATA(true)
	at := 0
	for {
		t := z.Next()
		raw := z.Raw()
		switch t {
		case html.ErrorToken:
			return
		case html.TextToken:
			if p.skip == 0 {
				characters(f, raw, at, p.pre > 0)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			p.start(atom.Lookup(name), at, t == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(atom.Lookup(name), at)
		}
		at += len(raw)
	}
}

// maxLists bounds the depth of lists that is remembered.
const maxLists = 50

// start reads a start tag.
func (p *page) start(a atom.Atom, at int, closed bool) {
	switch a {
	case atom.Script, atom.Style, atom.Head, atom.Template, atom.Svg, atom.Noscript, atom.Object, atom.Iframe, atom.Select:
		if !closed {
			p.skip++
		}
	case atom.Body:
		p.skip = 0
	case atom.Br, atom.Hr:
		p.f.lines(p.f.breaks+1, at)
	case atom.Pre, atom.Textarea:
		p.f.lines(2, at)
		if !closed {
			p.pre++
		}
	case atom.Ul, atom.Ol:
		p.f.lines(1, at)
		if !closed && len(p.lists) < maxLists {
			n := -1
			if a == atom.Ol {
				n = 0
			}
			p.lists = append(p.lists, listMark{n})
		}
	case atom.Li:
		p.item(at)
	case atom.Tr:
		p.f.lines(1, at)
		p.cell = false
	case atom.Td, atom.Th:
		if p.cell {
			p.f.tab(at)
		}
		p.cell = true
	default:
		p.f.block(a, at)
	}
}

// item begins an item of the innermost list.
func (p *page) item(at int) {
	p.f.lines(1, at)
	mark := "- "
	if n := len(p.lists); n > 0 && p.lists[n-1].n >= 0 {
		p.lists[n-1].n++
		mark = strconv.Itoa(p.lists[n-1].n) + ". "
	}
	p.f.bullet(mark, at)
}

// end reads an end tag.
func (p *page) end(a atom.Atom, at int) {
	switch a {
	case atom.Script, atom.Style, atom.Head, atom.Template, atom.Svg, atom.Noscript, atom.Object, atom.Iframe, atom.Select:
		p.skip = max(0, p.skip-1)
	case atom.Pre, atom.Textarea:
		p.pre = max(0, p.pre-1)
		p.f.lines(2, at)
	case atom.Ul, atom.Ol:
		if len(p.lists) > 0 {
			p.lists = p.lists[:len(p.lists)-1]
		}
		p.f.lead = ""
		p.f.lines(1, at)
		if len(p.lists) == 0 {
			p.f.lines(2, at)
		}
	case atom.Li, atom.Tr:
		p.f.lead = ""
		p.f.lines(1, at)
		p.cell = false
	case atom.Td, atom.Th:
	default:
		p.f.block(a, at)
	}
}

// block breaks the line at the start and the end of block elements.
func (f *flow) block(a atom.Atom, at int) {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Table, atom.Blockquote, atom.Section, atom.Article:
		f.lines(2, at)
	case atom.Div, atom.Dl, atom.Dt, atom.Dd, atom.Form, atom.Fieldset, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Aside,
		atom.Address, atom.Figure, atom.Figcaption, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Center, atom.Legend, atom.Option, atom.Body:
		f.lines(1, at)
	}
}

// characters writes text with entities.
func characters(f *flow, raw []byte, at int, keep bool) {
	for len(raw) > 0 {
		amp := bytes.IndexByte(raw, '&')
		if amp < 0 {
			f.run(raw, at, keep)
			return
		}
		f.run(raw[:amp], at, keep)
		n := entity(f, raw[amp:], at+amp)
		raw = raw[amp+n:]
		at += amp + n
	}
}

// maxEntity is the length of the longest entity name, with & and ;.
const maxEntity = 40

// entity writes the entity that s begins with and returns its length; an & that begins none is written as it is.
func entity(f *flow, s []byte, at int) int {
	end := bytes.IndexByte(s[:min(len(s), maxEntity)], ';')
	if end > 0 {
		whole := string(s[:end+1])
		if value := stdhtml.UnescapeString(whole); value != whole {
			for _, r := range value {
				if r == '\u00a0' {
					r = ' '
				}
				if r == ' ' {
					f.blank = f.breaks+f.tabs == 0
					continue
				}
				f.char(r, at)
			}
			return end + 1
		}
	}
	f.run(s[:1], at, true)
	return 1
}
