package vocab

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Format is a form in which vocabularies are published.
type Format struct {
	Name    string // as people choose it: "rxnorm"
	Title   string
	Licence string // under which its publisher gives it, "" where that differs
	roles   []role
	load    func(l *Layer, s *Set, o Options) error
	version func(name string) string // the version in a file's path, "" for none
}

// role is one of the parts that a format is read from.
type role struct {
	name     string // for messages: "MRSTY.RRF"
	rank     func(f File) int
	optional bool
	many     bool // all files that fit are read, else the one of the best rank with the fewest folders above it
	twice    bool // its files are read twice
}

// formats in the order in which help names them.
var formats = []*Format{
	{
		Name: "rxnorm", Title: "RxNorm (RRF)", Licence: "RxNorm, US National Library of Medicine: names of RxNorm's own (SAB=RXNORM)", load: loadRxNorm, version: dateIn,
		roles: []role{{name: "RXNCONSO.RRF", rank: named("rxnconso.rrf")}},
	},
	{
		Name: "umls", Title: "UMLS Metathesaurus (RRF)", Licence: "UMLS Metathesaurus licence", load: loadUMLS,
		roles: []role{
			{name: "MRSTY.RRF", rank: pieceOf("mrsty.rrf"), many: true},
			{name: "MRCONSO.RRF", rank: pieceOf("mrconso.rrf"), many: true},
		},
	},
	{
		Name: "snomed", Title: "SNOMED CT (RF2 snapshot)", Licence: "SNOMED CT affiliate licence", load: loadSNOMED, version: dateIn,
		roles: []role{
			{name: "sct2_Description_Snapshot-en_….txt", rank: snapshot("description"), many: true, twice: true},
			{name: "sct2_Concept_Snapshot_….txt", rank: snapshot("concept"), many: true, optional: true},
		},
	},
	{
		Name: "loinc", Title: "LOINC (csv)", Licence: "LOINC licence, https://loinc.org/license/", load: loadLOINC, version: loincVersion,
		roles: []role{
			{name: "Loinc.csv", rank: named("loinctablecore.csv", "loinc.csv")},
			{name: "ConsumerName.csv", rank: named("consumername.csv"), optional: true},
		},
	},
	{
		Name: "athena", Title: "OHDSI Athena (CONCEPT.csv)", Licence: "as of each vocabulary in the download", load: loadAthena,
		roles: []role{
			{name: "CONCEPT.csv", rank: named("concept.csv")},
			{name: "CONCEPT_SYNONYM.csv", rank: named("concept_synonym.csv"), optional: true},
			{name: "VOCABULARY.csv", rank: named("vocabulary.csv"), optional: true},
		},
	},
	{Name: "obo", Title: "OBO ontology", load: loadOBO, roles: []role{{name: "an .obo file", rank: contains(".obo", "\n[Term]", "format-version:"), many: true}}},
	{
		Name: "fhir", Title: "FHIR CodeSystem, ValueSet or Bundle (JSON)", load: loadFHIR,
		roles: []role{{name: "a .json file of FHIR", rank: contains(".json .ndjson", `"CodeSystem"`, `"ValueSet"`, `"Bundle"`), many: true}},
	},
	{
		Name: "tsv", Title: "table with a header: code, display, and where there are: system, synonym, category", load: loadTSV,
		roles: []role{{name: "a .tsv or .csv file with the columns code and display", rank: hasHeader, many: true}},
	},
}

// Formats are the names of all formats.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.Name
	}
	return names
}

// Set are the files that a format is read from.
type Set struct {
	Format *Format
	parts  [][]File // per role
}

// Files are the files in the order in which they are read; one that is read twice stands twice.
func (s *Set) Files() []File {
	var out []File
	for i, files := range s.parts {
		out = append(out, files...)
		if s.Format.roles[i].twice {
			out = append(out, files...)
		}
	}
	return out
}

// Version is what the names of the files say of the vocabulary's version, "" for nothing.
func (s *Set) Version() string {
	if s.Format.version == nil {
		return ""
	}
	return s.Format.version(s.parts[0][0].Name)
}

// ErrFormat says that the format must be given.
var ErrFormat = errors.New("the format cannot be told from the files")

// Choose picks of all files those that a format reads. With format "" it finds the format out, where that is certain.
func Choose(format string, files []File) (*Set, error) {
	if len(files) == 0 {
		return nil, errors.New("there are no files")
	}
	if format != "" {
		i := slices.IndexFunc(formats, func(f *Format) bool { return f.Name == format })
		if i < 0 {
			return nil, fmt.Errorf("there is no format %q: %s", format, strings.Join(Formats(), ", "))
		}
		return formats[i].choose(files, true)
	}
	var fit []*Set
	for _, f := range formats {
		if s, err := f.choose(files, false); err == nil {
			fit = append(fit, s)
		}
	}
	if len(fit) == 1 {
		return fit[0], nil
	}
	return nil, fmt.Errorf("%w: give it: %s", ErrFormat, strings.Join(Formats(), ", "))
}

// choose gives the roles their files. told says that the format is certain: a single file is then taken whatever its name.
func (f *Format) choose(files []File, told bool) (*Set, error) {
	s := &Set{Format: f, parts: make([][]File, len(f.roles))}
	for i := range f.roles {
		r := &f.roles[i]
		s.parts[i] = r.best(files)
		required := f.required()
		if len(s.parts[i]) == 0 && told && required == 1 && !r.optional && (len(files) == 1 || r.many && len(f.roles) == 1) {
			if err := f.refuse(files[0]); err != nil {
				return nil, err
			}
			s.parts[i] = files
		}
		switch {
		case len(s.parts[i]) == 0 && !r.optional:
			return nil, fmt.Errorf("%s needs %s, which is not among the files", f.Title, r.name)
		case len(s.parts[i]) > 1 && !r.many:
			return nil, fmt.Errorf("there is more than one %s: %s and %s: name the one that is meant", r.name, s.parts[i][0].Name, s.parts[i][1].Name)
		}
	}
	return s, nil
}

// refuse keeps a release file out that has the right columns and the wrong rows.
func (f *Format) refuse(file File) error {
	if base := file.base(); f.Name == "snomed" && (strings.Contains(base, "_full") || strings.Contains(base, "_delta")) {
		return fmt.Errorf("%s: %w: Full and Delta files have more or fewer rows than are valid now; give the Snapshot", file.Name, ErrKind)
	}
	return nil
}

func (f *Format) required() (n int) {
	for i := range f.roles {
		if !f.roles[i].optional {
			n++
		}
	}
	return n
}

// best are the files that fit the role best.
func (r *role) best(files []File) []File {
	var out []File
	top := 0
	for _, f := range files {
		switch n := r.rank(f); {
		case n == 0 || n < top:
		case n > top:
			top, out = n, []File{f}
		default:
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	if r.many || len(out) < 2 {
		return out
	}
	least := slices.MinFunc(out, func(a, b File) int { return a.depth() - b.depth() }).depth()
	return slices.DeleteFunc(out, func(f File) bool { return f.depth() > least })
}

// head is the beginning of the file's content, in which formats are recognised.
func (f File) head() []byte {
	in, err := f.Open()
	if err != nil {
		return nil
	}
	defer in.Close()
	b, _ := io.ReadAll(io.LimitReader(in, 4<<10)) // an error comes again when it is read
	return bytes.TrimPrefix(b, []byte("\ufeff"))
}
