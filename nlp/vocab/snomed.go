package vocab

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// The columns of an RF2 description and of an RF2 concept.
const (
	rf2ID       = 0
	rf2Active   = 2
	rf2Concept  = 4
	rf2Language = 5
	rf2Type     = 6
	rf2Term     = 7

	rf2ConceptColumns     = 5
	rf2DescriptionColumns = 9
)

// The types of descriptions.
const (
	fullySpecified = "900000000000003001"
	synonymType    = "900000000000013009"
)

var errRF2 = errors.New("fewer columns than an RF2 row has")

// concepts are the wanted concepts of a snapshot, by number.
type concepts struct {
	inactive map[uint64]struct{}
	wanted   map[uint64]fsn
	// products are the ingredients of medicinal products, in lower case: of the substances only these are drugs, the others are
	// materials, allergens and proteins.
	products map[string]struct{}
}

// fsn is a concept's fully specified name in its two parts.
type fsn struct{ name, tag string }

// loadSNOMED reads an RF2 snapshot: the concept file where there is one, for what is inactive; the descriptions for the
// fully specified names, whose semantic tags give the kinds; then the descriptions again for the names.
func loadSNOMED(l *Layer, s *Set, _ Options) error {
	c := concepts{inactive: map[uint64]struct{}{}, wanted: map[uint64]fsn{}, products: map[string]struct{}{}}
	if err := eachFile(s.parts[1], func(f File) error { return c.readInactive(l, f) }); err != nil {
		return err
	}
	if err := eachFile(s.parts[0], func(f File) error { return c.readKinds(l, f) }); err != nil {
		return err
	}
	return eachFile(s.parts[0], func(f File) error { return c.readNames(l, f) })
}

// rf2 parts a row; header is its first line.
func rf2(line string, columns int) (c []string, header bool, err error) {
	c = strings.Split(line, "\t")
	if len(c) < columns {
		return nil, false, errRF2
	}
	return c, c[rf2ID] == "id", nil
}

func sctid(s string) (uint64, error) {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is no SNOMED CT identifier", s)
	}
	return n, nil
}

func (c *concepts) readInactive(l *Layer, f File) error {
	return l.lines(f, "sct2_Concept_Snapshot of SNOMED CT RF2", func(line string) error {
		row, header, err := rf2(line, rf2ConceptColumns)
		if err != nil || header || row[rf2Active] != "0" {
			return err
		}
		id, err := sctid(row[rf2ID])
		if err == nil {
			c.inactive[id] = struct{}{}
		}
		return err
	})
}

const wantDescriptions = "sct2_Description_Snapshot of SNOMED CT RF2: 9 columns parted by tabs"

// descriptions calls do for the active English rows whose concept is active.
func (c *concepts) descriptions(l *Layer, f File, do func(id uint64, row []string, ok bool)) error {
	return l.lines(f, wantDescriptions, func(line string) error {
		row, header, err := rf2(line, rf2DescriptionColumns)
		if err != nil || header {
			return err
		}
		id, err := sctid(row[rf2Concept])
		if err != nil {
			return err
		}
		_, inactive := c.inactive[id]
		do(id, row, !inactive && row[rf2Active] == "1" && strings.HasPrefix(row[rf2Language], "en"))
		return nil
	})
}

func (c *concepts) readKinds(l *Layer, f File) error {
	quiet := Layer{} // the second reading tells of bad lines
	err := c.descriptions(&quiet, f, func(id uint64, row []string, ok bool) {
		if !ok || row[rf2Type] != fullySpecified {
			return
		}
		name, tag := tagged(row[rf2Term])
		if _, wanted := tags[tag]; !wanted {
			return
		}
		if _, seen := c.wanted[id]; !seen {
			c.wanted[id] = fsn{strings.Clone(name), strings.Clone(tag)}
		}
		if drug, ok := containing(name, tag); ok {
			c.products[strings.ToLower(drug)] = struct{}{}
		}
	})
	return err
}

func (c *concepts) readNames(l *Layer, f File) error {
	return c.descriptions(l, f, func(id uint64, row []string, ok bool) {
		concept, wanted := c.wanted[id]
		if !ok || !wanted || row[rf2Type] != fullySpecified && row[rf2Type] != synonymType || !c.isDrug(concept) {
			l.skip()
			return
		}
		e := Entry{System: lexicon.SNOMED, Code: row[rf2Concept], Display: concept.name, Term: row[rf2Term], Class: tags[concept.tag], Method: lexicon.Synonym}
		if row[rf2Type] == fullySpecified {
			e.Term, e.Method = concept.name, lexicon.Preferred
			if strings.HasPrefix(concept.name, productPrefix) { // nobody says so; the substance's name is better for the substance
				e.Method = lexicon.Synonym
				if e.Term, wanted = containing(concept.name, concept.tag); !wanted {
					l.skip()
					return
				}
			}
		}
		l.Add(e)
	})
}

// isDrug reports whether a concept, if it is a substance, is one that medicinal products contain. Where the release has no
// products all substances count.
func (c *concepts) isDrug(n fsn) bool {
	if n.tag != "substance" || len(c.products) == 0 {
		return true
	}
	_, ok := c.products[strings.ToLower(n.name)]
	return ok
}

const productPrefix = "Product containing "

// containing is the ingredient that a medicinal product is named after: "Product containing only metformin".
func containing(name, tag string) (string, bool) {
	rest, ok := strings.CutPrefix(name, productPrefix)
	if !ok || tag == "clinical drug" {
		return "", false
	}
	for _, word := range []string{"only ", "precisely "} {
		rest = strings.TrimPrefix(rest, word)
	}
	if i := strings.Index(rest, " in "); i > 0 { // in oral dose form
		rest = rest[:i]
	}
	return rest, !strings.Contains(rest, " and ") && rest != ""
}
