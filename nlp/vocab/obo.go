package vocab

import (
	"io"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// xrefs are the prefixes of an ontology's cross-references with a canonical URI.
var xrefs = map[string]string{
	"ICD10CM": lexicon.ICD10CM, "SNOMEDCT": lexicon.SNOMED, "SNOMEDCT_US": lexicon.SNOMED, "UMLS_CUI": UMLSSystem, "UMLS": UMLSSystem,
	"MESH": "http://terminology.hl7.org/CodeSystem/MSH", "LOINC": lexicon.LOINC,
}

// stanza is a [Term] of an OBO file.
type stanza struct {
	id, name string
	synonyms []synonym
	xrefs    []string
	obsolete bool
}

type synonym struct{ text, scope string }

// OBO reads an ontology in OBO format: names, synonyms (EXACT as such, RELATED, BROAD and NARROW as broader), cross-references as
// codes. class is the kind of all its terms; system the URI of its own identifiers, or "" to take the cross-references only.
func OBO(l *Layer, r io.Reader, class Class, system string) error {
	var s stanza
	in := false
	flush := func() {
		if in && s.id != "" && s.name != "" && !s.obsolete {
			l.stanza(&s, class, system)
		}
		s, in = stanza{}, false
	}
	err := eachLine("OBO", r, func(line string) error {
		if strings.HasPrefix(line, "[") {
			flush()
			in = strings.TrimSpace(line) == "[Term]"
			return nil
		}
		if in {
			s.read(line)
		}
		return nil
	})
	flush()
	return err
}

// read takes a line of the stanza.
func (s *stanza) read(line string) {
	tag, value, _ := strings.Cut(line, ": ")
	switch tag {
	case "id":
		s.id = strings.TrimSpace(value)
	case "name":
		s.name = strings.TrimSpace(value)
	case "synonym":
		if text, rest, ok := quoted(value); ok {
			scope, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
			s.synonyms = append(s.synonyms, synonym{text, scope})
		}
	case "xref":
		id, _, _ := strings.Cut(value, " ")
		s.xrefs = append(s.xrefs, id)
	case "is_obsolete":
		s.obsolete = strings.HasPrefix(value, "true")
	}
}

// quoted reads a string in double quotes with \-escapes.
func quoted(v string) (text, rest string, ok bool) {
	if !strings.HasPrefix(v, "\"") {
		return "", "", false
	}
	var out strings.Builder
	for i := 1; i < len(v); i++ {
		switch v[i] {
		case '\\':
			if i++; i < len(v) {
				out.WriteByte(v[i])
			}
		case '"':
			return out.String(), v[i+1:], true
		default:
			out.WriteByte(v[i])
		}
	}
	return "", "", false
}

// stanza adds a term with its codes and names.
func (l *Layer) stanza(s *stanza, class Class, system string) {
	e := Entry{Key: s.id, System: system, Code: s.id, Display: s.name, Term: s.name, Class: class, Method: lexicon.Preferred}
	l.Add(e)
	id, ok := l.ids[s.id]
	if !ok {
		return
	}
	for _, x := range s.xrefs {
		prefix, code, _ := strings.Cut(x, ":")
		if i := strings.Index(prefix, "_20"); i > 0 { // SNOMEDCT_US_2016_03_01
			prefix = prefix[:i]
		}
		if uri := xrefs[prefix]; uri != "" && code != "" {
			l.code(id, lexicon.Code{System: uri, Code: code, Display: s.name})
		}
	}
	for _, syn := range s.synonyms {
		e.Term, e.Method = syn.text, lexicon.Synonym
		if syn.scope != "EXACT" {
			e.Method = lexicon.Broader
		}
		l.Add(e)
	}
}
