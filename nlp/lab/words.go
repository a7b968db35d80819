package lab

import (
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// kind is what a word or phrase is to the grammar.
type kind uint8

// The kinds.
const (
	unknown    kind = iota
	testName        // ref indexes tests
	shortName       // an abbreviation, as written; ref indexes tests
	studyName       // a study without a number
	filler          // between a name and its value: was, of, level
	comparator      // ref indexes comparators
	flag            // high, low, critical; ref indexes flags
	result          // a result in words; ref indexes results
	up              // a trend upwards
	down            // a trend downwards
	rangeLead       // reference range, normal
	doseWord        // mg po daily: what stands before is a dose
	over            // over, of a blood pressure
	onAir           // on room air
	between         // between … and
	and
	moment // today, on admission: when a value was
	dated  // on 1/5, at 08:00: a date stands here
	stop   // a word that no value follows: ago, years, pack
)

type word struct {
	kind kind
	ref  int16
	as   string // a short name as it must be written
}

// comparators by their index.
var comparators = [...]struct {
	sign string
	ways []string
}{
	{"<", []string{"<", "less than", "below", "under", "fewer than", "lower than"}},
	{"<=", []string{"≤", "<=", "at most", "no more than"}},
	{">", []string{">", "greater than", "more than", "above", "exceeding", "higher than"}},
	{">=", []string{"≥", ">=", "at least"}},
}

// flags by FHIR's v3-ObservationInterpretation.
var flags = [...]struct {
	code string
	ways []string
}{
	{"H", []string{"high", "elevated", "increased", "mildly elevated", "slightly elevated", "markedly elevated"}},
	{"L", []string{"low", "decreased", "mildly low", "slightly low", "depressed", "markedly low"}},
	{"A", []string{"abnormal", "abn"}},
	{"N", []string{"normal", "wnl", "within normal limits", "within normal range", "nl", "unremarkable", "normal range", "in normal range", "within the normal range", "within range", "normal limits", "at goal"}},
	{"HH", []string{"critically high", "critical high", "panic high"}},
	{"LL", []string{"critically low", "critical low", "panic low"}},
	{"AA", []string{"critical", "critically abnormal", "panic"}},
}

// results in words with their interpretation, "" where none fits.
var results = [...]struct {
	code string
	ways []string
}{
	{"POS", []string{"positive", "pos", "(+)", "+ve"}},
	{"NEG", []string{"negative", "neg", "(-)", "-ve", "none", "none seen", "absent"}},
	{"RR", []string{"reactive"}},
	{"NR", []string{"nonreactive", "non-reactive", "non reactive", "NR"}},
	{"DET", []string{"detected", "present", "detectable"}},
	{"ND", []string{"not detected", "undetectable", "none detected", "undetected"}},
	{"IND", []string{"indeterminate", "indet", "equivocal", "borderline", "inconclusive"}},
	{"", []string{"trace", "tr", "small", "moderate", "large", "few", "rare", "many", "occasional", "too numerous to count", "tntc"}},
	{"", []string{"pending", "in process", "not done", "unable to obtain", "cancelled", "refused", "deferred", "hemolyzed"}},
	{"NEG", []string{"no growth", "no growth to date", "ngtd", "ng"}},
	{"", []string{"clear", "cloudy", "hazy", "yellow", "amber", "straw", "turbid"}},
	{"", []string{"immune", "nonimmune", "non-immune"}},
	{"", []string{"stable", "unchanged", "at baseline"}},
}

var (
	vocabulary []word
	phrases    = phrase.Shared(build)
)

// nameLeads are the words that names of tests begin with, and the H of "H&H".
var nameLeads = phrase.SharedWords(func() *phrase.WordMap {
	names := []string{"H"}
	for i := range tests {
		names = append(append(names, tests[i].ways...), tests[i].short...)
	}
	return phrase.NewLeads(names...)
})

func build() *phrase.Set {
	var b phrase.Builder
	add := func(w word, patterns ...string) {
		for _, p := range patterns {
			b.Add(p, int32(len(vocabulary)))
		}
		vocabulary = append(vocabulary, w)
	}
	for i, t := range tests {
		add(word{kind: testName, ref: int16(i)}, t.ways...)
		for _, s := range t.short {
			add(word{kind: shortName, ref: int16(i), as: s}, s)
		}
	}
	add(word{kind: studyName}, studies...)
	for i, c := range comparators {
		add(word{kind: comparator, ref: int16(i)}, c.ways...)
	}
	for i, f := range flags {
		add(word{kind: flag, ref: int16(i)}, f.ways...)
	}
	for i, r := range results {
		add(word{kind: result, ref: int16(i)}, r.ways...)
	}
	add(word{kind: up}, "up", "up to", "↑", "increased to", "rose to", "rising", "trending up", "increasing", "up from", "risen to", "climbed to", "peaked at", "peak of", "increased from", "↑↑", "went up to", "jumped to", "spike to", "spiked to")
	add(word{kind: down}, "down", "down to", "↓", "decreased to", "fell to", "dropped to", "trending down", "decreasing", "down from", "improved to", "drop to", "dropped", "decreased from", "↓↓", "came down to", "went down to", "nadir of", "improved from", "reduced to")
	add(word{kind: filler},
		"was", "is", "were", "are", "of", "at", "level", "levels", "value", "values", "count", "result", "results", "reading", "readings", "came back", "came back at", "returned", "returned at", "measured", "found to be", "noted to be",
		"noted", "currently", "in the office", "at home", "approximately", "about", "around", "roughly", "~", "approx", "has been", "have been", "had been",
		"been", "remains", "remained", "running", "averaging", "average", "in the", "the", "a", "your", "his", "her", "initial", "repeat", "last", "most recent", "recent", "previous", "prior", "current", "shows", "showed", "to be", "only", "also", "then",
		"checked", "performed", "as", "it was", "which was", "which is", "that was", "still", "slightly", "mildly", "markedly", "serum", "fasting", "random", "nonfasting", "postprandial", "post-procedure", "in the emergency department", "in clinic",
		"in ed", "in the ed", "here", "oral", "axillary", "tympanic", "rectal", "temporal", "sitting", "standing", "supine", "lying", "left arm", "right arm", "manual", "resting", "best", "worst", "score", "rated", "rates", "rated at", "at rest", "max", "maximum", "range", "ranging", "ranging from", "ranges from", "from", "trough", "final", "stage", "per patient", "obtained", "calculated", "estimated", "est", "est.", "good", "pretty good", "well controlled", "controlled", "overall", "recorded", "trending", "on", "per", "reported as")
	add(word{kind: moment}, "now", "today", "this morning", "yesterday", "{on|at} {admission|arrival|presentation|discharge|baseline}", "{last|this} {week|month|year|visit}", "initially", "previously", "this afternoon", "last night", "on recheck", "on repeat", "at triage", "prior to admission", "{day|days|week|weeks|month|months|year|years} ago", "a {day|week|month|year} ago")
	add(word{kind: rangeLead}, "reference range", "reference", "ref range", "ref", "ref.", "normal range", "reference interval", "nml", "goal", "target", "reference range:", "ref range:", "normal:", "ref:", "normal <", "normal >", "nl range", "limits")
	add(word{kind: doseWord},
		"mg", "mcg", "meq", "g", "gm", "grams", "tab", "tabs", "tablet", "tablets", "cap", "caps", "capsule", "capsules", "po", "iv", "im", "sc", "subcut", "daily", "bid", "tid", "qid", "qd", "qhs", "prn", "p.o.", "q4h", "q6h", "q8h", "q12h", "twice daily", "once daily",
		"twice a day", "once a day", "every", "mls", "units", "drip", "bolus", "puffs", "gtt", "infusion", "replacement", "supplement", "supplements", "supplementation", "chloride tablets", "riders", "repletion", "mg/day", "weekly", "pack", "packs", "drinks", "cigarettes", "kcal", "calorie", "calories", "diet")
	add(word{kind: over}, "over")
	add(word{kind: onAir}, "on room air", "room air", "on ra", "ra", "on r/a", "on air")
	add(word{kind: between}, "between")
	add(word{kind: and}, "and", "&", "or", "then", "and then")
	add(word{kind: dated}, "on", "dated", "drawn on", "from", "at")
	add(word{kind: stop}, "years", "year", "yo", "y.o.", "y/o", "months", "month", "weeks", "week", "ago", "hours", "days", "day", "old", "minutes", "times", "weeks'", "x")
	return b.Set()
}
