package main

import (
	"errors"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// handMade reads our own tables.
func (g *generator) handMade() error {
	var wrong []error
	for _, read := range []func() error{g.drugs, g.classes, g.conditions, g.tests, g.measured, g.procedures, g.anatomy, g.directions, g.modifiers, g.social, g.negated, g.blockers} {
		wrong = append(wrong, read())
	}
	return errors.Join(wrong...)
}

// drugs: name, rxcui, synonyms, brands, abbreviations, flags. A brand of several ingredients stands in brands.tsv.
func (g *generator) drugs() error {
	rows, err := g.table("drugs.tsv")
	if err != nil {
		return err
	}
	var wrong []error
	for _, r := range rows {
		c := lexicon.Concept{Category: annotation.Medication, Type: "GENERIC_NAME", Name: r.get("name"), Source: "drugs", Flags: flags(r.get("flags"))}
		if r.get("rxcui") != "" {
			c.Codes = []lexicon.Code{{System: lexicon.RxNorm, Code: r.get("rxcui"), Display: c.Name}}
		}
		id, seen := g.named(annotation.Medication, c.Name)
		if seen {
			wrong = append(wrong, r.errorf("%s stands twice: it is a name of %s", c.Name, g.b.Concept(id).Name))
			continue
		}
		id = g.b.AddConcept(c)
		g.surfaces(id, annotation.Medication, r)
		for _, brand := range r.list("brands") {
			g.brand(brand, []uint32{id}, c.Codes)
		}
	}
	return errors.Join(errors.Join(wrong...), g.combinations())
}

// combinations: brands and abbreviations of several ingredients: name, ingredients, type (B brand, G generic).
func (g *generator) combinations() error {
	rows, err := g.table("combinations.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		var parts []uint32
		var codes []lexicon.Code
		for _, name := range r.list("ingredients") {
			id, ok := g.named(annotation.Medication, name)
			if !ok {
				return r.errorf("ingredient %q is not in drugs.tsv", name)
			}
			parts = append(parts, id)
			codes = append(codes, g.b.Concept(id).Codes...)
		}
		for _, brand := range r.list("brands") {
			g.brand(brand, parts, codes)
		}
		generic := r.list("names")
		if len(generic) == 0 {
			continue
		}
		id := g.b.AddConcept(lexicon.Concept{Category: annotation.Medication, Type: "GENERIC_NAME", Name: generic[0], Source: "drugs", Codes: codes, Related: parts})
		for _, n := range generic {
			g.add(id, n, 0, lexicon.Synonym)
		}
		for _, a := range r.list("abbreviations") {
			g.abbreviation(id, a)
		}
	}
	return nil
}

// brand adds a brand name with the codes of its ingredients. "=" before it asks for its very case: a common word.
func (g *generator) brand(brand string, ingredients []uint32, codes []lexicon.Code) {
	f := lexicon.TermFlags(0)
	if strings.HasPrefix(brand, "=") {
		brand, f = brand[1:], lexicon.ExactCase
	} else if g.words[fold(brand)] || g.stop[fold(brand)] != "" {
		f = lexicon.ExactCase
	}
	id := g.b.AddConcept(lexicon.Concept{
		Category: annotation.Medication, Type: "BRAND_NAME", Name: brand, Source: "drugs", Codes: codes, Related: ingredients,
	})
	g.name(annotation.Medication, brand, id)
	g.add(id, brand, f, lexicon.Synonym)
}

// surfaces adds a row's name, synonyms, lay terms and abbreviations.
func (g *generator) surfaces(id uint32, cat annotation.Category, r row) {
	g.name(cat, r.get("name"), id)
	g.add(id, r.get("name"), permutable(cat), lexicon.Preferred)
	g.short(id, cat, r.get("name"))
	for _, s := range r.list("synonyms") {
		s, f := doubt(s)
		g.name(cat, s, id)
		g.add(id, s, permutable(cat)|f, lexicon.Synonym)
		g.short(id, cat, s)
	}
	for _, s := range r.list("lay") {
		s, f := doubt(s)
		g.add(id, s, f, lexicon.Lay)
	}
	for _, a := range r.list("abbreviations") {
		g.abbreviation(id, a)
	}
}

// written are the short forms that notes write for a word of any name.
var written = strings.NewReplacer("fractures", "fxs", "fracture", "fx", "vitamin ", "vit ", "deficiency", "def")

// short adds the surface of a condition with the short forms of its words: hip fx, vit D def.
func (g *generator) short(id uint32, cat annotation.Category, name string) {
	if cat != annotation.Condition {
		return
	}
	if s := written.Replace(name); s != name {
		g.add(id, s, permutable(cat), lexicon.Synonym)
	}
	if s := strings.Replace(name, "vitamin ", "vit ", 1); s != name {
		g.add(id, s, permutable(cat), lexicon.Synonym)
	}
}

// doubt cuts the "?" that marks a surface which wants context.
func doubt(s string) (string, lexicon.TermFlags) {
	if rest, ok := strings.CutPrefix(s, "?"); ok {
		return rest, lexicon.NeedsContext
	}
	return s, 0
}

// blockers: phrases that hide what stands in them; concepts of no category.
func (g *generator) blockers() error {
	rows, err := g.table("blockers.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.get("reason") == "" {
			return r.errorf("%s has no reason", r.get("phrase"))
		}
		id := g.b.AddConcept(lexicon.Concept{Name: r.get("reason"), Source: "blockers"})
		for _, p := range r.list("phrase") {
			g.add(id, p, 0, lexicon.Synonym)
		}
	}
	return nil
}

func permutable(cat annotation.Category) lexicon.TermFlags {
	if cat == annotation.Condition || cat == annotation.TestProcedure {
		return lexicon.Permutable
	}
	return 0
}

// flags reads "test generic class negated normal".
func flags(s string) (f lexicon.Flags) {
	for _, w := range strings.Fields(s) {
		switch w {
		case "test":
			f |= lexicon.TestValue
		case "recreational":
			f |= lexicon.Recreational
		case "generic":
			f |= lexicon.Generic
		case "class":
			f |= lexicon.Class
		case "normal":
			f |= lexicon.Normal
		case "laterality":
			f |= lexicon.Laterality
		}
	}
	return f
}

func (g *generator) classes() error {
	return g.plain("classes.tsv", func(r row) lexicon.Concept {
		return lexicon.Concept{Category: annotation.Medication, Type: "GENERIC_NAME", Flags: lexicon.Class | flags(r.get("flags"))}
	})
}

// kinds of conditions in the table's column.
var kinds = map[string]annotation.Trait{"D": annotation.Diagnosis, "G": annotation.Sign, "S": annotation.Symptom}

// conditions: name, kind (D diagnosis, G sign, S symptom), icd10cm, synonyms, lay, abbreviations, flags.
func (g *generator) conditions() error {
	return g.plain("conditions.tsv", func(r row) lexicon.Concept {
		c := lexicon.Concept{Category: annotation.Condition, Type: "DX_NAME", Kind: kinds[r.get("kind")], Flags: flags(r.get("flags"))}
		for _, code := range r.list("icd10cm") {
			c.Codes = append(c.Codes, lexicon.Code{System: lexicon.ICD10CM, Code: code, Display: r.get("name")})
		}
		return c
	})
}

// tests: name, loinc, unit, synonyms, abbreviations.
func (g *generator) tests() error {
	return g.plain("tests.tsv", func(r row) lexicon.Concept {
		c := lexicon.Concept{Category: annotation.TestProcedure, Type: "TEST_NAME", Unit: r.get("unit"), Flags: flags(r.get("flags"))}
		for _, code := range r.list("loinc") {
			c.Codes = append(c.Codes, lexicon.Code{System: lexicon.LOINC, Code: code, Display: r.get("name")})
		}
		return c
	})
}

// measured gives tests named "potassium level" the bare name too, where that is a drug's that is also measured: which
// of the two is meant depends on what follows in the text.
func (g *generator) measured() error {
	rows, err := g.table("tests.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		bare, ok := strings.CutSuffix(r.get("name"), " level")
		if !ok {
			continue
		}
		if drug, known := g.named(annotation.Medication, bare); known && g.b.Concept(drug).Flags&lexicon.TestValue != 0 {
			test, _ := g.named(annotation.TestProcedure, r.get("name"))
			g.add(test, bare, 0, lexicon.Synonym)
			g.b.Concept(drug).Related = append(g.b.Concept(drug).Related, test)
		}
	}
	return nil
}

// procedures: name, type (P procedure, T treatment), synonyms, abbreviations.
func (g *generator) procedures() error {
	return g.plain("procedures.tsv", func(r row) lexicon.Concept {
		c := lexicon.Concept{Category: annotation.TestProcedure, Type: "PROCEDURE_NAME", Flags: flags(r.get("flags"))}
		if r.get("type") == "T" {
			c.Type = "TREATMENT_NAME"
		}
		return c
	})
}

func (g *generator) anatomy() error {
	for _, w := range []string{"of", "the", "in", "to", "at", "on", "a", "an", "his", "her", "and", "left", "right", "bilateral", "both"} {
		g.b.IgnoreInBags(w)
	}
	rows, err := g.table("anatomy.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, s := range r.list("synonyms") {
			if !strings.ContainsAny(s, " -") && !strings.ContainsAny(r.get("name"), " -") {
				g.b.StandsFor(s, r.get("name"))
			}
		}
	}
	for _, pair := range [][2]string{{"cancer", "carcinoma"}, {"tumor", "neoplasm"}, {"calculus", "stone"}, {"calculi", "stone"}, {"haemorrhage", "bleeding"}, {"hemorrhage", "bleeding"}, {"ache", "pain"}, {"insufficiency", "failure"}, {"disorder", "disease"}, {"discomfort", "pain"}} {
		g.b.StandsFor(pair[0], pair[1])
	}
	return g.plain("anatomy.tsv", func(r row) lexicon.Concept {
		return lexicon.Concept{Category: annotation.Anatomy, Type: "SYSTEM_ORGAN_SITE", Flags: flags(r.get("flags"))}
	})
}

// directions are the words of side and position; they stand in the category of anatomy with the flag Laterality.
func (g *generator) directions() error {
	return g.plain("directions.tsv", func(r row) lexicon.Concept {
		return lexicon.Concept{Category: annotation.Anatomy, Type: "DIRECTION", Flags: lexicon.Laterality}
	})
}

// modifiers: adjectives that extend a condition to the left and are nothing by themselves: cognitive, visual.
func (g *generator) modifiers() error {
	return g.plain("modifiers.tsv", func(r row) lexicon.Concept {
		return lexicon.Concept{Category: annotation.Anatomy, Type: "MODIFIER", Flags: lexicon.Generic}
	})
}

// social: name, type (Comprehend Medical's), synonyms.
func (g *generator) social() error {
	return g.plain("social.tsv", func(r row) lexicon.Concept {
		return lexicon.Concept{Category: annotation.Social, Type: r.get("type"), Flags: flags(r.get("flags"))}
	})
}

// plain reads a table of one concept a row.
func (g *generator) plain(file string, make func(row) lexicon.Concept) error {
	rows, err := g.table(file)
	if err != nil {
		return err
	}
	var wrong []error
	for _, r := range rows {
		c := make(r)
		c.Name, c.Source = r.get("name"), strings.TrimSuffix(file, ".tsv")
		if id, ok := g.named(c.Category, c.Name); ok && g.b.Concept(id).Type == c.Type {
			wrong = append(wrong, r.errorf("%s stands twice: it is a name of %s", c.Name, g.b.Concept(id).Name))
		}
		g.surfaces(g.b.AddConcept(c), c.Category, r)
	}
	return errors.Join(wrong...)
}

// negated: words that deny a condition by themselves: name, of (the condition's name in conditions.tsv).
func (g *generator) negated() error {
	rows, err := g.table("negated.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		of, ok := g.named(annotation.Condition, r.get("of"))
		if !ok {
			return r.errorf("%q is not in conditions.tsv", r.get("of"))
		}
		c := *g.b.Concept(of)
		c.Flags |= lexicon.Negated
		c.Related = []uint32{of}
		id := g.b.AddConcept(c)
		for _, s := range r.list("name") {
			g.add(id, s, 0, lexicon.Synonym)
		}
	}
	return nil
}
