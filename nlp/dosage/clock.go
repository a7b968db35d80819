package dosage

import (
	"fmt"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// clockTimes reads "at 8 am and 8 pm", "at 0800", "11:00am".
func (p *parser) clockTimes(i int) (t Timing, end int, ok bool) {
	for j := i; ; {
		k := j
		if p.is(k, atWord) {
			k++
		}
		clock, last, found := p.clock(k, k > j || len(t.Times) > 0)
		if !found {
			break
		}
		t.Times = append(t.Times, clock)
		end, ok, j = last, true, last
		for p.mark(j, ',') || p.is(j, conjunction) {
			j++
		}
	}
	t.Frequency, t.Period, t.Unit = len(t.Times), one, "d"
	return t, end, ok
}

// clock reads one time of the day; said tells that "at" stands before it.
func (p *parser) clock(i int, said bool) (clock string, end int, ok bool) {
	l := p.at(i)
	h, whole := l.num.Low.IsInt()
	if l.kind != number || l.num.IsRange() || !whole || h < 0 {
		return "", i, false
	}
	end = i + 1
	minute := int64(0)
	digits := l.end - l.begin
	if p.mark(end, ':') && p.is(end+1, number) && p.at(end+1).end-p.at(end+1).begin == 2 {
		minute, _ = p.at(end + 1).num.Low.IsInt()
		end += 2
	} else if said && digits == 4 && p.tokens[l.first].Kind == annotation.Number {
		h, minute = h/100, h%100
		if p.is(end, timeUnit) && p.at(end).ref == hours {
			end++
		}
		return fmt.Sprintf("%02d:%02d:00", h, minute), end, h < 24 && minute < 60
	}
	m := p.at(end)
	if said && end > i+1 && m.kind != moment && h < 24 && minute < 60 { // at 08:00
		return fmt.Sprintf("%02d:%02d:00", h, minute), end, true
	}
	pm := m.kind == moment && moments[m.ref].code == "EVE"
	am := m.kind == moment && moments[m.ref].code == "MORN"
	if !am && !pm || h < 1 || h > 12 || minute > 59 {
		return "", i, false
	}
	if c := p.text[m.begin] | 0x20; c != 'a' && c != 'p' {
		return "", i, false
	}
	if h %= 12; pm {
		h += 12
	}
	return fmt.Sprintf("%02d:%02d:00", h, minute), end + 1, true
}
