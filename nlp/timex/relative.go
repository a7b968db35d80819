package timex

import (
	"fmt"
	"strconv"
	"strings"
)

// clock reads 10:30, 10:30 am, 8 pm, 0800 hours.
func (f *Finder) clock(i int) (Expression, int) {
	h := f.number(i)
	if h < 0 {
		return Expression{}, 0
	}
	n := f.tokens[i].Len()
	if n <= 2 && f.is(i+1, ':') && f.glued(i, i+2) && f.number(i+2) >= 0 && f.tokens[i+2].Len() == 2 && h < 24 && f.number(i+2) < 60 {
		end := i + 3
		if f.is(end, ':') && f.glued(end-1, end+1) && f.number(end+1) >= 0 {
			end += 2
		}
		past := end
		if h, end = f.noon(h, end); end == past && n == 1 && f.number(i) == 1 && !f.atTime(i) {
			return Expression{}, 0 // a titre or a ratio: RPR 1:32
		}
		return Expression{Kind: Clock, Value: fmt.Sprintf("T%02d:%02d", h, f.number(i+2))}, end
	}
	if i+1 >= len(f.tokens) {
		return Expression{}, 0
	}
	switch {
	case n == 4 && h < 2400 && h%100 < 60 && isOneOf(strings.ToLower(f.word(i+1)), "hours", "hrs", "h"):
		return Expression{Kind: Clock, Value: fmt.Sprintf("T%02d:%02d", h/100, h%100)}, i + 2
	case n <= 2 && h >= 1 && h <= 12:
		if m, _ := f.mean(i + 1); m.class == half {
			h, end := f.noon(h, i+1)
			return Expression{Kind: Clock, Value: fmt.Sprintf("T%02d:00", h)}, end
		}
	}
	return Expression{}, 0
}

// atTime reports whether the word before token i says that a clock time follows.
func (f *Finder) atTime(i int) bool {
	if i == 0 {
		return true
	}
	return f.is(i-1, '@') || f.is(i-1, '-') || isOneOf(strings.ToLower(f.word(i-1)), "at", "by", "until", "till", "from", "to", "around", "about", "approximately", "since", "before", "after", "time", "and")
}

// noon reads am or pm after an hour.
func (f *Finder) noon(h, i int) (hour, end int) {
	m, end := f.mean(i)
	if m.class != half || end == i {
		return h, i
	}
	w := strings.ToLower(f.word(i))
	switch {
	case strings.HasPrefix(w, "p") && h < 12:
		h += 12
	case strings.HasPrefix(w, "a") && h == 12:
		h = 0
	}
	if f.is(end, '.') && strings.HasSuffix(f.word(end-1), "m") && f.is(i+1, '.') && f.tokens[end].Glued {
		end++
	}
	return h, end
}

// fixed reads today, yesterday, last night.
func (f *Finder) fixed(i int, m meaning, end int) (Expression, int) {
	if strings.EqualFold(f.word(i), "now") {
		return Expression{}, 0
	}
	return Expression{Kind: Relative, Value: fixedValues[m.value]}, end
}

// lastUnit reads last week, next month, this year, last Monday, on Friday.
func (f *Finder) lastUnit(i int, m meaning, end int) (Expression, int) {
	if m.class == weekday && f.tokens[i].Upper && (f.tokens[i].Len() > 3 || f.follows(i, at, since)) && f.tokens[i].Len() > 2 {
		return Expression{Kind: Relative}, end
	}
	if m.class != last {
		return Expression{}, 0
	}
	n, after := f.mean(end)
	switch {
	case n.class == unit && n.value >= 3 && after == end+1 && !strings.HasSuffix(f.word(end), "s"):
		sign := map[int]string{-1: "-P1", 0: "P0", 1: "P1"}[m.value]
		return Expression{Kind: Relative, Value: sign + unitCodes[n.value]}, after
	case n.class == weekday && f.tokens[end].Upper, n.class == month && f.tokens[end].Upper:
		return Expression{Kind: Relative}, after
	}
	return Expression{}, 0
}

// stayDay reads POD 2, hospital day #3; the number stands at token end.
func (f *Finder) stayDay(end int) (Expression, int) {
	n, after := f.count(end)
	if n < 0 || after == end {
		return Expression{}, 0
	}
	return Expression{Kind: StayDay, Value: strconv.Itoa(n)}, after
}

// lengthFirst reads 3 days ago, two weeks prior, 3-day history, 2 weeks' duration.
func (f *Finder) lengthFirst(i int) (Expression, int) {
	past, end := f.length(i)
	if end == i {
		return Expression{}, 0
	}
	value := past[1:]
	m, after := f.mean(end)
	switch {
	case m.class == ago && after > end:
		return Expression{Kind: Relative, Value: past}, after
	case m.class == history && !strings.EqualFold(f.word(end), "old"):
		return Expression{Kind: Duration, Value: value}, end
	}
	if end+1 < len(f.tokens) && strings.EqualFold(f.word(end), "from") && strings.EqualFold(f.word(end+1), "now") {
		return Expression{Kind: Relative, Value: value}, end + 2
	}
	return Expression{}, 0
}

// spanOf reads for 3 days, x 2 weeks, over the past month, in 6 weeks.
func (f *Finder) spanOf(i int, m meaning, end int) (Expression, int) {
	past, after := f.length(end)
	if after == end {
		n, next := f.mean(end)
		if n.class != unit || n.value < 2 || !strings.Contains(f.text[f.tokens[i].Begin:f.tokens[end-1].End], "st") {
			return Expression{}, 0
		}
		past, after = "-P1"+unitCodes[n.value], next // over the past week
	}
	if ag, next := f.mean(after); ag.class == ago && next > after {
		return Expression{}, 0 // "in 3 days ago": the length is read by itself
	}
	value := past[1:]
	if m.class == toward {
		return Expression{Kind: Relative, Value: value}, after
	}
	return Expression{Kind: Duration, Value: value}, after
}

// sincePoint reads since yesterday, since 3 days ago, since March, since childhood; what follows stands at token end.
func (f *Finder) sincePoint(i, end int) (Expression, int) {
	if !strings.EqualFold(f.word(i), "since") || end >= len(f.tokens) {
		return Expression{}, 0
	}
	m, next := f.mean(end)
	if e, after := f.point(end, m, next); after > end {
		return Expression{Kind: e.Kind, Value: e.Value}, after
	}
	switch strings.ToLower(f.word(end)) {
	case "childhood", "birth", "infancy", "adolescence", "admission", "discharge", "surgery":
		return Expression{Kind: Relative}, end + 1
	}
	return Expression{}, 0
}

func isOneOf(s string, list ...string) bool {
	for _, x := range list {
		if s == x {
			return true
		}
	}
	return false
}
