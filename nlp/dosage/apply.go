package dosage

import (
	"sort"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/quantity"
)

// Apply gives the drugs of a document (entities of category MEDICATION) their attributes and their event. It reads
// Text, Tokens, Sections and Entities.
//
// The attributes have Comprehend Medical's types STRENGTH, DOSAGE, FORM, ROUTE_OR_MODE, FREQUENCY (an as-needed has the
// Code PRN), DURATION and RATE; and besides, with types of ours, REASON, MAX_DOSE, SYSTEM_ORGAN_SITE, INSTRUCTION and SIG.
// A mass is the STRENGTH unless another one is said ("lisinopril 20 mg daily"); counted doses, volumes and units are the DOSAGE.
// SIG spans the whole instruction: its JSON is an array of FHIR Dosage, its Value, High, Unit and UCUM the daily dose.
func Apply(doc *annotation.Document) {
	p := parsers.Get().(*parser)
	defer parsers.Put(p)
	p.text, p.tokens = doc.Text, doc.Tokens
	if !p.findNames(doc) {
		return
	}
	p.findRooms(doc)
	for _, r := range p.rooms {
		p.window(r.first, r.last)
		p.scan(0, len(p.lex))
		p.share(doc)
	}
}

// findNames notes the tokens of the drugs' names; of nested ones only the outermost.
func (p *parser) findNames(doc *annotation.Document) bool {
	p.names = p.names[:0]
	end := 0
	for i := range doc.Entities {
		e := &doc.Entities[i]
		if e.Category != annotation.Medication || e.Begin < end {
			continue
		}
		end = e.End
		first := sort.Search(len(p.tokens), func(k int) bool { return p.tokens[k].End > e.Begin })
		last := first
		for last < len(p.tokens) && p.tokens[last].Begin < e.End {
			last++
		}
		if last > first && (len(p.names) == 0 || p.names[len(p.names)-1].last <= first) {
			p.names = append(p.names, name{first, p.nameEnd(first, last), i})
		}
	}
	return len(p.names) > 0
}

// nameEnd is where the name of a drug ends that stands at tokens first to last. A product's name in full holds its strength
// and form ("10 ML furosemide 10 MG/ML Injection": the store's own codings bring such names), which are attributes. A
// combination, each of whose parts has a strength, stays whole.
func (p *parser) nameEnd(first, last int) int {
	from := first + 1
	if p.tokens[first].Kind == annotation.Number { // the package: 10 ML, 24 HR
		from = first + 3
	}
	for i := from; i+1 < last; i++ {
		if p.tokens[i].Kind != annotation.Number || p.tokens[i-1].Kind == annotation.Number {
			continue
		}
		if !p.isUnit(i+1, last) {
			continue
		}
		if p.combines(i+1, last) {
			return last
		}
		return i
	}
	return last
}

// isUnit reports whether token i, before last, is a unit of a drug's amount.
func (p *parser) isUnit(i, last int) bool {
	u, _, ok := quantity.ReadUnit(p.text, p.tokens[:last], i)
	return ok && usable(u)
}

// combines reports whether a slash before another name stands in tokens first to last.
func (p *parser) combines(first, last int) bool {
	for i := first; i+1 < last; i++ {
		if t := p.tokens[i]; t.Len() != 1 || p.text[t.Begin] != '/' || p.tokens[i+1].Kind != annotation.Word {
			continue
		}
		if !p.isUnit(i+1, last) {
			return true
		}
	}
	return false
}

// room is a stretch of tokens in which drugs and their attributes stand: drugs names[from] to names[to], no boundary
// between them.
type room struct {
	first, last int // tokens
	from, to    int // names, to exclusive
}

// roomSize bounds the drugs of a room, so that the work grows with the text only.
const roomSize = 32

// The reach of a drug to the left and to the right, in tokens.
const (
	reachLeft  = 30
	reachRight = 80
)

// findRooms groups the drugs that no boundary parts.
func (p *parser) findRooms(doc *annotation.Document) {
	p.rooms = p.rooms[:0]
	floor := 0
	for k := 0; k < len(p.names); {
		section := sectionOf(doc, p.tokens[p.names[k].first].Begin)
		r := room{first: p.leftBound(p.names[k].first, floor, section), from: k}
		for {
			limit := len(p.tokens)
			if k+1 < len(p.names) {
				limit = p.names[k+1].first
			}
			r.last = p.rightBound(p.names[k].last, limit, section)
			k++
			if k == len(p.names) || r.last < limit || k-r.from == roomSize {
				break
			}
		}
		r.to = k
		floor = r.last
		p.rooms = append(p.rooms, r)
	}
}

// sectionOf is the section that holds the byte; the whole text where there is none.
func sectionOf(doc *annotation.Document, at int) annotation.Section {
	i := sort.Search(len(doc.Sections), func(i int) bool { return doc.Sections[i].End > at })
	if i < len(doc.Sections) && doc.Sections[i].Begin <= at {
		return doc.Sections[i]
	}
	return annotation.Section{Span: annotation.Span{End: len(doc.Text)}}
}

// leftBound is the first token that can belong to the drug that begins at token i.
func (p *parser) leftBound(i, floor int, section annotation.Section) int {
	j := i
	for j > floor && j > i-reachLeft {
		t := &p.tokens[j-1] // tokens are large
		if t.Begin < section.Begin || t.Begin < section.Heading.End && t.End > section.Heading.Begin {
			break
		}
		switch t.Kind {
		case annotation.Break:
			if p.tokens[j].Upper || p.tokens[j].Kind != annotation.Word || j > 1 && p.tokens[j-2].Kind == annotation.Break {
				return j
			}
		case annotation.Punct:
			switch p.text[t.Begin] {
			case ':':
				return p.label(j, floor)
			case ';', '?', '!':
				return j
			case '.':
				if !p.tokens[j].Glued && p.tokens[j].Upper && !p.abbreviated(j-1) {
					return j
				}
			default:
				if s := p.text[t.Begin:t.End]; s == "•" || s == "·" || s == "●" {
					return j
				}
			}
		}
		j--
	}
	return j
}

// labelWords is how many words before a colon a label's event may stand.
const labelWords = 3

// label is the event word of a label before the colon at token j-1, "Discontinued:", "Resume home meds:", else j.
func (p *parser) label(j, floor int) int {
	for k := j - 2; k >= max(floor, j-1-labelWords) && p.tokens[k].Kind == annotation.Word; k-- {
		if p.kindAt(k) == event {
			return k
		}
	}
	return j
}

// abbreviated reports whether the full stop at token i ends an abbreviation such as p.o. or b.i.d.
func (p *parser) abbreviated(i int) bool {
	return i >= 2 && p.tokens[i].Glued && p.tokens[i-1].Len() == 1 && p.tokens[i-1].Kind == annotation.Word &&
		p.tokens[i-1].Glued && p.text[p.tokens[i-2].Begin] == '.'
}

// rightBound is the token where what belongs to the drug that ends at token i ends, limit at most.
func (p *parser) rightBound(i, limit int, section annotation.Section) int {
	for j := i; j < limit; j++ {
		t := &p.tokens[j]
		if t.Begin >= section.End || j > i+reachRight {
			return j
		}
		switch t.Kind {
		case annotation.Break:
			if !p.continues(j + 1) {
				return j
			}
		case annotation.Punct:
			if p.ends(j) && !p.instructs(j+1) {
				if p.abbreviated(j) {
					return j + 1
				}
				return j
			}
		}
	}
	return limit
}

// ends reports whether the mark at token i ends a sentence or an item.
func (p *parser) ends(i int) bool {
	switch p.text[p.tokens[i].Begin] {
	case ';', '?', '!':
		return true
	case '.':
	default:
		s := p.text[p.tokens[i].Begin:p.tokens[i].End]
		return s == "•" || s == "●"
	}
	if i+1 >= len(p.tokens) {
		return true
	}
	next := p.tokens[i+1]
	switch {
	case next.Glued:
		return false
	case next.Kind == annotation.Number: // a list's next number
		return i+2 < len(p.tokens) && p.tokens[i+2].Glued && (p.text[p.tokens[i+2].Begin] == '.' || p.text[p.tokens[i+2].Begin] == ')')
	case next.Kind == annotation.Word && next.Upper:
		return !p.abbreviated(i) || !next.Caps && p.kindAt(i+1) == other
	}
	return next.Kind == annotation.Mask
}

// kindAt is the kind of the one-word lexeme at token i.
func (p *parser) kindAt(i int) kind {
	if i >= len(p.tokens) {
		return lineEnd
	}
	ids := [1]uint32{p.set.Word(p.text, p.tokens[i])}
	if v, _, ok := p.set.Longest(ids[:], 0); ok {
		return vocabulary[v].kind
	}
	if p.tokens[i].Kind == annotation.Number {
		return number
	}
	return other
}

// instructs reports whether the words at token i go on with the instruction: "Take 2 …", "Sig:", "Maximum 4 …".
func (p *parser) instructs(i int) bool {
	for i < len(p.tokens) && p.tokens[i].Kind == annotation.Break {
		i++
	}
	switch p.kindAt(i) {
	case verb:
		k := p.kindAt(i + 1)
		return k == number || k == each || k == vague || k == instruction || p.isNumberWord(i+1)
	case sigWord, maxLead, maxDaily, dispense:
		return true
	}
	return false
}

func (p *parser) isNumberWord(i int) bool {
	if i >= len(p.tokens) {
		return false
	}
	switch s := p.text[p.tokens[i].Begin:p.tokens[i].End]; s {
	case "one", "two", "three", "four", "half", "One", "Two", "ONE", "TWO":
		return true
	}
	return false
}

// continues reports whether the line that begins at token i goes on with the one before: it is no new item, no heading and
// not blank.
func (p *parser) continues(i int) bool {
	if i >= len(p.tokens) {
		return false
	}
	t := p.tokens[i]
	switch t.Kind {
	case annotation.Word:
		k := p.kindAt(i)
		if p.instructs(i) || k == sigWord {
			return true
		}
		return !t.Upper || k == routeWord || k == asNeeded || k == fixed
	case annotation.Number: // a dose, no list number nor date
		if i+1 >= len(p.tokens) || p.tokens[i+1].Kind != annotation.Word {
			return false
		}
		k := p.kindAt(i + 1)
		return k == formWord || k == other && p.tokens[i+1].Len() <= 4 && !p.tokens[i+1].Upper || k == times || k == routeWord
	case annotation.Punct:
		return p.text[t.Begin] == '('
	}
	return false
}
