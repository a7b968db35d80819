package dosage

import "github.com/tarn-sql/tarn/nlp/phrase"

// kind is what a lexeme is to the grammar.
type kind uint8

// The kinds of lexemes.
const (
	other       kind = iota // a word the grammar has no use for
	punct                   // one mark; ref is its byte
	lineEnd                 // a line break
	drug                    // a drug's name; ref is its index
	number                  // a number or a range
	formWord                // ref indexes forms
	routeWord               // ref indexes routes
	fixed                   // a whole timing: bid; ref indexes timings
	adverb                  // daily, weekly; ref indexes timeUnits
	hourly                  // hourly, of "4 hourly"
	onceWord                // once, twice; ref is the number
	times                   // times, x
	every                   // every, q, each
	each                    // per, a, an
	timeUnit                // hours; ref indexes timeUnits
	otherDay                // other, second, alternate: every other day; ref is the number
	whenWord                // in the morning, before breakfast; ref indexes moments
	moment                  // morning, of "every morning"; ref indexes moments
	weekday                 // Monday; ref is the bit set of days
	upTo                    // up to
	forWord                 // for
	overWord                // over: the length of an infusion
	untilWord               // until
	asNeeded                // prn
	maxLead                 // maximum dose
	maxDaily                // maximum daily dose
	then                    // then, followed by
	verb                    // take, apply: ref indexes methods
	prepare                 // mix, dissolve in, add: amounts that follow are no doses
	instruction             // with food, as directed
	vague                   // a small amount, sparingly
	doseWord                // high-dose, single dose, overdose
	single                  // once, at once, stat: one administration
	dispense                // #, disp, refills: amounts that follow are no doses
	conjunction             // and, &
	orWord                  // or
	toWord                  // to
	ofWord                  // of
	atWord                  // at
	onWord                  // on
	inWord                  // in
	fromWord                // from
	article                 // the, your, her
	side                    // left, both, affected
	bodyPart                // eye, arm; ref is the route it implies + 1
	event                   // started, stopped; ref indexes events
	be                      // was, were, has been
	notWord                 // not
	cycle                   // doses, cycles
	courseWord              // course, taper: of "a 10-day course"
	total                   // total: 20 mg total
	sigWord                 // Sig:
	ago                     // ago, old, before: a time, no duration
	lasting                 // chronic, long-term: a duration in a word
	continuous              // continuous
	divided                 // divided, in divided doses
	modifier                // extended release, chewable: stands before a form
	repeat                  // may be repeated
	diluent                 // water, saline: amounts of it are no doses
	kinds
)

// word is an entry of the vocabulary.
type word struct {
	kind kind
	ref  int16
	caps bool // only in capitals: AS, AD
}

var (
	vocabulary []word
	phrases    = phrase.Shared(buildVocabulary)
)

// builder fills the vocabulary.
type builder struct {
	phrase.Builder
}

func (b *builder) add(w word, patterns ...string) {
	for _, p := range patterns {
		b.Add(p, int32(len(vocabulary)))
	}
	vocabulary = append(vocabulary, w)
}

func buildVocabulary() *phrase.Set {
	var b builder
	b.timing()
	b.routesAndForms()
	b.grammar()
	b.events()
	return b.Set()
}

// unitOfTime is a unit of time in UCUM with the number of minutes in it.
type unitOfTime struct {
	ucum    string
	minutes int64
	ways    []string
}

var timeUnits = []unitOfTime{
	{"s", 0, []string{"second", "seconds", "sec", "secs"}},
	{"min", 1, []string{"minute", "minutes", "min", "mins"}},
	{"h", 60, []string{"h", "hr", "hrs", "hour", "hours", "hour(s)", "hr.", "hrs.", "°", "hour's"}},
	{"d", 24 * 60, []string{"day", "days", "d", "day(s)", "dys", "dy", "days'", "nights", "night(s)"}},
	{"wk", 7 * 24 * 60, []string{"week", "weeks", "wk", "wks", "week(s)", "weeks'"}},
	{"mo", 30 * 24 * 60, []string{"month", "months", "mo", "mos", "mth", "mths", "month(s)"}},
	{"a", 365 * 24 * 60, []string{"year", "years", "yr", "yrs"}},
}

const (
	seconds = iota
	minutes
	hours
	days
	weeks
	months
	years
)

// repeated is a timing in one word: so many times in so many units.
type repeated struct {
	frequency, period int
	unit              int // index of timeUnits
	code, when        string
	ways              []string
}

var timings = []repeated{
	{1, 1, days, "QD", "", []string{"qd", "q.d.", "q.d", "q d", "qday", "q day", "q-day", "qdaily", "q daily", "od", "o.d.", "o.d", "once daily", "once a day", "o d"}},
	{1, 1, days, "BED", "HS", []string{"qhs", "q.h.s.", "q.h.s", "q hs", "q h.s.", "qhs.", "q bedtime", "qbedtime", "nightly at bedtime", "every night at bedtime", "each night at bedtime", "every bedtime"}},
	{1, 1, days, "", "NIGHT", []string{"nightly", "every night", "each night", "q night", "qnight", "nocte", "o.n.", "qn", "once nightly", "once every night", "per night"}},
	{1, 1, days, "AM", "MORN", []string{"qam", "q.a.m.", "q am", "q a.m.", "q.am", "mane", "om", "o.m.", "every morning", "each morning", "every am", "every a.m.", "each am", "once every morning", "q morning", "qmorning", "every day in the morning", "once daily in the morning", "am dose"}},
	{1, 1, days, "PM", "EVE", []string{"qpm", "q.p.m.", "q pm", "q p.m.", "every evening", "each evening", "every pm", "every p.m.", "q evening", "once every evening", "each pm"}},
	{2, 1, days, "BID", "", []string{"bid", "b.i.d.", "b.i.d", "bd", "b.d.", "b.d", "b i d", "bds", "bidx"}},
	{3, 1, days, "TID", "", []string{"tid", "t.i.d.", "t.i.d", "tds", "t.d.s.", "t.d.s", "t i d", "tidx"}},
	{4, 1, days, "QID", "", []string{"qid", "q.i.d.", "q.i.d", "qds", "q.d.s.", "q.d.s", "q i d", "qidx"}},
	{1, 2, days, "QOD", "", []string{"qod", "q.o.d.", "q.o.d", "every other day", "alternate days", "every alternate day", "on alternate days", "every second day", "eod", "q other day", "every-other-day", "alternating days", "q2d", "every other night", "every other morning", "every o.d."}},
	{1, 1, weeks, "WK", "", []string{"qweek", "q week", "qwk", "q wk", "qweekly", "q weekly", "once weekly", "once-weekly", "qw"}},
	{2, 1, weeks, "", "", []string{"biw", "twice weekly", "twice-weekly", "bi-weekly dosing twice"}},
	{3, 1, weeks, "", "", []string{"tiw", "t.i.w.", "thrice weekly", "three times weekly", "three times a week"}},
	{1, 2, weeks, "", "", []string{"fortnightly", "every fortnight", "every other week", "qow", "biweekly", "bi-weekly", "every second week", "alternate weeks", "every alternate week"}},
	{1, 1, months, "MO", "", []string{"qmonth", "q month", "qmo", "q mo", "once monthly", "qmonthly", "once-monthly"}},
	{2, 1, months, "", "", []string{"twice monthly"}},
	{1, 2, months, "", "", []string{"every other month"}},
	{1, 1, hours, "", "", []string{"qh", "q.h.", "q hour", "qhour", "every hour", "qhr"}},
	{1, 1, years, "", "", []string{"annually", "yearly", "once yearly", "once a year", "every year"}},
	{3, 1, days, "", "C", []string{"tidac with meals", "with each meal", "with every meal", "with all meals", "with meals three times {a day|daily}", "tid with meals", "tidwm", "tid wm", "tidwc", "with meals tid"}},
	{3, 1, days, "", "AC", []string{"tidac", "tid ac", "qac", "before {each|every} meal", "before all meals", "ac meals"}},
	{3, 1, days, "", "PC", []string{"tidpc", "tid pc", "after {each|every} meal", "after all meals"}},
	{2, 1, days, "", "C", []string{"bidwm", "bid wm", "bid with meals", "bidwc"}},
	{2, 1, days, "", "AC", []string{"bidac", "bid ac"}},
	{2, 1, days, "", "PC", []string{"bidpc", "bid pc"}},
	{4, 1, days, "", "C+HS", []string{"with meals and at bedtime", "with meals and at night", "with meals & at bedtime", "with meals and bedtime"}},
	{4, 1, days, "", "AC+HS", []string{"achs", "ac & hs", "ac and hs", "ac/hs", "ac+hs", "qachs", "qac & hs", "qac and hs", "qac/hs", "before meals and at bedtime", "before meals and at night", "before meals & at bedtime", "before meals & bedtime", "before meals and bedtime"}},
}

// dayMoment is a part of the day with its FHIR event-timing code.
type dayMoment struct {
	code string
	bare []string // after every, each, q, in lists: "morning"
	full []string // by itself: "in the morning"
}

var moments = []dayMoment{
	{"MORN", []string{"morning", "mornings", "am", "a.m.", "mane"}, []string{"in {the |}{morning|mornings|am|a.m.|a.m}", "in {the |}early morning", "first thing in the morning", "{during|at} the morning", "{morning|am} dose"}},
	{"NOON", []string{"noon", "midday", "noontime"}, []string{"at {noon|midday|noontime}", "in the middle of the day"}},
	{"AFT", []string{"afternoon", "afternoons"}, []string{"in {the |}{afternoon|afternoons}", "mid-afternoon"}},
	{"EVE", []string{"evening", "evenings", "pm", "p.m."}, []string{"in {the |}{evening|evenings|pm|p.m.|p.m}", "{evening|pm} dose"}},
	{"NIGHT", []string{"night", "nighttime"}, []string{"at {night|nighttime|nights}", "in the night", "by night", "during the night"}},
	{"HS", []string{"bedtime", "hs", "h.s.", "h.s", "bed time", "sleep"}, []string{
		"at {bedtime|bed time|hs|h.s.|the bedtime}", "before {bed|bedtime|sleep|sleeping|going to bed|bed time|retiring}", "prior to {bed|bedtime|sleep}", "hs", "h.s.", "h.s", "when going to bed", "on going to bed", "on retiring",
	}},
	{"WAKE", []string{"waking", "awakening"}, []string{"{on|upon} {waking|awakening|rising|arising}", "when {waking|you wake up}", "after waking"}},
	{"C", []string{"meals", "meal", "mealtimes", "mealtime"}, []string{"with {meals|a meal|the meals|meal|mealtimes}", "at {meals|mealtimes|meal times|mealtime}", "c meals", "w meals", "w/ meals", "w/meals", "wm", "with main meals"}},
	{"CM", []string{"breakfast"}, []string{"{with|at} {breakfast|breakfast time|the morning meal|morning meal}", "w/ breakfast", "w/breakfast"}},
	{"CD", []string{"lunch", "lunchtime"}, []string{"{with|at} {lunch|lunchtime|lunch time}", "w/ lunch"}},
	{"CV", []string{"dinner", "supper"}, []string{"{with|at} {dinner|supper|evening meal|the evening meal|dinner time|dinnertime|supper time|suppertime|tea time|the largest meal}", "w/ {dinner|supper}"}},
	{"AC", nil, []string{"{before|prior to} {meals|a meal|meal|eating|food}", "ac", "a.c.", "preprandial", "preprandially"}},
	{"ACM", nil, []string{"{before|prior to} {breakfast|the morning meal|morning meal|first meal of the day}", "pre breakfast", "pre-breakfast"}},
	{"ACD", nil, []string{"{before|prior to} {lunch|midday meal|the midday meal}", "pre lunch", "pre-lunch"}},
	{"ACV", nil, []string{"{before|prior to} {dinner|supper|evening meal|the evening meal}", "pre dinner", "pre-dinner", "pre-supper"}},
	{"PC", nil, []string{"after {meals|a meal|meal|eating|food}", "pc", "p.c.", "post meals", "postprandial", "postprandially"}},
	{"PCM", nil, []string{"after {breakfast|the morning meal|morning meal}"}},
	{"PCD", nil, []string{"after {lunch|midday meal|the midday meal}"}},
	{"PCV", nil, []string{"after {dinner|supper|evening meal|the evening meal}"}},
}

var weekdayCodes = [7]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

var weekdayNames = [7]string{
	"{mon|monday|mondays|mon.}", "{tue|tues|tuesday|tuesdays|tue.|tues.}", "{wed|wednesday|wednesdays|weds|wed.}",
	"{thu|thur|thurs|thursday|thursdays|thu.|thurs.}", "{fri|friday|fridays|fri.}", "{saturday|saturdays|sat.}", "{sunday|sundays|sun.}",
}

// runs of weekdays written as initials.
var weekdayRuns = map[string][]string{
	"mon wed fri":         {"mwf", "m/w/f", "m-w-f", "m w f", "m,w,f", "mowefr", "q mwf"},
	"tue thu sat":         {"tths", "tthsa", "tuthsa", "t/th/s", "t/th/sa", "tu/th/sa", "t-th-s", "tts", "t/t/s", "tthsat", "tu th sa"},
	"tue thu":             {"t/th", "tth", "tuth", "t th", "tu/th"},
	"tue thu sat sun":     {"ttss", "tthss", "tthsasu", "tuthsasu", "t/th/s/s", "t/th/sat/sun", "tths&s"},
	"sat sun":             {"weekends", "weekend", "sat/sun"},
	"mon tue wed thu fri": {"weekdays", "m-f", "mon-fri", "monday through friday", "monday to friday", "monday-friday", "mon-friday", "mon to fri", "mon through fri"},
}

func (b *builder) timing() {
	for i, t := range timings {
		b.add(word{kind: fixed, ref: int16(i)}, t.ways...)
	}
	for i, m := range moments {
		b.add(word{kind: whenWord, ref: int16(i)}, m.full...)
		b.add(word{kind: moment, ref: int16(i)}, m.bare...)
	}
	for i, w := range weekdayNames {
		b.add(word{kind: weekday, ref: 1 << i}, w)
	}
	b.add(word{kind: weekday, ref: otherDays}, "{all|the|on all|on the|all the|on} other days", "{the|all} {rest of the week|remaining days|other days of the week}", "rest of the week")
	for _, days := range []string{"mon wed fri", "tue thu sat", "tue thu sat sun", "tue thu", "sat sun", "mon tue wed thu fri"} {
		b.add(word{kind: weekday, ref: daySet(days)}, weekdayRuns[days]...)
	}
	b.add(word{kind: adverb, ref: days}, "daily", "dly", "dailyx", "everyday", "ea day", "each day", "day-time daily")
	b.add(word{kind: adverb, ref: weeks}, "weekly", "each week")
	b.add(word{kind: adverb, ref: months}, "monthly", "each month")
	b.add(word{kind: hourly}, "hourly", "hrly")
	for i, u := range timeUnits {
		b.add(word{kind: timeUnit, ref: int16(i)}, u.ways...)
	}
	b.add(word{kind: timeUnit, ref: days}, "night")
	b.add(word{kind: otherDay, ref: 2}, "other", "second", "2nd", "alternate", "alternating")
	b.add(word{kind: otherDay, ref: 3}, "third", "3rd")
	b.add(word{kind: otherDay, ref: 4}, "fourth", "4th")
	b.add(word{kind: onceWord, ref: 1}, "once", "one time", "1 time", "single time", "one-time")
	b.add(word{kind: onceWord, ref: 2}, "twice", "two times")
	b.add(word{kind: onceWord, ref: 3}, "thrice", "three times")
	b.add(word{kind: times}, "times", "time", "x", "×", "*", "time(s)", "timex")
	b.add(word{kind: every}, "every", "q", "each", "q.", "ea", "evry", "ever")
	b.add(word{kind: each}, "a", "an", "per")
	b.add(word{kind: single}, "at once", "stat", "single dose", "a single dose", "as a single dose", "one dose only", "x1", "x 1", "×1", "one time dose", "one-time dose", "one time only", "once only", "for one dose", "for 1 dose", "x1 dose", "x 1 dose", "one single dose", "in a single dose", "as one dose", "immediately", "1 time only", "once now", "all at once")
	b.add(word{kind: upTo}, "up to", "upto", "up to a maximum of", "as much as", "as many as", "as often as")
	b.add(word{kind: cycle}, "doses", "cycles", "cycle", "courses", "treatments")
	b.add(word{kind: continuous}, "continuous", "continuously", "cont infusion", "cont inf", "cont gtt", "cont drip", "as a continuous infusion")
	b.add(word{kind: divided}, "divided", "div", "in divided doses", "{split|divided} {in|into}", "in equally divided doses", "divided doses")
}

// daySet is the bit set of weekdays by code.
func daySet(codes string) (set int16) {
	for i, c := range weekdayCodes {
		for j := 0; j+3 <= len(codes); j += 4 {
			if codes[j:j+3] == c {
				set |= 1 << i
			}
		}
	}
	return set
}

func (b *builder) routesAndForms() {
	for i, r := range routes {
		b.add(word{kind: routeWord, ref: int16(i)}, r.ways...)
	}
	for i, r := range routes {
		if r.Name == "nasogastric" {
			b.add(word{kind: routeWord, ref: int16(i), caps: true}, "ng")
		}
	}
	for i, f := range forms {
		b.add(word{kind: formWord, ref: int16(i)}, f.ways...)
	}
}
