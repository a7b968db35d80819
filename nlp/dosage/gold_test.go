package dosage_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/dosage"
	"github.com/tarn-sql/tarn/testdata/shared"
)

// correction amends the gold of one line of sig_dev.jsonl, which is named by number and by the first digits of its SHA-256.
type correction struct {
	Line   int            `json:"line"`
	SHA256 string         `json:"sha256"`
	Set    map[string]any `json:"set"`   // fields that the text says and the gold lacks or has otherwise
	Unset  []string       `json:"unset"` // fields that do not follow from the text
	Reason string         `json:"reason"`
}

// gold is the instructions with their corrected fields.
type gold struct {
	text   string
	fields map[string]any
}

func readGold(t *testing.T, corrected bool) []gold {
	t.Helper()
	corrections := map[int]correction{}
	raw, err := os.ReadFile("../eval/sig_corrections.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		var c correction
		if err := json.Unmarshal([]byte(l), &c); err != nil {
			t.Fatalf("%s: %v", l, err)
		}
		corrections[c.Line] = c
	}
	f, err := os.Open(shared.Path(t, "nlp", "corpora", "medication_attr", "sig_dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []gold
	in := bufio.NewScanner(f)
	for line := 1; in.Scan(); line++ {
		g := gold{fields: map[string]any{}}
		if err := json.Unmarshal(in.Bytes(), &g.fields); err != nil {
			t.Fatal(err)
		}
		g.text = g.fields["text"].(string)
		if c, ok := corrections[line]; ok && corrected {
			sum := sha256.Sum256(in.Bytes())
			if !strings.HasPrefix(hex.EncodeToString(sum[:]), c.SHA256) || c.SHA256 == "" {
				t.Fatalf("line %d has SHA-256 %x: the correction is for %q", line, sum, c.SHA256)
			}
			for k, v := range c.Set {
				g.fields[k] = v
			}
			for _, k := range c.Unset {
				delete(g.fields, k)
			}
		}
		list = append(list, g)
	}
	return list
}

// fields prints what is scored of the gold.
func (g gold) scored() map[string]string {
	get := func(k string) string {
		if v, ok := g.fields[k]; ok && v != nil {
			return normal(fmt.Sprint(v))
		}
		return ""
	}
	m := map[string]string{
		"dose": get("dose_low"), "unit": unitName(get("dose_unit")), "route": routeName(get("route")), "count": get("count"),
		"prn": get("asNeeded"), "reason": get("asNeeded_for"), "rate": get("rate"),
	}
	if h := get("dose_high"); h != "" && h != m["dose"] {
		m["dose"] += ".." + h
	}
	if f := get("frequency") + get("frequencyMax"); f != "" {
		m["frequency"] = get("frequency")
		if x := get("frequencyMax"); x != "" {
			m["frequency"] += ".." + x
		}
		m["period"] = get("period") + get("periodUnit")
		if x := get("periodMax"); x != "" && x != get("period") {
			m["period"] = get("period") + ".." + x + get("periodUnit")
		}
	}
	if d, ok := g.fields["dayOfWeek"]; ok {
		m["days"] = strings.Trim(fmt.Sprint(d), "[]")
	}
	if d := get("duration"); d != "" {
		m["duration"] = d + get("durationUnit")
	}
	return m
}

// scoredSig prints the same fields of what was read: those of the first step.
func scoredSig(s dosage.Sig) map[string]string {
	t := s.Steps[0]
	m := map[string]string{"unit": unitName(t.Dose.Unit), "route": t.Route.Name, "reason": strings.ToLower(t.Reason)}
	if t.Dose.Set {
		m["dose"] = t.Dose.Low.String()
		if t.Dose.IsRange() {
			m["dose"] += ".." + t.Dose.High.String()
		}
	}
	if t.AsNeeded {
		m["prn"] = "true"
	} else {
		m["reason"] = ""
	}
	if t.Rate.Set {
		m["rate"] = strings.ToLower(showAmount(t.Rate))
	}
	if c := t.Timing; c.Unit != "" {
		if c.Frequency > 0 {
			m["frequency"] = fmt.Sprint(c.Frequency)
		}
		if c.FrequencyMax > 0 {
			m["frequency"] += fmt.Sprint("..", c.FrequencyMax)
		}
		m["period"] = c.Period.String()
		if !c.PeriodMax.IsZero() {
			m["period"] += ".." + c.PeriodMax.String()
		}
		m["period"] += c.Unit
	}
	if t.Timing.Count > 0 {
		m["count"] = fmt.Sprint(t.Timing.Count)
	}
	m["days"] = strings.Join(t.Timing.Days, " ")
	if t.Infusion.Unit != "" {
		m["duration"] = showLength(t.Infusion)
	}
	return m
}

func normal(s string) string {
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	return strings.ToLower(strings.TrimSpace(s))
}

func unitName(s string) string {
	s = strings.ToLower(s)
	if n, ok := map[string]string{
		"tab": "tablet", "u": "unit", "opdrop": "drop", "eye drop": "drop", "milligram": "mg", "microgram": "mcg", "ug": "mcg", "ea": "each", "cap": "capsule",
		"ml/h": "ml/h", "gram": "g",
	}[s]; ok {
		return n
	}
	return s
}

func routeName(s string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "route"))
}

var scoredFields = []string{"dose", "unit", "route", "frequency", "period", "days", "count", "prn", "reason", "rate", "duration"}

// TestGold scores the instructions with structured gold, with our corrections and without. A field counts where gold or
// reading has it; a route that only follows from the form counts where the gold has one.
func TestGold(t *testing.T) {
	right, all, whole, rows := scoreGold(t, false)
	t.Logf("gold as it is: fields %d of %d = %.3f, whole %d of %d = %.3f", sum(right), sum(all), share(sum(right), sum(all)), whole, rows, share(whole, rows))
	right, all, whole, rows = scoreGold(t, true)
	for _, f := range scoredFields {
		t.Logf("%-10s %d of %d = %.3f", f, right[f], all[f], share(right[f], all[f]))
		if share(right[f], all[f]) < 0.97 {
			t.Errorf("%s: %d of %d right", f, right[f], all[f])
		}
	}
	t.Logf("whole      %d of %d = %.3f", whole, rows, share(whole, rows))
	if share(whole, rows) < 0.97 {
		t.Errorf("%d of %d instructions right", whole, rows)
	}
}

// scoreGold counts the fields that are right and those there are, and the same of whole instructions.
func scoreGold(t *testing.T, corrected bool) (right, all map[string]int, whole, rows int) {
	right, all = map[string]int{}, map[string]int{}
	for n, g := range readGold(t, corrected) {
		sig := dosage.ParseSig(g.text)
		want, got := g.scored(), scoredSig(sig)
		rows++
		ok := true
		for _, f := range scoredFields {
			if f == "route" && sig.Steps[0].RouteImplied && want[f] == "" {
				got[f] = ""
			}
			if want[f] == "" && got[f] == "" {
				continue
			}
			all[f]++
			if want[f] == got[f] {
				right[f]++
				continue
			}
			if ok = false; corrected {
				t.Logf("line %d %s: want %q, got %q", n+1, f, want[f], got[f])
			}
		}
		if ok {
			whole++
		}
	}
	return right, all, whole, rows
}

func sum(m map[string]int) (n int) {
	for _, v := range m {
		n += v
	}
	return n
}

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }
