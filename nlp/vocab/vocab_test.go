package vocab_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
	"github.com/tarn-sql/tarn/nlp/vocab"
)

// file is one of content.
func file(name, content string) vocab.File {
	return vocab.File{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
}

// load reads files as a format into a layer.
func load(t testing.TB, format string, o vocab.Options, files ...vocab.File) (*vocab.Layer, error) {
	t.Helper()
	s, err := vocab.Choose(format, files)
	if err != nil {
		return nil, err
	}
	l := vocab.NewLayer(lexicon.Meta{Name: "t"})
	return l, vocab.Load(l, s, o)
}

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
				out = append(out, text[m.Begin:m.End]+"="+m.Type+":"+k.Code)
			}
		}
	}
	return strings.Join(out, " ")
}

// rrf makes a row of 18 columns.
func rrf(cui, lang, ts, stt, pref, sab, tty, code, str, suppress string) string {
	return strings.Join([]string{cui, lang, ts, "", stt, "", pref, "", "", "", "", sab, tty, code, str, "", suppress, ""}, "|") + "\n"
}

// description makes a row of an RF2 description file.
func description(active, concept, language, typ, term string) string {
	return strings.Join([]string{"1", "20240101", active, "m", concept, language, typ, term, "c"}, "\t") + "\n"
}

const (
	descriptionHeader = "id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId\n"
	fsn               = "900000000000003001"
	syn               = "900000000000013009"
)

var (
	rxnconso = file("RXNCONSO.RRF", rrf("11", "ENG", "", "", "", "RXNORM", "IN", "11", "quuxomycin", "N")+
		rrf("12", "ENG", "", "", "", "RXNORM", "SY", "12", "quuxin brand", "N")+rrf("12", "ENG", "", "", "", "RXNORM", "BN", "12", "Quuxin", "N")+
		rrf("13", "ENG", "", "", "", "RXNORM", "IN", "13", "quuxold", "O")+rrf("14", "SPA", "", "", "", "RXNORM", "IN", "14", "antiguo", "N")+
		rrf("15", "ENG", "", "", "", "NDDF", "IN", "15", "oldquux", "N")+rrf("16", "ENG", "", "", "", "RXNORM", "DF", "16", "Quux Tablet", "N")+
		rrf("16", "ENG", "", "", "", "RXNORM", "SY", "16", "Quux Tablet", "N"))
	mrconso = file("META/MRCONSO.RRF", rrf("C01", "ENG", "P", "PF", "Y", "SNOMEDCT_US", "PT", "77", "Blue zorb fever", "N")+
		rrf("C01", "ENG", "S", "PF", "Y", "MSH", "MH", "D9", "Zorb fever, NOS", "N")+rrf("C01", "ENG", "S", "PF", "Y", "SNOMEDCT_US", "FN", "77", "Feverzorb (disorder)", "N")+
		rrf("C02", "ENG", "P", "PF", "Y", "SNOMEDCT_US", "PT", "78", "Zorbidea", "N")+rrf("C03", "ENG", "P", "PF", "Y", "MSH", "MH", "D1", "zorbium", "N"))
	mrsty = file("META/MRSTY.RRF", "C01|T033|A|Finding|AT0||\nC01|T047|B|Disease|AT1||\nC02|T078|B|Idea|AT2||\nC03|T109|A|Organic Chemical|AT3||\n")
	rf2   = file("Snapshot/Terminology/sct2_Description_Snapshot-en_INT_20240101.txt", descriptionHeader+
		description("1", "5001", "en", fsn, "Grey lung (disorder)")+description("1", "5001", "en-US", syn, "Grey lung syndrome")+
		description("1", "5002", "en", fsn, "Gone lung (disorder)")+description("0", "5001", "en", syn, "lungzorb")+
		description("1", "5003", "en", fsn, "Zorb bottle (physical object)")+description("1", "5003", "en", syn, "zorbottle")+
		description("1", "5004", "en", fsn, "Product containing only zorbicillin (medicinal product)")+
		description("1", "5005", "en", fsn, "Zorbicillin (substance)")+description("1", "5006", "en", fsn, "Zorbpaint (substance)")+
		description("1", "5007", "en", fsn, "No grey lung (situation)")+description("1", "5008", "de", syn, "graue Lunge")+
		description("1", "5009", "en", fsn, "Married (finding)")+description("1", "5001", "en", "900000000000550004", "Lungs that are grey"))
	rf2Concepts = file("Snapshot/Terminology/sct2_Concept_Snapshot_INT_20240101.txt", "id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId\n5001\t2020\t1\tm\td\n5002\t2020\t0\tm\td\n")
	loincTable  = file("Loinc_2.77/LoincTable/Loinc.csv", "\ufeff\"LOINC_NUM\",\"COMPONENT\",\"STATUS\",\"LONG_COMMON_NAME\",\"SHORTNAME\",\"CLASS\",\"CLASSTYPE\",\"COMMON_TEST_RANK\"\n"+
		"\"9-9\",\"Zorb\",\"ACTIVE\",\"Zorb [Mass/volume] in Blood\",\"Zorb Bld-mCnc\",\"CHEM\",\"1\",\"20\"\n\"9-7\",\"Zorb\",\"ACTIVE\",\"Zorb [Mass/volume] in Urine\",\"\",\"CHEM\",\"1\",\"30\"\n"+
		"\"8-8\",\"x\",\"DEPRECATED\",\"zorb ser\",\"\",\"CHEM\",\"1\",\"0\"\n\"8-7\",\"x\",\"ACTIVE\",\"Do you zorb\",\"\",\"SURVEY.Z\",\"4\",\"0\"\n")
	consumer = file("Loinc_2.77/AccessoryFiles/ConsumerName/ConsumerName.csv", "LoincNumber,ConsumerName\n9-9,\"Zorb, blood\"\n8-8,gone\n")
	athena   = file("CONCEPT.csv", "concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tstandard_concept\tconcept_code\tvalid_start_date\tvalid_end_date\tinvalid_reason\n"+
		"100\tZorb disease\tCondition\tSNOMED\tDisorder\tS\t1\t\t\t\n101\tOld zorb\tCondition\tSNOMED\tDisorder\tS\t2\t\t\tD\n102\t\"Zorb\" cough\tObservation\tSNOMED\tClinical Finding\tS\t3\t\t\t\n"+
		"103\tZorb tablet\tDrug\tRxNorm\tDose Form\t\t4\t\t\t\n104\tZorbex\tDrug\tRxNorm\tBrand Name\t\t5\t\t\t\n105\tZorb code\tCondition\tUnknownVoc\tx\tS\t6\t\t\t\n")
	athenaSynonyms = file("CONCEPT_SYNONYM.csv", "concept_id\tconcept_synonym_name\tlanguage_concept_id\n100\tzorbitis (disorder)\t4180186\n100\tZorbkrankheit\t4182504\n")
	athenaVersions = file("VOCABULARY.csv", "vocabulary_id\tvocabulary_name\tvocabulary_version\nNone\tOMOP\tv5.0 30-AUG-24\n")
	obo            = file("t.obo", "format-version: 1.2\ndata-version: t/releases/2024-02-03/t.owl\n\n[Term]\nid: T:1\nname: green knee\nsynonym: \"green \\\"knee\\\" sign\" EXACT []\nxref: ICD10CM:M21\n\n[Term]\nid: T:2\nname: old one\nis_obsolete: true\n\n[Typedef]\nid: x\nname: sign\n")
	codeSystem     = file("cs.json", `{"resourceType":"CodeSystem","concept":[{"code":"a","display":"alpha thing","designation":[{"language":"en","value":"A thing"},{"language":"de","value":"Ding"}],"concept":[{"code":"b","display":"nested thing"}]},{"code":"c","display":"gone thing","property":[{"code":"status","valueCode":"retired"}]}],"url":"urn:cs","version":"7","copyright":"ours"}`)
	valueSet       = file("vs.json", `{"resourceType":"ValueSet","compose":{"include":[{"system":"urn:x","concept":[{"code":"1","display":"one thing"},{"code":"9","display":"excluded thing"}]}],"exclude":[{"system":"urn:x","concept":[{"code":"9"}]}]},"expansion":{"contains":[{"system":"urn:x","code":"2","display":"two thing"},{"system":"urn:x","code":"3","display":"gone thing","inactive":true}]}}`)
	bundle         = file("b.json", `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","name":[{"family":"x"}],"concept":3}},{"fullUrl":"u","resource":{"resourceType":"CodeSystem","url":"http://snomed.info/sct","concept":[{"code":"1","display":"zorb cough (finding)"},{"code":"2","display":"zorb chair (physical object)"}]}}]}`)
	tsv            = file("t.tsv", "code\tdisplay\tsynonym\tcategory\nz\tzip pain\tzap ache|zup ache\tsymptom\ny\t\"zip \"\"drug\"\"\"\t\tdrug\n")
	csv            = file("t.csv", "display,code,system\r\n\"zip pain, left\",z,http://hl7.org/fhir/sid/icd-10-cm\r\n")
)

func TestLoaders(t *testing.T) {
	for _, c := range []struct {
		format, text, want string
		options            vocab.Options
		files              []vocab.File
		version            string
	}{
		{"rxnorm", "quuxomycin and Quuxin brand, old quuxold, antiguo, oldquux, quux tablet", "quuxomycin=GENERIC_NAME:11 Quuxin brand=BRAND_NAME:12", vocab.Options{}, []vocab.File{rxnconso}, ""},
		{"umls", "blue zorb fever, zorb fever, feverzorb, zorbidea, zorbium", "blue zorb fever=DX_NAME:77 blue zorb fever=DX_NAME:C01 blue zorb fever=DX_NAME:D9 " +
			"zorb fever=DX_NAME:77 zorb fever=DX_NAME:C01 zorb fever=DX_NAME:D9 feverzorb=DX_NAME:77 feverzorb=DX_NAME:C01 feverzorb=DX_NAME:D9", vocab.Options{}, []vocab.File{mrconso, mrsty}, ""},
		{"umls", "blue zorb fever, zorb fever", "zorb fever=DX_NAME:D9 zorb fever=DX_NAME:C01 zorb fever=DX_NAME:D9 zorb fever=DX_NAME:C01", vocab.Options{Sources: []string{"msh"}}, []vocab.File{mrconso, mrsty}, ""},
		{
			"snomed", "grey lung syndrome, gone lung, lungzorb, zorbottle, zorbicillin, zorbpaint, no grey lung, graue lunge, married, lungs that are grey",
			"grey lung syndrome=DX_NAME:5001 zorbicillin=GENERIC_NAME:5005 zorbicillin=GENERIC_NAME:5004 grey lung=DX_NAME:5001",
			vocab.Options{},
			[]vocab.File{rf2, rf2Concepts},
			"2024-01-01",
		},
		{"snomed", "gone lung", "gone lung=DX_NAME:5002", vocab.Options{}, []vocab.File{rf2}, "2024-01-01"},
		{
			"loinc", "Zorb [Mass/volume] in Blood; zorb in urine; zorb, blood; zorb ser; do you zorb", "Zorb [Mass/volume] in Blood=TEST_NAME:9-9 zorb in urine=TEST_NAME:9-7 zorb, blood=TEST_NAME:9-9 zorb=TEST_NAME:9-9 zorb=TEST_NAME:9-9",
			vocab.Options{},
			[]vocab.File{loincTable, consumer},
			"2.77",
		},
		{
			"athena", "Zorb disease and zorbitis, old zorb, \"Zorb\" cough, Zorbkrankheit, Zorb tablet, Zorbex, zorb code", "Zorb disease=DX_NAME:1 zorbitis=DX_NAME:1 Zorb\" cough=DX_NAME:3 Zorbex=BRAND_NAME:5",
			vocab.Options{},
			[]vocab.File{athena, athenaSynonyms, athenaVersions},
			"v5.0 30-AUG-24",
		},
		{"obo", "green \"knee\" sign and old one", "green \"knee\" sign=DX_NAME:T:1 green \"knee\" sign=DX_NAME:M21", vocab.Options{Class: vocab.Diagnosis, System: "urn:t"}, []vocab.File{obo}, "2024-02-03"},
		{"fhir", "alpha thing, nested thing, A thing, Ding, gone thing", "alpha thing=DX_NAME:a nested thing=DX_NAME:b A thing=DX_NAME:a", vocab.Options{Class: vocab.Diagnosis}, []vocab.File{codeSystem}, "7"},
		{"fhir", "one thing, two thing, gone thing, excluded thing", "one thing=TEST_NAME:1 two thing=TEST_NAME:2", vocab.Options{Class: vocab.Test}, []vocab.File{valueSet}, ""},
		{"fhir", "zorb cough, zorb chair", "zorb cough=DX_NAME:1", vocab.Options{}, []vocab.File{bundle}, ""},
		{"tsv", "zip pain or zap ache, zip \"drug\"", "zip pain=DX_NAME:z zap ache=DX_NAME:z zip \"drug=GENERIC_NAME:y", vocab.Options{System: "urn:x"}, []vocab.File{tsv}, ""},
		{"tsv", "zip pain, left", "zip pain, left=DX_NAME:z", vocab.Options{}, []vocab.File{csv}, ""},
	} {
		for _, format := range []string{c.format, ""} { // the same with the format found out
			l, err := load(t, format, c.options, c.files...)
			if err != nil {
				t.Errorf("%s (format %q): %v", c.format, format, err)
				continue
			}
			if got := codes(t, l, c.text); got != c.want {
				t.Errorf("%s:\n%q, want\n%q", c.format, got, c.want)
			}
			if got := l.Meta().Version; got != c.version {
				t.Errorf("%s: version %q, want %q", c.format, got, c.version)
			}
			if l.Stats().Bad != 0 {
				t.Errorf("%s: %v", c.format, l.Complaints())
			}
		}
	}
}

// TestPieces reads a file that UMLS cut in the middle of a line.
func TestPieces(t *testing.T) {
	in, _ := mrconso.Open()
	all, _ := io.ReadAll(in)
	cut := len(all)/2 + 7
	l, err := load(t, "", vocab.Options{}, file("MRCONSO.RRF.ab.gz", string(all[cut:])), mrsty, file("MRCONSO.RRF.aa.gz", string(all[:cut])))
	if err != nil {
		t.Fatal(err)
	}
	if got := codes(t, l, "feverzorb"); !strings.Contains(got, "C01") || l.Stats().Bad != 0 {
		t.Errorf("%q, %v", got, l.Complaints())
	}
}

// TestBadLines: a bad line is counted and told with its place, and stops nothing.
func TestBadLines(t *testing.T) {
	in, _ := rxnconso.Open()
	good, _ := io.ReadAll(in)
	for _, c := range []struct {
		format, want, text string
		file               vocab.File
		options            vocab.Options
	}{
		{"rxnorm", "RXNCONSO.RRF:1: fewer columns than an RRF row has", "quuxomycin", file("RXNCONSO.RRF", "11|ENG\n"+string(good)), vocab.Options{}},
		{"rxnorm", "RXNCONSO.RRF:1: the line is not UTF-8", "quuxomycin", file("RXNCONSO.RRF", "\xff\n"+string(good)), vocab.Options{}},
		{"snomed", "d.txt:3: \"x5001\" is no SNOMED CT identifier", "grey lung", file("d.txt", descriptionHeader+description("1", "5001", "en", fsn, "Grey lung (disorder)")+description("1", "x5001", "en", fsn, "Grey zorb (disorder)")), vocab.Options{}},
		{"loinc", "Loinc.csv:2: the row is too short: 1 columns of 2", "zorb in blood", file("Loinc.csv", "LOINC_NUM,LONG_COMMON_NAME\n1-1\n2-2,Zorb in blood\n"), vocab.Options{}},
		{"athena", "CONCEPT.csv:2: the row is too short: 2 columns of 6", "zorb pain", file("CONCEPT.csv", "concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tconcept_code\n1\tx\n2\tzorb pain\tCondition\tSNOMED\tDisorder\t7\n"), vocab.Options{}},
		{"obo", "t.obo:4: no line of a tag and a value", "green zorb", file("t.obo", "format-version: 1.2\n[Term]\nid: DOID:1\nnonsense\nname: green zorb\n"), vocab.Options{}},
		{"tsv", "t.tsv:2: there is no category \"colour\": " + vocab.Categories, "zorb pain", file("t.tsv", "code\tdisplay\tcategory\na\tblue zorb\tcolour\nb\tzorb pain\tsymptom\n"), vocab.Options{System: "urn:x"}},
	} {
		l, err := load(t, c.format, c.options, c.file)
		if err != nil {
			t.Errorf("%s: %v", c.format, err)
			continue
		}
		if got := l.Complaints(); l.Stats().Bad != 1 || len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %d bad: %q, want %q", c.format, l.Stats().Bad, got, c.want)
		}
		if codes(t, l, c.text) == "" {
			t.Errorf("%s: the good lines are lost", c.format)
		}
	}
}

// TestRefused: files of another kind say what is expected, and what the choice is.
func TestRefused(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		format, want string
		is           error
		files        []vocab.File
	}{
		{"rxnorm", "expected RXNCONSO.RRF of RxNorm", vocab.ErrKind, []vocab.File{file("letter.txt", "Dear all,\nthis is a letter.\n")}},
		{"rxnorm", "expected RXNCONSO.RRF of RxNorm", vocab.ErrKind, []vocab.File{file("long.txt", strings.Repeat("a line\n", 1000))}},
		{"rxnorm", "none of its 0 names can be used", vocab.ErrKind, []vocab.File{file("RXNCONSO.RRF", "")}},
		{"umls", "needs MRSTY.RRF, which is not among the files", nil, []vocab.File{mrconso}},
		{"snomed", "give the Snapshot", vocab.ErrKind, []vocab.File{file("sct2_Description_Full-en_INT_20240101.txt", descriptionHeader)}},
		{"loinc", "missing column LOINC_NUM; expected Loinc.csv", vocab.ErrKind, []vocab.File{file("Loinc.csv", "a,b\n1,2\n")}},
		{"loinc", "there is more than one Loinc.csv: a/Loinc.csv and b/Loinc.csv", nil, []vocab.File{file("a/Loinc.csv", ""), file("b/Loinc.csv", "")}},
		{"athena", "missing column concept_id", vocab.ErrKind, []vocab.File{file("CONCEPT.csv", "a\tb\n")}},
		{"athena", "the file is empty", nil, []vocab.File{file("CONCEPT.csv", "")}},
		{"obo", "no [Term] in it", vocab.ErrKind, []vocab.File{file("x.obo", "format-version: 1.2\n")}},
		{"fhir", "[ where a resource should begin", vocab.ErrKind, []vocab.File{file("x.json", "[1]")}},
		{"fhir", "a Patient; expected a CodeSystem", vocab.ErrKind, []vocab.File{file("x.json", `{"resourceType":"Patient"}`)}},
		{"fhir", "unexpected EOF", nil, []vocab.File{file("x.json", `{"resourceType":"CodeSystem","url":"u`)}},
		{"fhir", "drug, brand, condition", vocab.ErrCategory, []vocab.File{codeSystem}},
		{"obo", "drug, brand, condition", vocab.ErrCategory, []vocab.File{obo}},
		{"tsv", "drug, brand, condition", vocab.ErrCategory, []vocab.File{file("t.tsv", "code\tdisplay\tsystem\na\tb c\turn:x\n")}},
		{"tsv", "the system must be given", vocab.ErrSystem, []vocab.File{file("t.tsv", "code\tdisplay\na\tb c\n")}},
		{"fhir", "the system must be given", vocab.ErrSystem, []vocab.File{file("c.json", `{"resourceType":"CodeSystem","concept":[{"code":"a","display":"b c"}]}`)}},
		{"", "give it: rxnorm, umls, snomed", vocab.ErrFormat, []vocab.File{file("letter.txt", "Dear all")}},
		{"", "give it: rxnorm", vocab.ErrFormat, []vocab.File{rxnconso, obo}},
		{"icd", `there is no format "icd": rxnorm, umls`, nil, []vocab.File{obo}},
		{"obo", "there are no files", nil, nil},
		{"obo", "broken", broken, []vocab.File{{Name: "x.obo", Open: func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader("[Term]\n"), iotest.ErrReader(broken))), nil
		}}}},
		{"snomed", "broken", broken, []vocab.File{{Name: "sct2_Description_Snapshot-en_INT.txt", Open: func() (io.ReadCloser, error) { return nil, broken }}}},
	} {
		_, err := load(t, c.format, vocab.Options{}, c.files...)
		if err == nil || !strings.Contains(err.Error(), c.want) || c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%s: %v, want %q", c.format, err, c.want)
		}
	}
}

// TestChoose finds the files of a release among others.
func TestChoose(t *testing.T) {
	names := func(files []vocab.File) string {
		var out []string
		for _, f := range files {
			out = append(out, f.Name)
		}
		return strings.Join(out, " ")
	}
	list := func(names ...string) (files []vocab.File) {
		for _, n := range names {
			files = append(files, file(n, ""))
		}
		return files
	}
	for _, c := range []struct {
		want  string
		files []vocab.File
	}{
		{"rxnorm r.zip!rrf/RXNCONSO.RRF", list("r.zip!prescribe/rrf/RXNCONSO.RRF", "r.zip!rrf/RXNCONSO.RRF", "r.zip!rrf/RXNREL.RRF", "r.zip!Readme.txt")},
		{
			"snomed s.zip!S/Snapshot/Terminology/sct2_Description_Snapshot-en_INT_20240101.txt s.zip!S/Snapshot/Terminology/sct2_Description_Snapshot-en_INT_20240101.txt s.zip!S/Snapshot/Terminology/sct2_Concept_Snapshot_INT_20240101.txt",
			list("s.zip!S/Snapshot/Terminology/sct2_Description_Snapshot-en_INT_20240101.txt", "s.zip!S/Snapshot/Terminology/sct2_Concept_Snapshot_INT_20240101.txt",
				"s.zip!S/Full/Terminology/sct2_Description_Full-en_INT_20240101.txt", "s.zip!S/Snapshot/Terminology/sct2_TextDefinition_Snapshot-en_INT_20240101.txt",
				"s.zip!S/Snapshot/Terminology/sct2_Description_Snapshot-es_INT_20240101.txt"),
		},
		{"loinc L/LoincTable/Loinc.csv L/AccessoryFiles/ConsumerName/ConsumerName.csv", list("L/LoincTableCore/LoincTableCore.csv", "L/LoincTable/Loinc.csv", "L/AccessoryFiles/ConsumerName/ConsumerName.csv", "L/AccessoryFiles/PartFile/Part.csv")},
		{"umls m/MRSTY.RRF m/MRCONSO.RRF.aa.gz m/MRCONSO.RRF.ab.gz", list("m/MRCONSO.RRF.ab.gz", "m/MRCONSO.RRF.aa.gz", "m/MRSTY.RRF", "m/MRREL.RRF")},
		{"athena CONCEPT.csv CONCEPT_SYNONYM.csv", list("CONCEPT.csv", "CONCEPT_SYNONYM.csv", "CONCEPT_ANCESTOR.csv")},
	} {
		s, err := vocab.Choose("", c.files)
		if err != nil {
			t.Errorf("%s: %v", c.want, err)
			continue
		}
		if got := s.Format.Name + " " + names(s.Files()); got != c.want {
			t.Errorf("%s, want\n%s", got, c.want)
		}
	}
}

func TestVersions(t *testing.T) {
	for name, want := range map[string]string{
		"RxNorm_full_01062025.zip!rrf/RXNCONSO.RRF": "2025-01-06", "rxnorm/2024-13-99/RXNCONSO.RRF": "", "RXNCONSO.RRF": "",
		"x/20240805/RXNCONSO.RRF": "2024-08-05", "12345678/RXNCONSO.RRF": "",
	} {
		s, err := vocab.Choose("rxnorm", []vocab.File{file(name, "")})
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Version(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// No bytes may make a loader panic or write an image that does not open.
func FuzzLoaders(f *testing.F) {
	f.Add("rxnorm", rrf("11", "ENG", "", "", "", "RXNORM", "IN", "11", "quuxomycin", "N"))
	f.Add("snomed", description("1", "5001", "en", fsn, "Grey lung (disorder)"))
	f.Add("loinc", "LOINC_NUM,LONG_COMMON_NAME\n1-1,x y\n")
	f.Add("athena", "concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tconcept_code\n1\ta b\tDrug\tRxNorm\tx\t1\n")
	f.Add("obo", "[Term]\nid: DOID:1\nname: g\nsynonym: \"a\\")
	f.Add("fhir", `{"resourceType":"CodeSystem","url":"u","concept":[{"code":"a","display":"b c"}]}`)
	f.Add("fhir", `{"resourceType":"Bundle","entry":[{"resource":{"entry":null}}]}`)
	f.Add("tsv", "code\tdisplay\tcategory\nz\tzip pain\tsign\n")
	f.Add("umls", rrf("C1", "ENG", "P", "PF", "Y", "MSH", "MH", "D1", "blue zorb", "N"))
	f.Fuzz(func(t *testing.T, format, data string) {
		files := []vocab.File{file("x", data)}
		if format == "umls" {
			files = []vocab.File{file("MRCONSO.RRF", data), file("MRSTY.RRF", data+"\nC1|T047|x|y\n")}
		}
		l, err := load(t, format, vocab.Options{Class: vocab.Site, System: "urn:x"}, files...)
		if l == nil {
			if err == nil {
				t.Fatal("no layer and no error")
			}
			return
		}
		codes(t, l, data[:min(len(data), 200)])
	})
}
