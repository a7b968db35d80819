// Package product reads the names of drug products as RxNorm writes them: "Acetaminophen 325 MG / Hydrocodone Bitartrate
// 7.5 MG Oral Tablet [Norco]" is a product of acetaminophen and hydrocodone, with the brand Norco.
//
// Left neighbours: vocab and learned, which make terms of foreign names. It knows words only.
package product

import (
	"slices"
	"strings"
)

// forms are the words where a drug's name ends and its form begins.
var forms = words(`oral tablet capsule injection injectable topical solution suspension extended delayed chewable disintegrating ophthalmic otic nasal rectal
	vaginal transdermal inhalation inhalant metered dry prefilled pen cream ointment gel lotion patch spray powder implant system sublingual buccal pack drug
	intrauterine lozenge syrup elixir foam auto-injector granules film suppository 24hr 12hr mucosal sustained tablets capsules tab cap caplet inhaler syringe vial
	cartridge effervescent orally er xr sr dr ec intravenous subcutaneous intramuscular irrigation enema shampoo paste swab drops emulsion kit`)

// units end a strength: what stands before them is a number.
var units = words(`mg mcg g ug kg ml l unt unit units meq % hr hour hours day days actuat mg/ml unt/ml mg/actuat mcg/actuat mg/hr mcg/hr iu iu/ml mmol cells mg/mg meq/ml
	mcg/ml mcg/mg mg/g g/ml ml/ml unt/mg unt/hr cells/ml mci mci/ml bau bau/ml pnu amb`)

// salts are the words by which a drug's name says its salt; sources those that say where an ingredient comes from.
var (
	salts = words(`hydrochloride hcl sodium potassium sulfate sulphate succinate tartrate besylate maleate phosphate acetate calcium bitartrate fumarate mesylate citrate
		bromide hydrobromide chloride nitrate hyclate propionate dipropionate monohydrate dihydrate anhydrous trihydrate hemihydrate furoate valerate pamoate
		decanoate palmitate estolate gluconate lactate carbonate bicarbonate oxalate tosylate disoproxil alafenamide medoxomil axetil proxetil etexilate
		magnesium trometamol tromethamine meglumine arginine benzathine macrocrystals besilate`)
	// alone are what is no drug's name by itself when its salt is cut off.
	alone   = words(`ferrous ferric zinc magnesium calcium lithium aluminum barium silver ammonium sodium potassium copper selenious chromic manganese fluoride hydrogen`)
	sources = words(`porcine human bovine equine usp recombinant rdna`)
)

func words(list string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(list) {
		all[w] = true
	}
	return all
}

// Names are the names of a product without strengths and forms, sorted: the ingredients with their salts and without, and
// the brand. "Acetaminophen 325 MG / Hydrocodone Bitartrate 7.5 MG Oral Tablet [Norco]" gives "Acetaminophen / Hydrocodone",
// "Acetaminophen / Hydrocodone Bitartrate" and "Norco". A name that is no product's gives none.
func Names(display string) []string {
	var out []string
	add := func(s string) {
		if s != "" && s != display && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	names, bases, brands := parts(display)
	for _, b := range brands {
		add(b)
	}
	add(strings.Join(names, " / "))
	add(strings.Join(bases, " / "))
	if len(bases) == 1 {
		add(turned(bases[0]))
	}
	slices.Sort(out)
	return out
}

// Ingredient is what a product is made of, without salts: "Acetaminophen / Hydrocodone"; the display itself where that says no
// more.
func Ingredient(display string) string {
	_, bases, _ := parts(display)
	if len(bases) == 0 {
		return display
	}
	return strings.Join(bases, " / ")
}

// parts are the ingredients with their salts and without, and the brands, which stand in brackets behind the product, or
// in some systems in parentheses behind the ingredient: "lisinopril (PRINIVIL, ZESTRIL) 10 MG tablet".
func parts(display string) (names, bases, brands []string) {
	if i, j := strings.LastIndexByte(display, '['), strings.LastIndexByte(display, ']'); i >= 0 && j > i+1 {
		brands = append(brands, brandName(display[i+1:j]))
		display = display[:i] + display[j+1:]
	}
	if strings.HasPrefix(display, "{") { // a pack: {24 (drospirenone 3 MG / ethinyl estradiol 0.02 MG Oral Tablet) / 4 (inert …) } Pack
		display = strings.NewReplacer("{", "", "}", "", "(", "", ")", "").Replace(display)
	}
	for _, part := range strings.Split(display, " / ") {
		n := nameOf(part)
		if i, j := strings.Index(n, " ("), strings.LastIndexByte(n, ')'); i > 0 && j == len(n)-1 && len(n) < len(part) {
			for _, b := range strings.FieldsFunc(n[i+2:j], func(r rune) bool { return r == ',' || r == '/' }) {
				if b = strings.TrimSpace(b); !sources[strings.ToLower(b)] {
					brands = append(brands, b)
				}
			}
			n = n[:i]
		}
		if n == "" || strings.EqualFold(n, "inert ingredients") || slices.Contains(names, n) {
			continue
		}
		names, bases = append(names, n), append(bases, baseOf(n))
	}
	return names, bases, brands
}

// brandName is a brand without the days of its pack: "Yaz 28 Day".
func brandName(s string) string {
	f := strings.Fields(s)
	for i, w := range f {
		if i > 0 && startsWithDigit(w) {
			return strings.Join(f[:i], " ")
		}
	}
	return strings.Join(f, " ")
}

// nameOf is the part's words before the first strength or form, after what RxNorm puts before a name: release times,
// volumes, numbers of puffs or tablets, application numbers ("24 HR", "0.4 ML", "200 ACTUAT", "21 (", "NDA020503",
// "Abuse-Deterrent").
func nameOf(part string) string {
	f := strings.Fields(part)
	for len(f) >= 2 && leading(f) {
		f = f[1:]
	}
	for i, w := range f {
		l := strings.ToLower(strings.Trim(w, ",;"))
		if i > 0 && (forms[l] || units[l]) || forms[l] || startsWithDigit(w) && i+1 < len(f) && units[strings.ToLower(f[i+1])] || i > 0 && strength(l) {
			f = f[:i]
			break
		}
	}
	return strings.Trim(strings.Join(f, " "), " ,;")
}

// leading reports whether the first word stands before the name.
func leading(f []string) bool {
	w := strings.ToLower(f[0])
	switch {
	case strings.HasPrefix(w, "nda") && len(w) > 3 && startsWithDigit(w[3:]), strings.HasSuffix(w, "-deterrent"), strings.HasSuffix(w, "-actuated"):
		return true
	case units[w]: // behind its number
		return true
	}
	number := strings.Trim(w, "0123456789.,") == ""
	return number && startsWithDigit(w)
}

// strength reports whether a word is a number with its unit: 500mg, 10mg/5ml.
func strength(w string) bool {
	i := 0
	for i < len(w) && (w[i] >= '0' && w[i] <= '9' || w[i] == '.' || w[i] == ',') {
		i++
	}
	return i > 0 && i < len(w) && (units[w[i:]] || strings.Contains(w[i:], "/"))
}

// baseOf is a name without its salt and its source: "Metformin hydrochloride" is "Metformin", "heparin sodium, porcine"
// "heparin".
func baseOf(name string) string {
	var f []string
	for _, w := range strings.Fields(name) {
		if !sources[strings.ToLower(strings.Trim(w, ",()"))] {
			f = append(f, w)
		}
	}
	for len(f) > 1 && salts[strings.ToLower(strings.Trim(f[len(f)-1], ","))] && !alone[strings.ToLower(f[len(f)-2])] {
		f = f[:len(f)-1]
	}
	return strings.Trim(strings.Join(f, " "), " ,")
}

// turned is an inverted name as people say it: "insulin, regular" is "regular insulin"; "" where it is not inverted.
func turned(name string) string {
	head, tail, ok := strings.Cut(name, ", ")
	if !ok || strings.Contains(tail, ",") {
		return ""
	}
	return tail + " " + head
}

func startsWithDigit(w string) bool { return w != "" && (w[0] >= '0' && w[0] <= '9' || w[0] == '.') }
