package phi

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// minID is the fewest characters of an id after a label.
const minID = 4

// labelled reads the id after a label: letters, digits and hyphens without a blank, a digit among them.
func (f *Finder) labelled(i int) {
	for i < len(f.tokens) && (f.word(i) == ":" || f.word(i) == "#") {
		i++
	}
	if i >= len(f.tokens) || f.tokens[i].Kind != annotation.Word && f.tokens[i].Kind != annotation.Number {
		return
	}
	end, digits := i+1, f.tokens[i].Kind == annotation.Number
	for end < len(f.tokens) && f.tokens[end].Glued {
		t := f.tokens[end]
		if t.Kind == annotation.Punct && (f.word(end) != "-" || end+1 >= len(f.tokens) || !f.tokens[end+1].Glued) || t.Kind == annotation.Break || t.Kind == annotation.Mask {
			break
		}
		digits = digits || t.Kind == annotation.Number
		end++
	}
	if span := f.span(i, end); digits && span.Len() >= minID {
		f.add(ID, span, 0.9, "pattern")
	}
}

// email reads the mail address around an @ at token i.
func (f *Finder) email(i int) {
	at := f.tokens[i].Begin
	begin, end := at, at+1
	for begin > 0 && (isLetterOrDigit(f.text[begin-1]) || strings.IndexByte("._%+-", f.text[begin-1]) >= 0) {
		begin--
	}
	dot := 0
	for end < len(f.text) && (isLetterOrDigit(f.text[end]) || f.text[end] == '.' || f.text[end] == '-') {
		if f.text[end] == '.' {
			dot = end
		}
		end++
	}
	if dot == end-1 { // the stop of the sentence
		end = dot
		dot = strings.LastIndexByte(f.text[at:end], '.') + at
	}
	if begin < at && dot > at+1 && end-dot > 2 {
		f.add(Email, annotation.Span{Begin: begin, End: end}, 0.99, "pattern")
	}
}

// web reads http://…, https://… and www.… at token i.
func (f *Finder) web(i int) {
	t := &f.tokens[i]
	rest := f.text[t.Begin:min(len(f.text), t.Begin+2000)]
	low := strings.ToLower(rest[:min(len(rest), 8)])
	if !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") && !strings.HasPrefix(low, "www.") {
		return
	}
	end := strings.IndexAny(rest, " \t\r\n<>\"")
	if end < 0 {
		end = len(rest)
	}
	if url := strings.TrimRight(strings.ToValidUTF8(rest[:end], ""), ".,;:)]'"); len(url) > len("www.a.b") {
		f.add(URL, annotation.Span{Begin: t.Begin, End: t.Begin + len(url)}, 0.99, "pattern")
	}
}

// maxProfession is the most words that name a profession.
const maxProfession = 3

// profession reads "works as a bus driver".
func (f *Finder) profession(i int) {
	end := i
	for end < len(f.tokens) && end < i+maxProfession && f.tokens[end].Kind == annotation.Word && !endsProfession[strings.ToLower(f.word(end))] {
		end++
	}
	if end > i {
		f.add(Profession, f.span(i, end), 0.7, "pattern")
	}
}

// endsProfession are the words that no profession has.
var endsProfession = set("at in for and who with but from on of the since a an is was he she to now last part full years when where after because lives married patient")
