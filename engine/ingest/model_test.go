package ingest_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/engine/ingest"
	"github.com/tarn-sql/tarn/engine/ingest/ingesttest"
	"github.com/tarn-sql/tarn/engine/store"
)

// The model is the version rule told the other way round: not as windows over sets, but resource by resource in the order
// of arrival, as one would do it by hand. TestModel lets SQL and model play the same random loads.

// modelVersion is a stored version or a candidate. Ranks are -1 where there is none.
type modelVersion struct {
	content     string
	deleted     bool
	stated      bool
	number      int // as stated, then as ranked
	time        int
	isCandidate bool
}

// modelResource is what the model stores of one resource.
type modelResource struct {
	versions []modelVersion
	current  int // index in versions
}

func (m *modelResource) find(content string) int {
	for i, v := range m.versions {
		if v.content == content {
			return i
		}
	}
	return -1
}

// anyNew says whether there is a version that is not known and says which one it is.
func (m *modelResource) anyNew(candidates []modelVersion) bool {
	return slices.ContainsFunc(candidates, func(c modelVersion) bool { return c.stated && m.find(c.content) < 0 })
}

// load takes the candidates in the order of arrival and counts what becomes of them.
func (m *modelResource) load(candidates []modelVersion) (count ingest.TypeCount) {
	last := map[string]int{}
	for i, c := range candidates {
		last[c.content] = i
	}
	isNew := len(m.versions) == 0
	var cur modelVersion
	confirmedAt := -1
	if !isNew {
		cur = m.versions[m.current]
		if i, ok := last[cur.content]; ok && (candidates[i].stated || !m.anyNew(candidates[:i])) {
			confirmedAt = i
		}
	}

	// The order in which they are heard.
	var heard []modelVersion
	if !isNew && confirmedAt < 0 {
		heard = append(heard, cur)
	}
	for i, c := range candidates {
		switch known := m.find(c.content) >= 0; {
		case last[c.content] != i:
		case i == confirmedAt:
			heard = append(heard, cur)
		case known && c.stated:
		default:
			c.isCandidate = true
			heard = append(heard, c)
		}
	}
	winner := contest(heard)

	wasLive := !isNew && !cur.deleted
	if len(heard) > 0 && heard[winner].isCandidate {
		switch {
		case heard[winner].deleted:
			count.Deleted++
		case wasLive:
			count.Updated++
		default:
			count.New++
		}
	}
	count.Unchanged += int64(len(candidates))
	for i, h := range heard {
		if !h.isCandidate || (i != winner && m.find(h.content) >= 0) {
			continue
		}
		count.Unchanged--
		h.isCandidate = false
		m.versions = append(m.versions, h)
		if i == winner {
			m.current = len(m.versions) - 1
		} else {
			count.Older++
		}
	}
	return count
}

// contest ranks the versions as they come and returns the one that holds the field in the end.
func contest(heard []modelVersion) (winner int) {
	highest := -1           // number so far
	newest := map[int]int{} // time so far, by number
	number, time := -2, -2  // of the winner
	for i := range heard {
		h := &heard[i]
		if h.number < 0 {
			h.number = highest
		}
		highest = max(highest, h.number)
		if t, ok := newest[h.number]; ok && h.time < 0 {
			h.time = t
		}
		newest[h.number] = max(h.time, orMinus(newest, h.number))
		if h.number > number || h.number == number && h.time >= time {
			winner, number, time = i, h.number, h.time
		}
	}
	return winner
}

func orMinus(m map[int]int, k int) int {
	if v, ok := m[k]; ok {
		return v
	}
	return -1
}

// TestModel plays random loads of a few resources with few versions, times and contents, so that everything collides.
func TestModel(t *testing.T) {
	rounds := 8
	if testing.Short() {
		rounds = 3
	}
	for seed := range rounds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { playRandom(t, uint64(seed)) })
	}
}

func playRandom(t *testing.T, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 7))
	f := open(t, t.TempDir(), store.Options{})
	model := map[string]*modelResource{}
	var past []string
	for range 6 {
		var lines []string
		again := len(past) > 0 && rng.IntN(4) == 0
		if again {
			lines = past // a load said again
		} else {
			for range 1 + rng.IntN(40) {
				lines = append(lines, randomResource(rng))
			}
		}
		past = lines
		want := modelLoad(t, model, lines)
		got := f.loadLines(lines, 1+rng.IntN(3))
		got = got[:strings.Index(got, "\n")+1]
		if got != want {
			t.Fatalf("load\n%s\ngot  %swant %s", strings.Join(lines, "\n"), got, want)
		}
		if again && !strings.Contains(got, fmt.Sprintf(": unchanged %d\n", len(lines))) {
			t.Fatalf("the same load again\n%s\ngot  %s", strings.Join(lines, "\n"), got)
		}
		if got, want := f.query("SELECT id, name FROM lake.public.patient ORDER BY id"), modelRows(model); got != want {
			t.Fatalf("load\n%s\ngot  %swant %s", strings.Join(lines, "\n"), got, want)
		}
	}
	stored := 0
	for _, m := range model {
		stored += len(m.versions)
	}
	if got, want := f.query("SELECT count(*) FROM lake.history.resource"), fmt.Sprintln(stored); got != want {
		t.Errorf("history has %s versions, want %s", got, want)
	}
}

func randomResource(rng *rand.Rand) string {
	line := fmt.Sprintf("Patient/p%d", rng.IntN(8))
	if rng.IntN(3) > 0 {
		line += fmt.Sprintf(" v=%d", 1+rng.IntN(12))
	}
	if rng.IntN(3) > 0 {
		line += fmt.Sprintf(" t=2020-01-%02d", 1+rng.IntN(4))
	}
	if rng.IntN(6) == 0 {
		return line + " deleted"
	}
	return line + fmt.Sprintf(" name=%c", 'a'+rune(rng.IntN(3)))
}

func modelLoad(t *testing.T, model map[string]*modelResource, lines []string) string {
	candidates := map[string][]modelVersion{}
	for _, line := range lines {
		r, _ := parseResource(t, line)
		candidates[r.ID] = append(candidates[r.ID], modelCandidate(r))
	}
	sum := ingest.Summary{Types: []ingest.TypeCount{{Type: "Patient"}}}
	for id, list := range candidates {
		if model[id] == nil {
			model[id] = &modelResource{}
		}
		c := model[id].load(list)
		to := &sum.Types[0]
		to.New += c.New
		to.Updated += c.Updated
		to.Unchanged += c.Unchanged
		to.Older += c.Older
		to.Deleted += c.Deleted
	}
	text := describe(sum)
	return text[:strings.Index(text, "\n")+1]
}

func modelCandidate(r *ingesttest.Resource) modelVersion {
	v := modelVersion{content: string(r.JSON()), deleted: r.Deleted, number: -1, time: -1}
	if r.Deleted {
		v.content = "deleted " + r.VersionID + " " + r.LastUpdated
	}
	v.stated = r.VersionID != "" || r.LastUpdated != ""
	if r.VersionID != "" {
		_, _ = fmt.Sscan(r.VersionID, &v.number)
	}
	if r.LastUpdated != "" {
		_, _ = fmt.Sscanf(r.LastUpdated, "2020-01-%d", &v.time)
	}
	return v
}

func modelRows(model map[string]*modelResource) string {
	var b strings.Builder
	for i := range 8 {
		id := fmt.Sprintf("p%d", i)
		m := model[id]
		if m == nil || m.versions[m.current].deleted {
			continue
		}
		_, name, _ := strings.Cut(m.versions[m.current].content, `"name":"`)
		fmt.Fprintf(&b, "%s|%s\n", id, strings.TrimSuffix(name, `"}`))
	}
	return b.String()
}
