package synth

import (
	"strings"
	"unicode/utf8"
)

// note is a clinical note being written. Whatever goes through put keeps count of bytes and characters, so that every
// mention knows exactly where it stands, in plain text and in HTML, with LF and with CRLF.
type note struct {
	text     []byte
	chars    int
	html     bool
	crlf     bool
	loud     int  // style of headings
	listing  bool // within <ul>
	section  string
	patient  string
	document string
	mentions []Mention
}

// put writes text that means nothing in particular.
func (n *note) put(s string) {
	for _, r := range s {
		switch {
		case r == '\n' && n.crlf:
			n.raw("\r\n")
		case r == '&' && n.html:
			n.raw("&amp;")
		case r == '<' && n.html:
			n.raw("&lt;")
		case r == '>' && n.html:
			n.raw("&gt;")
		default:
			n.text = utf8.AppendRune(n.text, r)
			n.chars++
		}
	}
}

// raw writes ASCII as it is: line ends and tags.
func (n *note) raw(s string) {
	n.text = append(n.text, s...)
	n.chars += len(s)
}

// say writes text in which [phrase] is a mention, looked up in the lexicon. Signs before the phrase are its traits:
//
//   - denied or absent     NEGATION
//     ^  in the family        PERTAINS_TO_FAMILY
//     ~  if it should happen  HYPOTHETICAL
//     <  in the past          PAST_HISTORY
//     ?  suspected            LOW_CONFIDENCE
//   - to be done           FUTURE
func (n *note) say(s string) {
	for {
		before, rest, found := strings.Cut(s, "[")
		n.put(before)
		if !found {
			return
		}
		var phrase string
		phrase, s, _ = strings.Cut(rest, "]")
		signs := phrase[:len(phrase)-len(strings.TrimLeft(phrase, "-^~<?+"))]
		phrase = phrase[len(signs):]
		t := lookup(phrase)
		n.mention(phrase, t, traits(signs, n.kind(t.trait)))
	}
}

// kind is the kind of a finding where the note says it: a sign where the examiner tells what was found, a symptom where
// the patient tells or is told what to look for, else what it mostly is.
func (n *note) kind(trait string) string {
	if trait != "SIGN" && trait != "SYMPTOM" {
		return trait
	}
	switch n.section {
	case "physical exam", "vital signs":
		return "SIGN"
	case "results", "hospital course":
		return trait
	}
	return "SYMPTOM"
}

var signTraits = []struct{ sign, trait string }{
	{"-", "NEGATION"}, {"^", "PERTAINS_TO_FAMILY"}, {"~", "HYPOTHETICAL"}, {"<", "PAST_HISTORY"}, {"?", "LOW_CONFIDENCE"}, {"+", "FUTURE"},
}

func traits(signs, kind string) []string {
	var out []string
	for _, s := range signTraits {
		if strings.Contains(signs, s.sign) {
			out = append(out, s.trait)
		}
	}
	if kind != "" {
		out = append(out, kind)
	}
	return out
}

// unmarked is a text of say without its markup.
func unmarked(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "[")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		phrase, after, _ := strings.Cut(rest, "]")
		b.WriteString(strings.TrimLeft(phrase, "-^~<?+"))
		s = after
	}
}

// mention writes words that mean a term and returns the row of the truth, to be completed. The row is valid until the
// next mention.
func (n *note) mention(words string, t *term, traits []string) *Mention {
	m := Mention{
		Document: n.document, Patient: n.patient, Begin: len(n.text), BeginChar: n.chars, Text: words,
		Category: t.category, Type: t.typ, Traits: traits, System: t.system, Code: t.code, Section: n.section,
	}
	if t.side != "" {
		m.Attributes = []Attribute{{"DIRECTION", t.side}, {"SYSTEM_ORGAN_SITE", t.bodySite}}
	}
	n.put(words)
	m.End, m.EndChar = len(n.text), n.chars
	n.mentions = append(n.mentions, m)
	return &n.mentions[len(n.mentions)-1]
}

// phi writes something that identifies the patient or the doctor.
func (n *note) phi(typ, words string) {
	n.mention(words, &term{category: catPHI, typ: typ}, nil)
}

// test writes the name of a test with its value and unit: "HbA1c 7.2 %".
func (n *note) test(name, between string, t *term, value, unit string) {
	m := n.mention(name, t, nil)
	m.Value, m.Unit = value, unit
	n.put(between + value)
	if unit == "%" {
		n.put("%")
	} else if unit != "" {
		n.put(" " + unit)
	}
}

// headings are the ways in which notes head a section.
var headings = map[string]string{
	"chief complaint":            "Chief Complaint|CC|Reason for Visit",
	"history of present illness": "History of Present Illness|HPI",
	"past medical history":       "Past Medical History|PMH",
	"medications":                "Medications|Current Medications",
	"allergies":                  "Allergies",
	"family history":             "Family History|FHx",
	"social history":             "Social History|SHx",
	"review of systems":          "Review of Systems|ROS",
	"vital signs":                "Vital Signs|Vitals",
	"physical exam":              "Physical Exam|Physical Examination|Exam",
	"results":                    "Results|Labs|Laboratory Data",
	"hospital course":            "Hospital Course",
	"assessment and plan":        "Assessment and Plan|Assessment & Plan|A/P",
	"discharge medications":      "Discharge Medications",
	"discharge instructions":     "Discharge Instructions|Patient Instructions",
}

// head begins a section.
func (n *note) head(section, title string) {
	n.section = section
	n.endList()
	switch {
	case n.html:
		n.raw("<h3>")
		n.put(title)
		n.raw("</h3>\n")
	case n.loud == 0:
		n.put("\n" + strings.ToUpper(title) + ":\n")
	case n.loud == 1:
		n.put("\n" + title + ":\n")
	default:
		n.put("\n## " + title + "\n")
	}
}

// para writes a paragraph.
func (n *note) para(body func()) {
	n.endList()
	if n.html {
		n.raw("<p>")
		body()
		n.raw("</p>\n")
		return
	}
	body()
	n.put("\n")
}

// bullet writes an item of a list.
func (n *note) bullet(body func()) {
	if n.html {
		if !n.listing {
			n.raw("<ul>\n")
			n.listing = true
		}
		n.raw("<li>")
		body()
		n.raw("</li>\n")
		return
	}
	n.put("- ")
	body()
	n.put("\n")
}

func (n *note) endList() {
	if n.listing {
		n.raw("</ul>\n")
		n.listing = false
	}
}

// and joins phrases as English does: "a", "a and b", "a, b and c".
func and(phrases []string, word string) string {
	switch n := len(phrases); n {
	case 0:
		return ""
	case 1:
		return phrases[0]
	default:
		return strings.Join(phrases[:n-1], ", ") + " " + word + " " + phrases[n-1]
	}
}

// article is the indefinite article that a word or number takes when read aloud.
func article(s string) string {
	if strings.ContainsAny(s[:1], "aeiou8") || strings.HasPrefix(s, "11-") || strings.HasPrefix(s, "18-") {
		return "an "
	}
	return "a "
}

// marked puts each phrase into the markup of say.
func marked(signs string, phrases []string) []string {
	out := make([]string, len(phrases))
	for i, s := range phrases {
		out[i] = "[" + signs + s + "]"
	}
	return out
}
