package vocab

import (
	"errors"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/vocab/product"
)

// The columns of RXNCONSO.RRF and MRCONSO.RRF, which are alike.
const (
	rrfCUI      = 0
	rrfLanguage = 1
	rrfTS       = 2 // P: the preferred form of its concept
	rrfSTT      = 4 // PF: the preferred form of its term
	rrfPref     = 6
	rrfSAB      = 11
	rrfTTY      = 12
	rrfCode     = 13
	rrfString   = 14
	rrfSuppress = 16
	rrfColumns  = 17
)

var errRRF = errors.New("fewer columns than an RRF row has")

// conso parts a row of RXNCONSO.RRF or MRCONSO.RRF.
func conso(line string) ([]string, error) {
	c := strings.Split(line, "|")
	if len(c) < rrfColumns {
		return nil, errRRF
	}
	if c[rrfCUI] == "" || c[rrfString] == "" {
		return nil, errors.New("an RRF row without a concept or a name")
	}
	return c, nil
}

// kept reports whether a SUPPRESS cell keeps its row.
func kept(suppress string) bool { return suppress == "N" || suppress == "" }

// rxnormTypes are the term types of RxNorm that name drugs; the lower rank is the better name. Those of otherNames are names
// of a concept whose class one of the others says; without one it is no drug but a dose form.
var rxnormTypes = map[string]struct {
	class Class
	rank  int
}{
	"IN": {Ingredient, 0}, "PIN": {Ingredient, 0}, "MIN": {Ingredient, 0}, "BN": {Brand, 0},
	"SCD": {Ingredient, 1}, "GPCK": {Ingredient, 1}, "SBD": {Brand, 1}, "BPCK": {Brand, 1},
	"SCDC": {Ingredient, 2}, "SBDC": {Brand, 2}, "SCDF": {Ingredient, 2}, "SBDF": {Brand, 2},
	"PSN": {Ingredient, otherNames}, "SY": {Ingredient, otherNames}, "TMSY": {Ingredient, otherNames},
}

const otherNames = 9

// drug is one concept of RxNorm: the rows of one RXCUI, which follow one another in the file.
type drug struct {
	cui  string
	rows [][2]string // TTY and name
}

// loadRxNorm reads RXNCONSO.RRF: the names that RxNorm itself gives (SAB=RXNORM), English and not suppressed.
func loadRxNorm(l *Layer, s *Set, _ Options) error {
	var d drug
	err := l.lines(s.parts[0][0], "RXNCONSO.RRF of RxNorm: 18 columns parted by |", func(line string) error {
		c, err := conso(line)
		if err != nil {
			return err
		}
		if _, ok := rxnormTypes[c[rrfTTY]]; !ok || c[rrfSAB] != "RXNORM" || c[rrfLanguage] != "ENG" || !kept(c[rrfSuppress]) {
			l.skip()
			return nil
		}
		if c[rrfCUI] != d.cui {
			l.drug(&d)
			d = drug{cui: c[rrfCUI], rows: d.rows[:0]}
		}
		d.rows = append(d.rows, [2]string{c[rrfTTY], c[rrfString]})
		return nil
	})
	l.drug(&d)
	return err
}

// drug adds a concept: the best of its names gives its class and is its display.
func (l *Layer) drug(d *drug) {
	best := -1
	for i, r := range d.rows {
		if best < 0 || rxnormTypes[r[0]].rank < rxnormTypes[d.rows[best][0]].rank {
			best = i
		}
	}
	for i, r := range d.rows {
		if rxnormTypes[d.rows[best][0]].rank == otherNames {
			l.skip()
			continue
		}
		e := Entry{System: lexicon.RxNorm, Code: d.cui, Display: d.rows[best][1], Name: product.Ingredient(d.rows[best][1]), Term: r[1], Class: rxnormTypes[d.rows[best][0]].class, Method: lexicon.Synonym}
		if i == best || rxnormTypes[r[0]].rank < otherNames {
			e.Method = lexicon.Preferred
		}
		l.Add(e)
	}
}
