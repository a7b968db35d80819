package social

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/timex"
)

// Finder finds social entities. It serves one goroutine at a time. Its zero value is ready.
type Finder struct {
	*vocabulary
	doc     *annotation.Document
	tokens  []annotation.Token // of the sentence at hand
	dst     []annotation.Entity
	number  int // of the sentence
	section int // of the sentence
	from    int // index in dst of the sentence's first entity
	timex   timex.Finder
	found   []timex.Expression // scratch of times
}

// Find is Finder.Find for a single document.
func Find(dst []annotation.Entity, doc *annotation.Document) []annotation.Entity {
	var f Finder
	return f.Find(dst, doc)
}

// Find appends the social entities of doc to dst, in text order, with their attributes but without assertion. It needs
// Tokens, Sentences and Sections.
func (f *Finder) Find(dst []annotation.Entity, doc *annotation.Document) []annotation.Entity {
	if f.vocabulary == nil {
		f.vocabulary = words()
	}
	f.doc, f.dst, f.section = doc, dst, 0
	lead, allergies := -1, f.name() == section.Allergies
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		for f.section+1 < len(doc.Sections) && doc.Sections[f.section].End <= s.Begin {
			f.section++
			allergies = f.name() == section.Allergies
		}
		if lead < s.First {
			lead = f.leads.Next(doc.Tokens, s.First)
		}
		if !allergies && lead >= s.Last {
			continue
		}
		f.tokens = doc.Tokens[s.First:s.Last]
		if !allergies && !f.speaks(lead-s.First) || f.isHeading(s.Span) {
			continue
		}
		f.number, f.from = i, len(f.dst)
		f.sentence(allergies)
	}
	dst = f.dst
	f.doc, f.dst, f.tokens = nil, nil, nil
	return dst
}

// speaks reports whether the sentence has a phrase that makes an entity, from its first lead on: most have none.
func (f *Finder) speaks(lead int) bool {
	for i := lead; i < len(f.tokens); i = f.leads.Next(f.tokens, i+1) {
		if c, _ := f.class(i); c.leads() {
			return true
		}
	}
	return false
}

// isHeading reports whether a sentence is the heading of its section: "SOCIAL HISTORY:" says nothing by itself.
func (f *Finder) isHeading(s annotation.Span) bool {
	return f.section < len(f.doc.Sections) && f.doc.Sections[f.section].Heading.Len() > 0 && f.doc.Sections[f.section].Heading.Contains(s)
}

func (f *Finder) name() string {
	if f.section < len(f.doc.Sections) {
		return f.doc.Sections[f.section].Name
	}
	return ""
}

// sentence finds the entities of a sentence, then their attributes. listed tells that it may be a list of allergens.
func (f *Finder) sentence(listed bool) {
	for i := f.set.Next(f.tokens, 0); i < len(f.tokens); i = f.set.Next(f.tokens, i) {
		if c, end := f.class(i); end == i {
			i++
		} else {
			i = f.read(c, i, end, &listed)
		}
	}
	if listed {
		f.allergens(0, true)
	}
	f.attributes()
}

// class is the class of the longest phrase at token i and the token after it; end is i for none.
func (f *Finder) class(i int) (class, int) {
	v, end, ok := f.set.At(f.doc.Text, f.tokens, i)
	if !ok {
		return none, i
	}
	return class(v), end
}

// read reads the phrase of tokens i to end and returns the token to go on with.
func (f *Finder) read(c class, i, end int, listed *bool) int {
	switch c {
	case tobacco:
		f.habit(Tobacco, i, end)
	case alcohol:
		f.drink(i, end)
	case drugs:
		f.habit(Drugs, i, end)
	case living:
		end = f.phraseEnd(end)
		f.habit(Living, i, end)
	case noAllergy:
		f.none(i, end)
		*listed = false
	case allergyTo:
		*listed = false
		return f.allergens(end, false)
	case age:
		return f.person(end)
	case sexLabel:
		f.labelled(gender, Gender, end)
	case raceLabel:
		f.labelled(race, Race, end)
	case numeral:
		return i + 1
	}
	return end
}

// maxLiving is the most words after "lives with".
const maxLiving = 5

// phraseEnd is the token after the words that complete a phrase at token i: up to a mark or a word that goes on with something else.
func (f *Finder) phraseEnd(i int) int {
	last := i
	for ; i < len(f.tokens) && i < last+maxLiving; i++ {
		switch t := f.tokens[i]; {
		case t.Kind == annotation.Punct && t.Glued && f.doc.Text[t.Begin] != '-', t.Kind == annotation.Break:
			return i
		case t.Kind == annotation.Word:
			switch f.doc.Text[t.Begin:t.End] {
			case "and", "who", "but", "has", "is", "works", "denies":
				return i
			}
		}
	}
	return i
}

// add appends an entity of tokens i to end and returns it.
func (f *Finder) add(typ string, i, end int, method string) *annotation.Entity {
	f.dst = append(f.dst, annotation.Entity{
		Span: annotation.Span{Begin: f.tokens[i].Begin, End: f.tokens[end-1].End}, Category: annotation.Social, Type: typ,
		Score: 0.9, Method: method, Sentence: f.number, Section: f.section,
	})
	return &f.dst[len(f.dst)-1]
}

// habit adds a habit; one of the same type that follows at once is the same mention: "smokes cigarettes".
func (f *Finder) habit(typ string, i, end int) {
	if n := len(f.dst); n > f.from && f.dst[n-1].Type == typ && strings.TrimSpace(f.doc.Text[f.dst[n-1].End:f.tokens[i].Begin]) == "" {
		f.dst[n-1].End = f.tokens[end-1].End
		return
	}
	f.add(typ, i, end, "grammar")
}

// drink adds a mention of alcohol unless the word counts drinks ("3 drinks a week" is an amount) or only names the verb of
// a drink that follows ("drinks alcohol").
func (f *Finder) drink(i, end int) {
	if c, next := f.class(end); next > end && c == alcohol {
		return
	}
	if i > 0 && end == i+1 && f.isAmount(i) && f.has(Alcohol) {
		return
	}
	f.habit(Alcohol, i, end)
}

// isAmount reports whether a number stands before token i.
func (f *Finder) isAmount(i int) bool {
	if f.tokens[i-1].Kind == annotation.Number {
		return true
	}
	c, end := f.class(i - 1)
	return c == numeral && end <= i
}

// has reports whether the sentence has an entity of a type already.
func (f *Finder) has(typ string) bool {
	for i := f.from; i < len(f.dst); i++ {
		if f.dst[i].Type == typ {
			return true
		}
	}
	return false
}

// person reads "… white male" after an age.
func (f *Finder) person(i int) int {
	for j := i; j < len(f.tokens) && j < i+5; {
		c, end := f.class(j)
		switch {
		case f.tokens[j].Kind == annotation.Punct || f.tokens[j].Kind == annotation.Break:
			j++
		case c == race:
			f.add(Race, j, end, "pattern")
			j = end
		case c == gender:
			f.add(Gender, j, end, "pattern")
			return end
		default:
			j++
		}
	}
	return i
}

// labelled reads "Sex: F", "Race: White".
func (f *Finder) labelled(want class, typ string, i int) {
	if i >= len(f.tokens) {
		return
	}
	c, end := f.class(i)
	w := f.doc.Text[f.tokens[i].Begin:f.tokens[i].End]
	if c == want {
		f.add(typ, i, end, "pattern")
	} else if want == gender && (w == "F" || w == "M") {
		f.add(typ, i, i+1, "pattern")
	}
}
