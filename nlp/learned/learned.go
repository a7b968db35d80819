package learned

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// Row is a coding of the store with the number of times that it stands there. Equal rows may come more than once.
type Row struct {
	System   string
	Code     string
	Display  string
	Text     string // CodeableConcept.text beside the coding
	Resource string // type of the resource: Condition, MedicationRequest, …
	Count    int    // 0 counts as 1
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
	resources    map[string]int
}

// Build makes the image of a learned vocabulary. The same rows in any order give the same bytes. version is recorded in the
// image; it should change with the rows (their hash).
func Build(rows iter.Seq[Row], version string) ([]byte, Stats) {
	var stats Stats
	all := map[[2]string]*concept{}
	for r := range rows {
		stats.Rows++
		if r.System == "" || r.Code == "" {
			continue
		}
		key := [2]string{r.System, r.Code}
		c := all[key]
		if c == nil {
			c = &concept{system: r.System, code: r.Code, displays: map[string]int{}, texts: map[string]int{}, resources: map[string]int{}}
			all[key] = c
		}
		n := max(1, r.Count)
		c.count += n
		c.resources[r.Resource] += n
		count(c.displays, r.Display, n)
		count(c.texts, r.Text, n)
	}
	b := lexicon.NewBuilder()
	for _, c := range ordered(all) {
		c.put(b, &stats)
	}
	return b.Image(lexicon.Meta{Name: "learned", Version: version, Licence: "the store's own data", Source: "codings of the store"}), stats
}

func count(m map[string]int, s string, n int) {
	if s = strings.TrimSpace(s); s != "" {
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

// put adds the concept with its terms.
func (c *concept) put(b *lexicon.Builder, stats *Stats) {
	display := commonest(c.displays)
	if display == "" {
		display = commonest(c.texts)
	}
	kind, ok := c.kind(display)
	if !ok || display == "" || stopped(bareName(display)) {
		stats.Stopped++
		return
	}
	id := b.AddConcept(lexicon.Concept{
		Category: kind.category, Type: kind.typ, Kind: kind.trait, Name: bareName(display), Source: "learned",
		Codes: []lexicon.Code{{System: c.system, Code: c.code, Display: display}},
	})
	stats.Concepts++
	add := func(term string, method lexicon.Method) {
		if stopped(term) {
			stats.Stopped++
			return
		}
		if b.AddTerm(id, term, lexicon.Permutable, method) {
			stats.Terms++
		}
	}
	for _, d := range sorted(c.displays) {
		add(d, lexicon.Preferred)
		add(bareName(d), lexicon.Preferred)
		if kind.drug {
			for _, n := range ingredients(d) {
				add(n, lexicon.Broader)
			}
		}
	}
	for _, t := range sorted(c.texts) {
		if c.texts[t] >= minText || c.displays[t] > 0 {
			add(t, lexicon.Synonym)
			add(bareName(t), lexicon.Synonym)
		}
	}
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
