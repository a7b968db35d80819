package nlp

import (
	"sort"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/phrase"
	"github.com/tarn-sql/tarn/nlp/section"
	"github.com/tarn-sql/tarn/nlp/tagger"
)

// The second tier is a sequence model that learned from running text. How far it is believed depends on the document: in
// notes with headings, lists and short sentences, which it has never seen, the dictionary leads and the model only adds
// what the dictionary lacks and vetoes its weak hits; in running text the model leads.
//
// What it finds has a margin: how much worse its best reading becomes without it, or, below zero, with it.
type trust struct {
	vetoWeak  int // a weak hit of the dictionary is dropped where its margin is below this one,
	vetoShort int // or below this one where it is a condition's short form: abstracts say what theirs mean, patients' texts do not;
	vetoAny   int // and any other hit below this one
	reshape   int // from it a mention gives its bounds to the hits of its category that it overlaps
	propose   int // from it a mention that the dictionary lacks is taken
	oust      int // from it a mention takes words from a hit of another category
}

var (
	inNotes       = trust{vetoWeak: -250, vetoShort: -250, vetoAny: -1 << 30, reshape: 1 << 30, propose: 60, oust: 1 << 30}
	inRunningText = trust{vetoWeak: 0, vetoShort: -20, vetoAny: 0, reshape: 1, propose: 1, oust: 1}
)

// Running text has sentences of so many tokens and lines of so many bytes, on average.
const (
	proseTokens = 14
	proseLine   = 200
)

func (w *Worker) runningText() bool {
	d := &w.doc
	breaks := 0
	for i := range d.Tokens {
		if d.Tokens[i].Kind == annotation.Break {
			breaks++
		}
	}
	return len(d.Tokens) >= proseTokens*len(d.Sentences) && len(d.Text) >= proseLine*(breaks+1)
}

// shouted are short forms that are words too: among words in capitals they are these words.
var shouted = map[string]bool{
	"NO": true, "AS": true, "PAN": true, "MOM": true, "DIG": true, "HIT": true, "COLD": true, "CAP": true, "ADD": true, "TEN": true, "ALL": true, "ODD": true,
	"POTS": true, "MAP": true, "TAB": true, "TIPS": true, "TENS": true, "CAN": true, "HIS": true, "MAY": true, "OR": true, "AN": true, "IT": true, "AT": true,
}

// hush drops the short forms that a text in capitals writes as words: "NO KNOWN DRUG ALLERGIES", "HIT BY A CAR".
func (w *Worker) hush() {
	d := &w.doc
	w.matches = filter(w.matches, func(m *match.Match) bool {
		return !(m.Last == m.First+1 && m.Len() <= 4 && d.Tokens[m.First].Caps && shouted[d.Text[m.Begin:m.End]] && (w.loud(m.First-1) || w.loud(m.First+1)))
	})
}

// loud reports whether token i is a word in capitals that is no short form: of four letters or more, or a small word.
func (w *Worker) loud(i int) bool {
	if i < 0 || i >= len(w.doc.Tokens) || !w.doc.Tokens[i].Caps && w.doc.Text[w.doc.Tokens[i].Begin:w.doc.Tokens[i].End] != "A" {
		return false
	}
	t := w.doc.Tokens[i]
	if t.Len() >= 4 {
		return true
	}
	switch w.doc.Text[t.Begin:t.End] {
	case "A", "THE", "OF", "AND", "BY", "IN", "ON", "IS", "WAS", "ARE", "HIS", "HER", "HE", "SHE", "TO", "WITH", "FOR", "NOT", "HAS", "HAD", "PT", "NEW":
		return true
	}
	return false
}

// isNote reports whether a heading says that the text is a patient's, however long its sentences: abstracts have results
// and objectives too, but no history of present illness.
func (w *Worker) isNote() bool {
	for i := range w.doc.Sections {
		s := &w.doc.Sections[i]
		switch s.Name {
		case section.HPI, section.Assessment, section.VitalSigns:
			switch strings.ToLower(strings.TrimRight(w.doc.Text[s.Heading.Begin:s.Heading.End], ": ")) {
			case "background", "discussion", "measurements":
				continue // heads parts of an abstract
			}
			return true
		case section.ChiefComplaint, section.PastMedicalHistory, section.PastSurgicalHistory, section.FamilyHistory, section.SocialHistory,
			section.Medications, section.AdmissionMedications, section.DischargeMedications, section.Allergies, section.ReviewOfSystems, section.PhysicalExam,
			section.HospitalCourse, section.EmergencyCourse, section.AssessmentAndPlan, section.Plan,
			section.AdmissionDiagnosis, section.DischargeDiagnosis, section.DischargeInstructions, section.ProblemList, section.Disposition:
			return true
		}
	}
	return false
}

// ofNotes are the weights of words and short forms that notes have and abstracts have not; three in all are enough.
var ofNotes = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewWordMap(map[string]uint32{
		"denies": 3, "pmh": 3, "pmhx": 3, "nkda": 3, "perrl": 3, "normocephalic": 3, "qhs": 2, "prn": 2, "hx": 2, "yo": 2, "pt": 1, "rtc": 1,
		"afebrile": 1, "gentleman": 1, "ambulating": 1,
	})
})

// isDictated reports whether the words say that a text without headings is a patient's note all the same. A word that is
// said again before another one is counted once.
func (w *Worker) isDictated() bool {
	weights, weight, last := ofNotes(), uint32(0), uint64(0)
	for i := range w.doc.Tokens {
		t := &w.doc.Tokens[i]
		if t.Kind != annotation.Word || t.Hash == last {
			continue
		}
		if n := weights.Get(w.doc.Text, t); n > 0 {
			if weight += n; weight >= 3 {
				return true
			}
			last = t.Hash
		}
	}
	return false
}

// mentions reports whether the model, where it leads, has a drug at these words: then they are no habit.
func (w *Worker) mentions(s annotation.Span) bool {
	if w.tagger == nil || w.trust != inRunningText {
		return false
	}
	first := sort.Search(len(w.spans), func(i int) bool { return w.spans[i].End > s.Begin })
	for i := first; i < len(w.spans) && w.spans[i].Begin < s.End; i++ {
		if w.spans[i].Category == annotation.Medication {
			return true
		}
	}
	return false
}

// tag runs the second tier over the dictionary's matches and adds what it finds itself to the entities.
func (w *Worker) tag() Status {
	w.hush()
	if w.tagger == nil {
		return OK
	}
	d := &w.doc
	w.trust = inNotes
	if w.runningText() && !w.isNote() && !w.isDictated() {
		w.trust = inRunningText
	}
	w.hints = tagger.Hints(w.hints, len(d.Tokens), w.matches)
	w.spans = w.tagger.Tag(w.spans[:0], d.Text, d.Tokens, w.hints)
	w.veto()
	next := 0
	for i := range w.spans {
		s := &w.spans[i]
		for next < len(w.matches) && w.matches[next].End <= s.Begin {
			next++
		}
		if !w.shape(next, s) && hasLetter(d.Text[s.Begin:s.End]) && s.Margin >= w.trust.propose && !w.taken(next, s) {
			d.Entities = append(d.Entities, annotation.Entity{Span: s.Span, Category: s.Category, Type: typeOf(s.Category), Score: s.Score, Method: "tagger"})
		}
	}
	w.matches = filter(w.matches, func(m *match.Match) bool { return m.Last != 0 })
	return OK
}

// veto drops the hits that the model doubts.
func (w *Worker) veto() {
	next := 0
	w.matches = filter(w.matches, func(m *match.Match) bool {
		if !tagged(m.Category) {
			return true
		}
		for next < len(w.spans) && w.spans[next].End <= m.Begin {
			next++
		}
		if next < len(w.spans) && w.spans[next].Category == m.Category && w.spans[next].Overlaps(m.Span) {
			return true
		}
		return w.tagger.Margin(m.First, m.Last, m.Category) >= w.doubted(m)
	})
}

// doubted is the margin below which a hit is dropped.
func (w *Worker) doubted(m *match.Match) int {
	switch {
	case !weak(m):
		return w.trust.vetoAny
	case m.Category == annotation.Condition && m.Last == m.First+1 && w.doc.Tokens[m.First].Caps:
		return w.trust.vetoShort
	}
	return w.trust.vetoWeak
}

// shape reports whether hits of the mention's category overlap it. The longest gets its bounds, the others go.
func (w *Worker) shape(next int, s *tagger.Span) bool {
	best := -1
	for i := next; i < len(w.matches) && w.matches[i].Begin < s.End; i++ {
		m := &w.matches[i]
		if m.Category != s.Category || !m.Overlaps(s.Span) {
			continue
		}
		if m.Span == s.Span {
			best = i
			break
		}
		if best < 0 || m.Len() > w.matches[best].Len() {
			best = i
		}
	}
	if best < 0 || s.Margin < w.trust.reshape {
		return best >= 0
	}
	for i := next; i < len(w.matches) && w.matches[i].Begin < s.End; i++ {
		m := &w.matches[i]
		if i != best && m.Overlaps(s.Span) && (m.Category == s.Category || m.Category != annotation.Anatomy && s.Margin >= w.trust.oust) {
			m.Last = 0
		}
	}
	m := &w.matches[best]
	m.Span, m.First, m.Last = s.Span, s.First, s.Last
	return true
}

// taken reports whether a hit of another category, but for places of the body, keeps the mention's words.
func (w *Worker) taken(next int, s *tagger.Span) bool {
	for i := next; i < len(w.matches) && w.matches[i].Begin < s.End; i++ {
		m := &w.matches[i]
		if m.Category == annotation.Anatomy || !m.Overlaps(s.Span) {
			continue
		}
		if s.Margin < w.trust.oust {
			return true
		}
		m.Last = 0
	}
	return false
}

// hasLetter reports whether words have a letter: "1-0-0" is no drug.
func hasLetter(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; 'a' <= c && c <= 'z' || s[i] >= 0x80 {
			return true
		}
	}
	return false
}

// tagged tells the categories that the model knows.
func tagged(c annotation.Category) bool {
	return c == annotation.Medication || c == annotation.Condition
}

// weak reports whether a hit needs the model's consent: an ambiguous short form, or words that met no term as it is
// written.
func weak(m *match.Match) bool {
	switch m.Method {
	case "exact", "synonym":
		return m.Ambiguous
	}
	return true
}

func typeOf(c annotation.Category) string {
	if c == annotation.Medication {
		return "GENERIC_NAME"
	}
	return "DX_NAME"
}
