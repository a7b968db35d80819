package vocab

import (
	"errors"
	"io"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// sabs are the vocabularies of UMLS with a canonical URI; the others' names count, their codes do not.
var sabs = map[string]string{
	"SNOMEDCT_US": lexicon.SNOMED, "ICD10CM": lexicon.ICD10CM, "RXNORM": lexicon.RxNorm, "LNC": lexicon.LOINC, "CVX": "http://hl7.org/fhir/sid/cvx",
	"MSH": "http://terminology.hl7.org/CodeSystem/MSH", "HPO": "http://human-phenotype-ontology.org", "ATC": "http://www.whocc.no/atc",
	"ICD10": "http://hl7.org/fhir/sid/icd-10", "ICD9CM": "http://hl7.org/fhir/sid/icd-9-cm", "ICD10PCS": "http://www.cms.gov/Medicare/Coding/ICD10",
	"CPT": "http://www.ama-assn.org/go/cpt", "NCI": "http://ncithesaurus-stage.nci.nih.gov", "MDR": "https://www.meddra.org", "ORPHANET": "http://www.orpha.net",
	"OMIM": "http://www.omim.org", "ICPC2P": "http://hl7.org/fhir/sid/icpc-2",
}

// UMLSSystem is the URI of UMLS concept identifiers.
const UMLSSystem = "http://terminology.hl7.org/CodeSystem/umls"

// types are UMLS's semantic types with a class of ours. A concept of several is what the type of the best rank says; chemicals
// (T109, T116, T123) are drugs only where they are pharmacologic as well.
var types = map[string]struct {
	class Class
	rank  int
}{
	"T047": {Diagnosis, 1}, "T046": {Diagnosis, 1}, "T048": {Diagnosis, 1}, "T191": {Diagnosis, 1}, "T019": {Diagnosis, 1}, "T020": {Diagnosis, 1},
	"T190": {Diagnosis, 1}, "T037": {Diagnosis, 1}, "T049": {Diagnosis, 1}, "T184": {Symptom, 1}, "T033": {Sign, 3},
	"T200": {Ingredient, 1}, "T195": {Ingredient, 1}, "T121": {Ingredient, 2}, "T125": {Ingredient, 2}, "T127": {Ingredient, 2}, "T129": {Ingredient, 2},
	"T059": {Test, 1}, "T034": {Test, 2}, "T201": {Test, 2}, "T060": {Test, 1}, "T061": {Procedure, 1},
	"T023": {Site, 1}, "T029": {Site, 1}, "T030": {Site, 1}, "T022": {Site, 1}, "T017": {Site, 1}, "T024": {Site, 2},
}

// unwantedTTY are term types of UMLS that no note says: abbreviated, obsolete and permuted names.
var unwantedTTY = map[string]bool{
	"OP": true, "OAP": true, "OAF": true, "OF": true, "IS": true, "LO": true, "OA": true, "OET": true, "OM": true, "PM": true, "AB": true, "AA": true,
	"XQ": true, "QAB": true, "QEV": true, "QSV": true, "TQ": true, "DEV": true, "DS": true,
}

// loadUMLS reads MRSTY.RRF for the kinds of concepts, then MRCONSO.RRF for their names and codes.
func loadUMLS(l *Layer, s *Set, o Options) error {
	kind := map[string]string{} // CUI → its best semantic type
	err := l.joined(s.parts[0], "MRSTY.RRF of UMLS", func(line string) error {
		c := strings.SplitN(line, "|", 4)
		if len(c) < 4 || len(c[1]) != 4 || c[1][0] != 'T' {
			return errors.New("no row of concept and semantic type")
		}
		t, ok := types[c[1]]
		if old, seen := kind[c[0]]; ok && (!seen || t.rank < types[old].rank) {
			kind[strings.Clone(c[0])] = strings.Clone(c[1])
		}
		return nil
	})
	if err != nil {
		return err
	}
	return l.joined(s.parts[1], "MRCONSO.RRF of UMLS: 18 columns parted by |", func(line string) error {
		c, err := conso(line)
		if err != nil {
			return err
		}
		t, ok := kind[c[rrfCUI]]
		if !ok || c[rrfLanguage] != "ENG" || !kept(c[rrfSuppress]) || !o.wants(c[rrfSAB]) || unwantedTTY[c[rrfTTY]] {
			l.skip()
			return nil
		}
		l.umls(c, types[t].class)
		return nil
	})
}

func (l *Layer) umls(c []string, class Class) {
	term := c[rrfString]
	if name, tag := tagged(term); c[rrfTTY] == "FN" && tag != "" {
		term = name
	}
	for _, end := range []string{", NOS", " NOS"} {
		term = strings.TrimSuffix(term, end)
	}
	e := Entry{Key: c[rrfCUI], System: sabs[c[rrfSAB]], Code: c[rrfCode], Term: term, Class: class, Method: lexicon.Synonym}
	if c[rrfPref] == "Y" && c[rrfTS] == "P" && c[rrfSTT] == "PF" {
		e.Method = lexicon.Preferred
	}
	known := len(l.ids)
	l.Add(e)
	if len(l.ids) > known {
		l.code(l.ids[e.Key], lexicon.Code{System: UMLSSystem, Code: c[rrfCUI], Display: term})
	}
}

// joined is lines of a file that may be cut into pieces, a line too.
func (l *Layer) joined(files []File, want string, do func(line string) error) error {
	j := &joiner{files: files}
	defer j.close()
	return l.scan(files[0].Name, j, want, do)
}

// joiner reads files one after the other as one.
type joiner struct {
	files []File
	now   io.ReadCloser
}

func (j *joiner) Read(p []byte) (int, error) {
	for {
		if j.now == nil {
			if len(j.files) == 0 {
				return 0, io.EOF
			}
			in, err := j.files[0].Open()
			if err != nil {
				return 0, err
			}
			j.files, j.now = j.files[1:], in
		}
		n, err := j.now.Read(p)
		if n > 0 || err != nil && !errors.Is(err, io.EOF) {
			return n, keepOn(err)
		}
		if err != nil {
			j.close()
		}
	}
}

// keepOn hides the end of a file that came with its last bytes: the next Read meets it again.
func keepOn(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

func (j *joiner) close() {
	if j.now != nil {
		j.now.Close()
		j.now = nil
	}
}
