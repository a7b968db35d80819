package vocab_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
	"github.com/tarn-sql/tarn/nlp/vocab"
)

// codes prints the codes of the layer's matches in text.
func codes(t testing.TB, l *vocab.Layer, text string) string {
	t.Helper()
	data := l.Image()
	if err := lexicon.Verify(data); err != nil {
		t.Fatal(err)
	}
	im, err := lexicon.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	lex := lexicon.New(im)
	tokens := token.Scan(nil, text)
	lex.Normalise(text, tokens)
	var out []string
	for _, m := range match.Find(nil, text, tokens, lex) {
		for _, c := range m.Concepts {
			for _, k := range lex.Concept(c.Vocab, c.ID).Codes {
				out = append(out, text[m.Begin:m.End]+"="+k.Code)
			}
		}
	}
	return strings.Join(out, " ")
}

func layer() *vocab.Layer {
	return vocab.NewLayer(lexicon.Meta{Name: "t", Version: "1", Licence: "none"})
}

// rrf makes a row of 18 columns.
func rrf(cui, lang, ts, stt, pref, sab, tty, code, str, suppress string) string {
	return strings.Join([]string{cui, lang, ts, "", stt, "", pref, "", "", "", "", sab, tty, code, str, "", suppress, ""}, "|") + "\n"
}

func TestLoaders(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		load             func(l *vocab.Layer) error
	}{
		{"rxnorm", "quuxomycin and Quuxin, old quuxold", "quuxomycin=11 Quuxin=12", func(l *vocab.Layer) error {
			return vocab.RxNorm(l, strings.NewReader(
				rrf("11", "ENG", "", "", "", "RXNORM", "IN", "11", "quuxomycin", "N")+rrf("12", "ENG", "", "", "", "RXNORM", "BN", "12", "Quuxin", "N")+
					rrf("13", "ENG", "", "", "", "RXNORM", "IN", "13", "quuxold", "O")+rrf("14", "SPA", "", "", "", "RXNORM", "IN", "14", "antiguo", "N")+
					rrf("15", "ENG", "", "", "", "NDDF", "IN", "15", "old", "N")))
		}},
		{"umls", "blue fever", "blue fever=77 blue fever=C01", func(l *vocab.Layer) error {
			return vocab.UMLS(l, strings.NewReader(rrf("C01", "ENG", "P", "PF", "Y", "SNOMEDCT_US", "PT", "77", "Blue fever", "N")+
				rrf("C02", "ENG", "P", "PF", "Y", "SNOMEDCT_US", "PT", "78", "Idea", "N")), strings.NewReader("C01|T047|B|Disease|AT1||\nC02|T078|B|Idea|AT2||\n"))
		}},
		{"snomed", "grey lung syndrome, gone", "grey lung syndrome=5001", func(l *vocab.Layer) error {
			return vocab.SNOMED(l, strings.NewReader("id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcase\n"+
				"1\t2020\t1\tm\t5001\ten\t900000000000003001\tGrey lung (disorder)\tc\n2\t2020\t1\tm\t5001\ten-US\t900000000000013009\tGrey lung syndrome\tc\n"+
				"3\t2020\t1\tm\t5002\ten\t900000000000003001\tGone (disorder)\tc\n4\t2020\t0\tm\t5001\ten\t900000000000013009\tlung\tc\n"),
				strings.NewReader("id\tt\tactive\tm\td\n5001\t2020\t1\tm\td\n5002\t2020\t0\tm\td\n"))
		}},
		{"loinc", "Zorb [Mass/volume] in Blood, zorb ser", "Zorb [Mass/volume] in Blood=9-9", func(l *vocab.Layer) error {
			return vocab.LOINC(l, strings.NewReader("\ufeff\"LOINC_NUM\",\"COMPONENT\",\"STATUS\",\"LONG_COMMON_NAME\"\n\"9-9\",\"Zorb\",\"ACTIVE\",\"Zorb [Mass/volume] in Blood\"\n\"8-8\",\"x\",\"DEPRECATED\",\"zorb ser\"\n"))
		}},
		{"athena", "Zorb disease and zorbitis", "Zorb disease=1 zorbitis=1", func(l *vocab.Layer) error {
			return vocab.Athena(l, strings.NewReader("concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tstandard_concept\tconcept_code\tvalid_start_date\tvalid_end_date\tinvalid_reason\n"+
				"100\tZorb disease\tCondition\tSNOMED\tDisorder\tS\t1\t\t\t\n101\tOld zorb\tCondition\tSNOMED\tDisorder\tS\t2\t\t\tD\n"),
				strings.NewReader("concept_id\tconcept_synonym_name\tlanguage_concept_id\n100\tzorbitis\t4180186\n100\tZorbkrankheit\t4182504\n"))
		}},
		{"obo", "green \"knee\" sign and old one", "green \"knee\" sign=T:1 green \"knee\" sign=M21", func(l *vocab.Layer) error {
			return vocab.OBO(l, strings.NewReader("format-version: 1.2\n\n[Term]\nid: T:1\nname: green knee\nsynonym: \"green \\\"knee\\\" sign\" EXACT []\nxref: ICD10CM:M21\n\n[Term]\nid: T:2\nname: old one\nis_obsolete: true\n\n[Typedef]\nid: x\nname: sign\n"), vocab.Diagnosis, "urn:t")
		}},
		{"codesystem", "alpha thing, nested thing, A thing", "alpha thing=a nested thing=b A thing=a", func(l *vocab.Layer) error {
			return vocab.FHIR(l, strings.NewReader(`{"resourceType":"CodeSystem","url":"urn:cs","concept":[{"code":"a","display":"alpha thing","designation":[{"language":"en","value":"A thing"},{"language":"de","value":"Ding"}],"concept":[{"code":"b","display":"nested thing"}]}]}`), "", vocab.Diagnosis)
		}},
		{"valueset", "one thing, two thing", "one thing=1 two thing=2", func(l *vocab.Layer) error {
			return vocab.FHIR(l, strings.NewReader(`{"compose":{"include":[{"system":"urn:x","concept":[{"code":"1","display":"one thing"}]}]},"expansion":{"contains":[{"system":"urn:x","code":"2","display":"two thing"},{"system":"urn:x","code":"3","display":"gone thing","inactive":true}]}}`), "", vocab.Test)
		}},
		{"tsv", "zip pain or zap", "zip pain=z zap=z", func(l *vocab.Layer) error {
			return vocab.TSV(l, strings.NewReader("code\tdisplay\tsynonym\tcategory\nz\tzip pain\tzap|zup\tsymptom\n"), "urn:x", vocab.Class{})
		}},
	} {
		l := layer()
		if err := c.load(l); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := codes(t, l, c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestErrors(t *testing.T) {
	var at *vocab.Error
	if err := vocab.RxNorm(layer(), strings.NewReader("1|ENG\n")); !errors.As(err, &at) || at.Line != 1 {
		t.Errorf("short row: %v", err)
	}
	if err := vocab.LOINC(layer(), strings.NewReader("a,b\n1,2\n")); err == nil || !strings.Contains(err.Error(), "LOINC_NUM") {
		t.Errorf("missing column: %v", err)
	}
	if err := vocab.FHIR(layer(), strings.NewReader(`[1]`), "", vocab.Test); err == nil {
		t.Error("an array is no resource")
	}
	broken := errors.New("broken")
	if err := vocab.OBO(layer(), io.MultiReader(strings.NewReader("[Term]\n"), iotest{broken}), vocab.Site, ""); !errors.Is(err, broken) {
		t.Errorf("the reader's error is lost: %v", err)
	}
}

type iotest struct{ err error }

func (r iotest) Read([]byte) (int, error) { return 0, r.err }

// No bytes may make a loader panic or write an image that does not open.
func FuzzLoaders(f *testing.F) {
	f.Add(uint8(0), rrf("11", "ENG", "", "", "", "RXNORM", "IN", "11", "quuxomycin", "N"))
	f.Add(uint8(2), "1\t2020\t1\tm\t5001\ten\t900000000000003001\tGrey lung (disorder)\tc\n")
	f.Add(uint8(3), "LOINC_NUM,LONG_COMMON_NAME\n1-1,x y\n")
	f.Add(uint8(4), "concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tconcept_code\n1\ta b\tDrug\tRxNorm\tx\t1\n")
	f.Add(uint8(5), "[Term]\nid: T:1\nname: g\nsynonym: \"a\\")
	f.Add(uint8(6), `{"url":"u","concept":[{"code":"a","display":"b c"}]}`)
	f.Add(uint8(7), "code\tdisplay\nz\tzip pain\n")
	f.Fuzz(func(t *testing.T, kind uint8, data string) {
		l := layer()
		r := strings.NewReader(data)
		switch kind % 8 {
		case 0:
			_ = vocab.RxNorm(l, r)
		case 1:
			_ = vocab.UMLS(l, r, strings.NewReader(data))
		case 2:
			_ = vocab.SNOMED(l, r, nil)
		case 3:
			_ = vocab.LOINC(l, r)
		case 4:
			_ = vocab.Athena(l, r, strings.NewReader(data))
		case 5:
			_ = vocab.OBO(l, r, vocab.Site, "urn:x")
		case 6:
			_ = vocab.FHIR(l, r, "", vocab.Test)
		case 7:
			_ = vocab.TSV(l, r, "urn:x", vocab.Brand)
		}
		codes(t, l, data[:min(len(data), 200)])
	})
}
