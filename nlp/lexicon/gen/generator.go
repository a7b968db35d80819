package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// version of the embedded vocabulary: the year of ICD-10-CM and our own count.
const version = "2026.1"

// generator holds what the sources share.
type generator struct {
	b      *lexicon.Builder
	data   string
	common map[string]bool   // folded common English words
	words  map[string]bool   // folded English words, common or not
	stop   map[string]string // folded terms that are never taken from a foreign source → reason
	byName map[string]uint32 // folded preferred name and synonyms → hand-made concept, by category
	terms  int
}

// row is a line of a table: its cells by the header's names.
type row struct {
	file string
	line int
	cell map[string]string
}

func (r row) get(name string) string { return r.cell[name] }

// list is a cell of values parted by "|".
func (r row) list(name string) []string {
	var out []string
	for _, s := range strings.Split(r.cell[name], "|") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (r row) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, args...))
}

// table reads a tab-separated file with a header; lines that begin with # are comments. Missing cells at the end are "".
func (g *generator) table(name string) ([]row, error) {
	f, err := os.Open(filepath.Join(g.data, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var header []string
	var rows []row
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if header == nil {
			header = cells
			continue
		}
		r := row{name, n, map[string]string{}}
		if len(cells) > len(header) {
			return nil, r.errorf("%d cells, the header has %d", len(cells), len(header))
		}
		for i, c := range cells {
			r.cell[header[i]] = strings.TrimSpace(c)
		}
		rows = append(rows, r)
	}
	return rows, in.Err()
}

// fold is the normal form of a term: its words folded, parted by blanks.
func fold(term string) string {
	var out []byte
	for i, w := range strings.FieldsFunc(term, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }) {
		if i > 0 {
			out = append(out, ' ')
		}
		out = lexicon.Fold(out, w)
	}
	return string(out)
}

// add gives a concept a term.
func (g *generator) add(concept uint32, term string, flags lexicon.TermFlags, method lexicon.Method) {
	if g.b.AddTerm(concept, term, flags, method) {
		g.terms++
	}
}

// abbreviation adds an abbreviation: in any case where it cannot be a word, else only as written. "?" before it marks
// an ambiguous one.
func (g *generator) abbreviation(concept uint32, abbr string) {
	flags := lexicon.TermFlags(0)
	if strings.HasPrefix(abbr, "?") {
		abbr, flags = abbr[1:], lexicon.NeedsContext
	}
	if exact := len(abbr) <= 2 || g.words[fold(abbr)] || g.stop[fold(abbr)] != ""; exact || flags != 0 {
		flags |= lexicon.ExactCase
	}
	g.add(concept, abbr, flags, lexicon.Abbreviation)
}

// name records a hand-made name, so that other sources add to its concept.
func (g *generator) name(cat annotation.Category, name string, id uint32) {
	key := cat.String() + "/" + fold(name)
	if _, ok := g.byName[key]; !ok {
		g.byName[key] = id
	}
}

func (g *generator) named(cat annotation.Category, name string) (uint32, bool) {
	id, ok := g.byName[cat.String()+"/"+fold(name)]
	return id, ok
}
