package learned

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/vocab/product"
	"github.com/tarn-sql/tarn/nlp/vocab/worth"
)

// Row is a coding of the store with the number of times that it stands there. Equal rows may come more than once.
type Row struct {
	System   string
	Code     string
	Display  string
	Text     string // CodeableConcept.text beside the coding
	Resource string // type of the resource: Condition, MedicationRequest, …
	Count    int    // 0 counts as 1
	Path     string // of the element in the resource, without [x]: code, reaction.manifestation; "" where that is not known
}

// minText is how often a text that is no display must stand with a code to become a term.
const minText = 2

// Stats says what Build made.
type Stats struct{ Rows, Concepts, Terms, Stopped int }

// concept collects the rows of one code.
type concept struct {
	system, code string
	count        int
	displays     map[string]int
	texts        map[string]int
	roles        map[string]int
}

// Build makes the image of a learned vocabulary. The same rows in any order give the same bytes. version is recorded in the
// image; it should change with the rows (their hash).
func Build(rows iter.Seq[Row], version string) ([]byte, Stats) {
	l := learner{b: lexicon.NewBuilder(), broad: map[string]int{}}
	worth.Prepare(l.b)
	for _, c := range ordered(l.gather(rows)) {
		l.put(c)
	}
	return l.b.Image(lexicon.Meta{Name: "learned", Version: version, Licence: "the store's own data", Source: "codings of the store"}), l.stats
}

// learner makes the image.
type learner struct {
	b     *lexicon.Builder
	judge worth.Judge
	stats Stats
	broad map[string]int // how many concepts have a name that says less than they do
}

// gather puts the rows of each code together.
func (l *learner) gather(rows iter.Seq[Row]) map[[2]string]*concept {
	all := map[[2]string]*concept{}
	for r := range rows {
		l.stats.Rows++
		role, ok := roleOf(&r)
		if r.System == "" || r.Code == "" || !ok {
			continue
		}
		key := [2]string{r.System, r.Code}
		c := all[key]
		if c == nil {
			c = &concept{system: r.System, code: r.Code, displays: map[string]int{}, texts: map[string]int{}, roles: map[string]int{}}
			all[key] = c
		}
		n := max(1, r.Count)
		c.count += n
		c.roles[string(role)] += n
		count(c.displays, r.Display, n)
		count(c.texts, r.Text, n)
	}
	return all
}

func count(m map[string]int, s string, n int) {
	if s = strings.Join(strings.Fields(s), " "); s != "" {
		m[s] += n
	}
}

// ordered are the concepts, the commonest first, so that the matcher names it first.
func ordered(all map[[2]string]*concept) []*concept {
	out := make([]*concept, 0, len(all))
	for _, c := range all {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b *concept) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.system, b.system), cmp.Compare(a.code, b.code))
	})
	return out
}

// put adds the concept with its terms, if it has any.
func (l *learner) put(c *concept) {
	display := commonest(c.displays)
	if display == "" {
		display = commonest(c.texts)
	}
	kind, ok := c.kind(display)
	if !ok || display == "" || !l.wanted(c, display, kind) {
		l.stats.Stopped++
		return
	}
	name := bareName(display)
	if kind == drug {
		name = product.Ingredient(name)
	}
	codes := []lexicon.Code{{System: c.system, Code: c.code, Display: display}}
	if kind == drug {
		codes = l.withIngredients(codes, name)
	}
	t := terms{learner: l, kind: kind, sure: c.sure(display, kind), concept: lexicon.Concept{
		Category: kind.category, Type: kind.typ, Kind: kind.trait, Name: name, Source: "learned", Codes: codes,
	}}
	for _, d := range sorted(c.displays) {
		t.name(d, lexicon.Preferred)
		if kind == drug {
			for _, n := range product.Names(d) {
				t.broader(n)
			}
		}
		if kind == test {
			t.broader(unbracketed(d))
		}
	}
	for _, text := range sorted(c.texts) {
		if c.texts[text] >= minText || c.displays[text] > 0 {
			t.name(text, lexicon.Synonym)
		}
	}
}

// withIngredients adds the codes of a product's ingredients, so that "lisinopril 10 MG Oral Tablet" is lisinopril too.
func (l *learner) withIngredients(codes []lexicon.Code, ingredients string) []lexicon.Code {
	for name := range strings.SplitSeq(ingredients, " / ") {
		for _, c := range l.judge.Codes(name, annotation.Medication) {
			if c.System == lexicon.RxNorm && !slices.ContainsFunc(codes, func(have lexicon.Code) bool { return have.System == c.System && have.Code == c.Code }) {
				codes = append(codes, c)
			}
		}
	}
	return codes
}

// wanted reports whether the concept is a thing that notes tell of.
func (l *learner) wanted(c *concept, display string, k kind) bool {
	name, most := bareName(display), role(commonest(c.roles))
	switch {
	case k == drug && most != rDrug && systems[c.system] != drug && !l.judge.Has(name, annotation.Medication):
		return false // an allergen or a reason that is no drug: food, pollen, latex
	case most == rPart && !strings.Contains(display, "[") && !l.judge.Has(name, k.category):
		return false // asked together with others, not measured
	}
	return !nameless(name, k)
}

// terms adds the names of one concept, which comes into the image with the first that may be a term.
type terms struct {
	*learner
	kind    kind
	sure    bool // its system or its tag knows it as a disease or an ingredient
	concept lexicon.Concept
	id      uint32
	added   bool
}

// name adds a name without its semantic tag, and as people say it. With its tag it is added only where the rest alone may be
// no term: "Unemployed (finding)", "History of seizure (situation)", whose words mean a seizure, past. Elsewhere a tag does
// harm: "Cough (finding)" is also what "Cough. FINDINGS:" says.
func (t *terms) name(name string, m lexicon.Method) {
	bare := bareName(name)
	if bare != name && (past(bare) || !t.judge.Term(bare, t.kind.category, t.sure)) {
		t.add(name, m)
		return
	}
	t.add(bare, m)
	if plain := plainName(bare); plain != bare {
		t.add(plain, lexicon.Synonym)
	}
}

// maxBroad is how many concepts a name may stand for that says less than they do: the commonest. A large hospital gives
// insulin in two hundred products.
const maxBroad = 20

// broader adds a name that says less than the concept.
func (t *terms) broader(name string) {
	if name == "" {
		return
	}
	low := strings.ToLower(name)
	if t.broad[low] >= maxBroad {
		return
	}
	t.broad[low]++
	t.add(name, lexicon.Broader)
}

func (t *terms) add(term string, m lexicon.Method) {
	if !t.judge.Term(term, t.kind.category, t.sure) || nameless(term, t.kind) {
		t.stats.Stopped++
		return
	}
	if !t.added {
		t.id, t.added = t.b.AddConcept(t.concept), true
		t.stats.Concepts++
	}
	if t.b.AddTerm(t.id, term, t.judge.Flags(t.b, term, t.kind.category), m) {
		t.stats.Terms++
	}
}

// unbracketed is a test's name without its kind of property: "Glucose [Mass/volume] in Blood" is "Glucose in Blood"; "" where
// there is none.
func unbracketed(name string) string {
	i, j := strings.Index(name, " ["), strings.Index(name, "] ")
	if i < 0 || j < i {
		return ""
	}
	return name[:i] + name[j+1:]
}

func sorted(m map[string]int) []string {
	out := make([]string, 0, len(m))
	for s := range m {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func commonest(m map[string]int) string {
	best := ""
	for _, s := range sorted(m) {
		if best == "" || m[s] > m[best] {
			best = s
		}
	}
	return best
}
