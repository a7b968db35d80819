package pattern

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
)

// List is an array constant: its items in order.
type List struct{ Items []Item }

// Item is an element of an array constant: NULL, a text, or an inner array.
type Item struct {
	Text string
	Null bool
	List *List
}

// Array reads PostgreSQL's array constant: {1,NULL,"a,b",{…}}.
func Array(text string) (List, *sqlstate.Error) {
	r := arrayReader{text: text, s: strings.TrimSpace(text)}
	if strings.HasPrefix(r.s, "[") { // bounds: [1:2]={…}
		if i := strings.Index(r.s, "="); i > 0 {
			r.s = strings.TrimSpace(r.s[i+1:])
		}
	}
	l := r.list(0)
	if r.err == nil && strings.TrimSpace(r.s) != "" {
		r.fail()
	}
	return l, r.err
}

type arrayReader struct {
	text, s string
	err     *sqlstate.Error
}

func (r *arrayReader) fail() {
	if r.err == nil {
		r.err = sqlstate.New(sqlstate.InvalidTextRepr, "malformed array literal: %q", r.text)
	}
	r.s = ""
}

const maxArrayDepth = 6 // PostgreSQL's MAXDIM

func (r *arrayReader) list(depth int) List {
	var l List
	if !strings.HasPrefix(r.s, "{") || depth >= maxArrayDepth {
		r.fail()
		return l
	}
	r.skip(1)
	if strings.HasPrefix(r.s, "}") {
		r.skip(1)
		return l
	}
	for r.err == nil {
		l.Items = append(l.Items, r.item(depth))
		switch {
		case strings.HasPrefix(r.s, ","):
			r.skip(1)
		case strings.HasPrefix(r.s, "}"):
			r.skip(1)
			return l
		default:
			r.fail()
		}
	}
	return l
}

func (r *arrayReader) skip(n int) { r.s = strings.TrimLeft(r.s[n:], " \t\n\r\f\v") }

func (r *arrayReader) item(depth int) Item {
	switch {
	case strings.HasPrefix(r.s, "{"):
		l := r.list(depth + 1)
		return Item{List: &l}
	case strings.HasPrefix(r.s, `"`):
		return r.quoted()
	}
	return r.bare()
}

func (r *arrayReader) quoted() Item {
	var b strings.Builder
	for i := 1; i < len(r.s); i++ {
		switch r.s[i] {
		case '\\':
			if i++; i < len(r.s) {
				b.WriteByte(r.s[i])
			}
		case '"':
			r.skip(i + 1)
			return Item{Text: b.String()}
		default:
			b.WriteByte(r.s[i])
		}
	}
	r.fail()
	return Item{}
}

func (r *arrayReader) bare() Item {
	var b strings.Builder
	i := 0
	for ; i < len(r.s) && !strings.ContainsRune(`,{}"`, rune(r.s[i])); i++ {
		if r.s[i] == '\\' && i+1 < len(r.s) {
			i++
		}
		b.WriteByte(r.s[i])
	}
	text := strings.TrimRight(b.String(), " \t\n\r\f\v")
	r.s = r.s[i:]
	if text == "" {
		r.fail()
	}
	return Item{Text: text, Null: strings.EqualFold(text, "null")}
}
