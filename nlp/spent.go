package nlp

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// spentReach is how many entities back the drug may stand whose instruction claims an entity's words.
const spentReach = 6

// dropSpent drops the findings and tests whose words are a drug's form, route or frequency: the "BD" of "omeprazole 40 mg
// BD" is no bipolar disorder, the "gtt" of "1 gtt OU qhs" no glucose tolerance test. So it drops the "K" of "155 K/uL". A condition may be the reason of a drug
// taken as needed ("prn CP"), which is never read as its route or frequency.
func (w *Worker) dropSpent() {
	d := &w.doc
	kept, reach := 0, 0 // reach is where the last detail of those kept ends
	d.Entities = filter(d.Entities, func(e *annotation.Entity) bool {
		if spent(d.Text, d.Entities[:kept], reach, e) {
			return false
		}
		kept++
		for i := range e.Attributes {
			reach = max(reach, e.Attributes[i].End)
		}
		return true
	})
}

// spent reports whether the words of e are all of a detail of one of the last drugs before it, or lie in a test's unit. No
// detail ends behind reach.
func spent(text string, before []annotation.Entity, reach int, e *annotation.Entity) bool {
	if e.Category != annotation.Condition && e.Category != annotation.TestProcedure {
		return false
	}
	if e.Len() == len("d/c") && strings.EqualFold(text[e.Begin:e.End], "d/c") {
		return true // discharge or discontinue: a curettage is D&C
	}
	if e.Len() == 1 && len(e.Attributes) == 0 && strings.Contains("TPR", text[e.Begin:e.End]) {
		return true // the T of "T: 04/06/2024": no temperature without its value
	}
	release := isRelease(text[e.Begin:e.End])
	if !release && reach < e.End {
		return false
	}
	for i := len(before) - 1; i >= max(0, len(before)-spentReach); i-- {
		o := &before[i]
		if release && o.Category == annotation.Medication && o.End+1 == e.Begin {
			return true
		}
		for k := range o.Attributes {
			a := &o.Attributes[k]
			if a.Type == "TEST_UNIT" && a.Contains(e.Span) ||
				o.Category == annotation.Medication && (a.Span == e.Span && claims(a.Type, e.Category) ||
					e.Category == annotation.TestProcedure && a.Type == "FREQUENCY" && a.Contains(e.Span)) {
				return true
			}
		}
	}
	return false
}

// isRelease reports whether a word behind a drug says how it is released: the "XR" of "metformin XR" is no x-ray.
func isRelease(word string) bool {
	switch word {
	case "XR", "ER", "SR", "CR", "LA", "IR", "DR", "EC", "XL", "CD", "HFA", "ODT":
		return true
	}
	return false
}

// claims reports whether a detail of this type takes its words away from an entity of a category.
func claims(detail string, c annotation.Category) bool {
	switch detail {
	case "FREQUENCY", "ROUTE_OR_MODE":
		return true
	case "FORM":
		return c == annotation.TestProcedure
	}
	return false
}
