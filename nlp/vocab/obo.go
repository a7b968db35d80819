package vocab

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// xrefs are the prefixes of an ontology's cross-references with a canonical URI.
var xrefs = map[string]string{
	"ICD10CM": lexicon.ICD10CM, "SNOMEDCT": lexicon.SNOMED, "SNOMEDCT_US": lexicon.SNOMED, "SCTID": lexicon.SNOMED, "UMLS_CUI": UMLSSystem, "UMLS": UMLSSystem,
	"MESH": "http://terminology.hl7.org/CodeSystem/MSH", "MSH": "http://terminology.hl7.org/CodeSystem/MSH", "LOINC": lexicon.LOINC, "RXNORM": lexicon.RxNorm,
}

// ontologies are those that are all of one kind, by the prefix of their identifiers.
var ontologies = map[string]struct {
	system string
	class  Class
}{
	"DOID": {lexicon.DOID, Diagnosis}, "MONDO": {"http://purl.obolibrary.org/obo/mondo.owl", Diagnosis}, "HP": {"http://human-phenotype-ontology.org", Symptom},
	"SYMP": {"http://purl.obolibrary.org/obo/symp.owl", Symptom}, "UBERON": {"http://purl.obolibrary.org/obo/uberon.owl", Site},
	"MAXO": {"http://purl.obolibrary.org/obo/maxo.owl", Procedure}, "DRON": {"http://purl.obolibrary.org/obo/dron.owl", Ingredient},
	"CMO": {"http://purl.obolibrary.org/obo/cmo.owl", Test},
}

// stanza is a [Term] of an OBO file.
type stanza struct {
	id, name string
	synonyms []synonym
	xrefs    []string
	obsolete bool
}

type synonym struct{ text, scope string }

// loadOBO reads ontologies in OBO format: names, synonyms (EXACT as such, RELATED, BROAD and NARROW as broader), cross-references
// as codes. Of identifiers without a known system the cross-references alone are taken.
func loadOBO(l *Layer, s *Set, o Options) error {
	return eachFile(s.parts[0], func(f File) error {
		r := oboReader{layer: l, options: o}
		err := l.lines(f, "an ontology in OBO format", r.line)
		if err != nil {
			return err
		}
		if err := r.flush(); err != nil {
			return &Error{f.Name, 0, err}
		}
		if !r.terms {
			return &Error{f.Name, 0, fmt.Errorf("%w: no [Term] in it; expected an ontology in OBO format", ErrKind)}
		}
		return nil
	})
}

type oboReader struct {
	layer   *Layer
	options Options
	s       stanza
	in      bool // in a [Term]
	terms   bool // there was one
	body    bool // the header is over
}

var errTag = errors.New("no line of a tag and a value")

// line takes a line: the beginning of a stanza, or a tag with its value.
func (r *oboReader) line(line string) error {
	if strings.HasPrefix(line, "[") {
		err := r.flush()
		r.in = strings.TrimSpace(line) == "[Term]"
		r.body, r.terms = true, r.terms || r.in
		return err
	}
	tag, value, ok := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch {
	case strings.HasPrefix(strings.TrimSpace(line), "!"):
		return nil
	case !ok:
		return errTag
	case r.in:
		r.s.read(tag, value)
	case !r.body && tag == "data-version":
		r.layer.propose(lexicon.Meta{Version: oboVersion(value)})
	case !r.body && (tag == "property_value") && strings.Contains(value, "license"):
		_, licence, _ := strings.Cut(value, " ")
		r.layer.propose(lexicon.Meta{Licence: strings.Trim(strings.TrimSuffix(strings.TrimSuffix(licence, "xsd:string"), " "), `"`)})
	}
	return nil
}

// oboVersion is the date in a version that is a path: maxo/releases/2024-07-29/maxo-base.owl.
func oboVersion(v string) string {
	for _, part := range strings.Split(v, "/") {
		if len(part) == len(time.DateOnly) && part[4] == '-' && part[7] == '-' && strings.Trim(part, "0123456789-") == "" {
			return part
		}
	}
	return v
}

// flush adds the stanza that has ended.
func (r *oboReader) flush() error {
	s := r.s
	r.s = stanza{}
	if !r.in || s.id == "" || s.name == "" || s.obsolete {
		return nil
	}
	prefix, _, _ := strings.Cut(s.id, ":")
	known := ontologies[prefix]
	class, system := r.options.Class, r.options.System
	if class.Category == 0 {
		class = known.class
	}
	if class.Category == 0 {
		return &Error{s.id, 0, ErrCategory}
	}
	if system == "" {
		system = known.system
	}
	r.layer.stanza(&s, class, system)
	return nil
}

// read takes a tag of the stanza.
func (s *stanza) read(tag, value string) {
	switch tag {
	case "id":
		s.id = value
	case "name":
		s.name = value
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
	for _, syn := range s.synonyms {
		e.Term, e.Method = syn.text, lexicon.Synonym
		if syn.scope != "EXACT" {
			e.Method = lexicon.Broader
		}
		l.Add(e)
	}
	id, ok := l.ids[s.id]
	if !ok {
		return
	}
	for _, x := range s.xrefs {
		prefix, code, _ := strings.Cut(x, ":")
		if i := strings.Index(prefix, "_20"); i > 0 { // SNOMEDCT_US_2016_03_01
			prefix = prefix[:i]
		}
		if uri := xrefs[strings.ToUpper(prefix)]; uri != "" && code != "" {
			l.code(id, lexicon.Code{System: uri, Code: code, Display: s.name})
		}
	}
}
