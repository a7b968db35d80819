package main

import (
	"encoding/xml"
	"sort"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// diag is a code of ICD-10-CM's tabular list with the codes below it.
type diag struct {
	Code      string   `xml:"name"`
	Desc      string   `xml:"desc"`
	Inclusion []string `xml:"inclusionTerm>note"`
	Includes  []string `xml:"includes>note"`
	Below     []diag   `xml:"diag"`
}

// icd adds the classification as a tree and its titles and inclusion notes, cleaned, as terms.
func (g *generator) icd() error {
	data, err := icdPackage.read("simple_icd_10_cm/data/icd10c-tabular-April-1-2026.xml")
	if err != nil {
		return err
	}
	var tabular struct {
		Top []diag `xml:"chapter>section>diag"`
	}
	if err := xml.Unmarshal(data, &tabular); err != nil {
		return err
	}
	var nodes []lexicon.Node
	for _, d := range tabular.Top {
		nodes = flatten(nodes, d)
	}
	sort.Slice(nodes, func(i, j int) bool { return nodes[i].Code < nodes[j].Code })
	for _, n := range nodes {
		g.b.AddNode(n)
	}
	for _, d := range tabular.Top {
		g.icdTerms(d)
	}
	return nil
}

func flatten(nodes []lexicon.Node, d diag) []lexicon.Node {
	nodes = append(nodes, lexicon.Node{Code: d.Code, Display: d.Desc, Billable: len(d.Below) == 0})
	for _, b := range d.Below {
		nodes = flatten(nodes, b)
	}
	return nodes
}

// icdTerms adds the terms of a code, and of those below it.
func (g *generator) icdTerms(d diag) {
	if strings.ContainsRune("VWXYUZ", rune(d.Code[0])) { // circumstances, not conditions
		return
	}
	target := unspecified(d)
	terms := titles(d.Desc)
	for _, note := range append(d.Inclusion, d.Includes...) {
		terms = append(terms, titles(note)...)
	}
	id, made := uint32(0), false
	for _, t := range terms {
		if !g.usable(t) {
			continue
		}
		if !made {
			id = g.b.AddConcept(lexicon.Concept{
				Category: annotation.Condition, Type: "DX_NAME", Kind: icdKind(d.Code), Name: d.Desc, Source: "icd-10-cm",
				Codes: []lexicon.Code{{System: lexicon.ICD10CM, Code: target.Code, Display: target.Desc}},
			})
			made = true
		}
		g.add(id, t, lexicon.Permutable, lexicon.Synonym)
	}
	for _, b := range d.Below {
		g.icdTerms(b)
	}
}

// unspecified is the code to give where a text says no more than d's title: d itself when nothing stands below it, else
// the child that is unspecified or without complication, else d.
func unspecified(d diag) diag {
	for {
		next := -1
		for i, b := range d.Below {
			t := strings.ToLower(b.Desc)
			switch {
			case strings.Contains(t, "without complication"), strings.HasSuffix(t, ", unspecified") && sameButUnspecified(d.Desc, b.Desc):
				next = i
			case next < 0 && (strings.HasPrefix(t, "unspecified ") || strings.HasPrefix(t, "other and unspecified ") ||
				strings.Contains(t, "unspecified") && (strings.HasSuffix(b.Code, "9") || strings.HasSuffix(b.Code, "0"))):
				next = i
			}
		}
		if next < 0 {
			return d
		}
		d = d.Below[next]
	}
}

func sameButUnspecified(parent, child string) bool {
	return strings.EqualFold(strings.TrimSuffix(child, ", unspecified"), strings.TrimSuffix(parent, ", unspecified"))
}

// icdKind is the prior of a chapter: R holds symptoms and signs.
func icdKind(code string) annotation.Trait {
	switch {
	case code[0] == 'R' && (code[1] == '7' || code[1] == '8' || code[1] == '9'):
		return annotation.Sign
	case code[0] == 'R':
		return annotation.Symptom
	}
	return annotation.Diagnosis
}

// usable reports whether a foreign term may become one of ours.
func (g *generator) usable(term string) bool {
	f := fold(term)
	return len(f) >= 4 && g.stop[f] == "" && !(g.common[f]) && strings.Count(term, " ") <= 6
}
