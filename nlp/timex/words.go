package timex

import (
	"strconv"
	"strings"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// class is what a word or phrase is to the grammar.
type class uint8

const (
	none    class = iota
	month         // value 1…12
	weekday       // value 1 (Monday) … 7
	unit          // value is an index of unitCodes
	numeral       // value is the number
	fixed         // a relative expression by itself; value is an index of fixedValues
	ago           // ago, earlier, prior
	span          // for, over the past, x: a duration follows
	toward        // in, within: a duration in the future follows
	since         // since: a point of time follows
	at            // on, in, by: a date follows
	last          // last, past, previous, next, this: a unit or weekday follows; value -1, 0, 1
	stay          // POD, hospital day
	half          // am, pm
	history       // history, duration: after "3-day"
)

// meaning is a class with its value.
type meaning struct {
	class class
	value int
}

// unitCodes are the ISO 8601 designators of units; those of times of day stand after a T.
var unitCodes = []string{"S", "M", "H", "D", "W", "M", "Y", "Y"}

// unitScale is what one of the unit is in its designator.
var unitScale = []int{1, 1, 1, 1, 1, 1, 1, 10}

// commonLengths bounds the numbers of lengths that are kept.
const commonLengths = 100

// lengthOf is so many units ago as ISO 8601: -P3D, -PT2H.
func lengthOf(n, unit int) string {
	lead := "-P"
	if unit <= 2 {
		lead = "-PT"
	}
	return lead + strconv.Itoa(n*unitScale[unit]) + unitCodes[unit]
}

// lengths is lengthOf for all units and the numbers below commonLengths.
func lengths() [][commonLengths]string {
	list := make([][commonLengths]string, len(unitCodes))
	for unit := range list {
		for n := range list[unit] {
			list[unit][n] = lengthOf(n, unit)
		}
	}
	return list
}

// fixedValues are the values of expressions that need no grammar.
var fixedValues = []string{"P0D", "-P1D", "P1D", "-P2D"}

// vocabulary is the compiled words.
type vocabulary struct {
	set      *phrase.Set
	leads    *phrase.WordMap         // the tokens that an expression may begin with
	behind   *phrase.WordMap         // what may stand behind its number, where it begins with one of less than four digits
	meanings []meaning               // of the values of set
	lengths  [][commonLengths]string // lengthOf by unit and number
}

var (
	_ = phrase.Shared(func() *phrase.Set { return words().set })
	_ = phrase.SharedWords(func() *phrase.WordMap { return words().leads })
	_ = phrase.SharedWords(func() *phrase.WordMap { return words().behind })
)

// leads reports whether an expression may begin with a phrase of a class: see point.
func (c class) leads() bool {
	switch c {
	case month, fixed, weekday, last, stay, numeral, span, toward, since:
		return true
	}
	return false
}

// needs reports whether a phrase of a class is an expression only with what follows: see point.
func (c class) needs() bool { return c == numeral || c == span || c == toward }

// follows reports whether a phrase of a class may stand behind the first number of an expression.
func (c class) follows() bool { return c == unit || c == month || c == half }

// words is the vocabulary, compiled once.
var words = sync.OnceValue(func() *vocabulary {
	var b phrase.Builder
	var meanings []meaning
	var leads []string
	behind := []string{"/", "-", ":", "of", "to", "st", "nd", "rd", "th"}
	add := func(c class, value int, patterns ...string) {
		for _, p := range patterns {
			b.Add(p, int32(len(meanings)))
		}
		meanings = append(meanings, meaning{c, value})
		if c.leads() {
			leads = append(leads, patterns...)
		}
		if c.follows() {
			behind = append(behind, patterns...)
		}
	}
	for i, m := range strings.Fields("january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec") {
		add(month, i+1, "{"+m+"}")
	}
	for i, d := range strings.Fields("monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thurs friday|fri saturday|sat sunday|sun") {
		add(weekday, i+1, "{"+d+"}")
	}
	for i, u := range strings.Fields("second|seconds|sec|secs minute|minutes|min|mins hour|hours|hr|hrs day|days week|weeks|wk|wks month|months|mo|mos year|years|yr|yrs decade|decades") {
		add(unit, i, "{"+u+"}")
	}
	for i, n := range strings.Fields("a|an|one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty") {
		add(numeral, i+1, "{"+n+"}")
	}
	add(numeral, 2, "{a|} couple {of|}")
	add(numeral, 3, "{a|} few", "several")
	add(numeral, 30, "thirty")
	add(numeral, 40, "forty")
	add(numeral, 50, "fifty")
	add(fixed, 0, "today", "tonight", "this {morning|afternoon|evening}", "earlier today", "now")
	add(fixed, 1, "yesterday {morning|afternoon|evening|}", "last night")
	add(fixed, 2, "tomorrow {morning|afternoon|evening|}")
	add(fixed, 3, "the day before yesterday")
	add(ago, 0, "ago", "earlier", "prior", "before {admission|presentation|arrival}", "prior to {admission|presentation|arrival}", "previously", "back")
	add(span, 0, "for {about|approximately|the past|the last|the previous|at least|over|more than|nearly|almost|around|roughly|up to|}", "over {the past|the last|the previous|the course of|}", "during {the past|the last}", "in the {past|last}", "within the {past|last}", "x", "×", "the {past|last}", "lasting {about|for|approximately|}", "duration of")
	add(toward, 0, "in {about|approximately|}", "within", "after")
	add(since, 0, "since", "from", "starting", "beginning", "until")
	add(at, 0, "on", "in", "by", "dated", "of", "during", "around", "circa", "before", "after", "until", "through")
	add(last, -1, "last", "past", "previous")
	add(last, 1, "next", "the following", "coming")
	add(last, 0, "this")
	add(stay, 0, "pod {#|}", "post {-|} {op|operative} day {#|}", "postoperative day {#|}", "postop day {#|}", "hospital day {#|}", "hd {#}", "day of life {#|}", "dol {#|}")
	add(half, 0, "{am|pm|a . m .|p . m .|a . m|p . m}")
	add(history, 0, "history", "hx", "duration", "course", "period", "old")
	return &vocabulary{b.Set(), phrase.NewLeads(leads...).AndKinds(annotation.Number, annotation.Mask), phrase.NewLeads(behind...), meanings, lengths()}
})
