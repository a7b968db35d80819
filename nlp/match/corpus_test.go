package match_test

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/abbreviation"
	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/match"
	"github.com/tarn-sql/tarn/nlp/token"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// doc is a PubTator document with its gold spans by kind: C chemical, D disease.
type doc struct {
	text string
	gold map[string]bool
}

func pubtator(t testing.TB, file string) []doc {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var docs []doc
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		line := in.Text()
		switch p := strings.SplitN(line, "|", 3); {
		case len(p) == 3 && p[1] == "t":
			docs = append(docs, doc{text: p[2], gold: map[string]bool{}})
			continue
		case len(p) == 3 && p[1] == "a":
			docs[len(docs)-1].text += " " + p[2]
			continue
		}
		if c := strings.Split(line, "\t"); len(c) >= 6 && c[1] != "CID" {
			kind := "D"
			if c[4] == "Chemical" {
				kind = "C"
			}
			d := &docs[len(docs)-1]
			begin, _ := strconv.Atoi(c[1])
			end, _ := strconv.Atoi(c[2])
			r := []rune(d.text)
			b := len(string(r[:begin]))
			d.gold[kind+key(b, b+len(string(r[begin:end])))] = true
		}
	}
	return docs
}

func key(begin, end int) string { return fmt.Sprint(begin, "-", end) }

// score is strict: span and kind.
type score struct{ tp, fp, fn int }

func (s score) f1() float64 { return 2 * float64(s.tp) / float64(2*s.tp+s.fp+s.fn) }

func (s score) String() string {
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", float64(s.tp)/float64(s.tp+s.fp), float64(s.tp)/float64(s.tp+s.fn), s.f1())
}

func evaluate(t testing.TB, docs []doc) (chem, dis score) {
	lex := lexicon.Default()
	m, r := match.New(lex), abbreviation.New(lex)
	var tokens []annotation.Token
	var found []match.Match
	wrong, missed := map[string][2]int{}, map[string]int{}
	for _, d := range docs {
		tokens = token.Scan(tokens[:0], d.text)
		lex.Normalise(d.text, tokens)
		found = m.Find(found[:0], d.text, tokens)
		found = r.Resolve(d.text, tokens, found, nil)
		got := map[string]bool{}
		for _, x := range found {
			kind := map[annotation.Category]string{annotation.Medication: "C", annotation.Condition: "D"}[x.Category]
			if kind == "" || x.Ambiguous {
				continue
			}
			k := kind + key(x.Begin, x.End)
			if got[k] {
				continue
			}
			got[k] = true
			s := &chem
			if kind == "D" {
				s = &dis
			}
			name := kind + " " + strings.ToLower(d.text[x.Begin:x.End])
			w := wrong[name]
			if d.gold[k] {
				s.tp++
				w[0]++
			} else {
				s.fp++
				w[1]++
			}
			wrong[name] = w
		}
		for k := range d.gold {
			if got[k] {
				continue
			}
			if k[0] == 'C' {
				chem.fn++
			} else {
				dis.fn++
			}
			a, b, _ := strings.Cut(k[1:], "-")
			i, _ := strconv.Atoi(a)
			j, _ := strconv.Atoi(b)
			missed[k[:1]+" "+strings.ToLower(d.text[i:j])]++
		}
	}
	if os.Getenv("TARN_ERRORS") != "" {
		report(wrong, missed)
	}
	return chem, dis
}

func report(wrong map[string][2]int, missed map[string]int) {
	var names []string
	for n, w := range wrong {
		if w[1] > 0 {
			names = append(names, n)
		}
	}
	sort.Slice(names, func(i, j int) bool {
		return wrong[names[i]][1]-wrong[names[i]][0] > wrong[names[j]][1]-wrong[names[j]][0]
	})
	for _, n := range names[:min(len(names), 400)] {
		fmt.Printf("FP %s %d/%d\n", n, wrong[n][1], wrong[n][0])
	}
	names = names[:0]
	for n := range missed {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool { return missed[names[i]] > missed[names[j]] })
	for _, n := range names[:min(len(names), 500)] {
		fmt.Printf("FN %s %d\n", n, missed[n])
	}
}

// The floors are the figures of the day they were set, less half a point: they only go up.
func TestCorpora(t *testing.T) {
	for _, c := range []struct {
		folder, file string
		chem, dis    float64
	}{
		{"bc5cdr", "CDR_DevelopmentSet.PubTator.txt", 0.845, 0.785},
		{"ncbi_disease", "NCBI_devel.pubtator.txt", 0, 0.67},
	} {
		file := c.file
		if os.Getenv("TARN_TRAIN") != "" {
			file = map[string]string{"bc5cdr": "CDR_TrainingSet.PubTator.txt", "ncbi_disease": "NCBI_train.pubtator.txt"}[c.folder]
		}
		chem, dis := evaluate(t, pubtator(t, shared.Path(t, "nlp", "corpora", c.folder, file)))
		t.Logf("%s: chemicals %v, diseases %v", c.folder, chem, dis)
		if chem.tp > 0 && chem.f1() < c.chem {
			t.Errorf("%s: chemicals F1 %.3f is below %.3f", c.folder, chem.f1(), c.chem)
		}
		if dis.f1() < c.dis {
			t.Errorf("%s: diseases F1 %.3f is below %.3f", c.folder, dis.f1(), c.dis)
		}
	}
}
