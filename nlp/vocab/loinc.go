package vocab

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// loincColumns are those that are read of Loinc.csv or LoincTableCore.csv.
var loincColumns = []string{
	"LOINC_NUM", "LONG_COMMON_NAME", "?COMPONENT", "?SHORTNAME", "?DisplayName", "?CONSUMER_NAME", "?STATUS", "?CLASS", "?CLASSTYPE", "?COMMON_TEST_RANK",
}

// component is the commonest code of a component: of the hundred that measure glucose, the one that "glucose" means.
type component struct {
	rank          int
	code, display string
}

// loadLOINC reads the active codes of laboratory and clinical measurements with their long, display, short and consumer names,
// and for a component measured by common tests the commonest of them. Questions of surveys, documents and claims attachments
// are no tests and are left out.
func loadLOINC(l *Layer, s *Set, _ Options) error {
	names := map[string]string{} // of the wanted codes
	components := map[string]component{}
	err := l.table(s.parts[0][0], "Loinc.csv or LoincTableCore.csv", loincColumns, func(c []string) error {
		if c[0] == "" || c[1] == "" {
			return errShort
		}
		if !measured(c[6], c[7], c[8]) {
			l.skip()
			return nil
		}
		code, display := strings.Clone(c[0]), strings.Clone(c[1])
		names[code] = display
		l.loinc(code, display, display, lexicon.Preferred)
		l.loinc(code, display, unbracketed(display), lexicon.Broader)
		l.loinc(code, display, c[4], lexicon.Synonym)
		l.loinc(code, display, c[3], lexicon.Synonym)
		l.loinc(code, display, c[5], lexicon.Lay)
		if rank, _ := strconv.Atoi(c[9]); rank > 0 && c[2] != "" && !strings.ContainsAny(c[2], "^/&") {
			if old, ok := components[c[2]]; !ok || cmp.Or(cmp.Compare(rank, old.rank), cmp.Compare(code, old.code)) < 0 {
				components[strings.Clone(c[2])] = component{rank, code, display}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range ordered(components) {
		c := components[name]
		l.loinc(c.code, c.display, strings.ReplaceAll(name, ".", " "), lexicon.Broader)
	}
	return eachFile(s.parts[1], func(f File) error {
		return l.table(f, "ConsumerName.csv of LOINC", []string{"LoincNumber", "ConsumerName"}, func(c []string) error {
			if display, ok := names[c[0]]; ok {
				l.loinc(c[0], display, c[1], lexicon.Lay)
			} else {
				l.skip()
			}
			return nil
		})
	})
}

// measured reports whether a code is in use and of something that is measured or observed of a patient.
func measured(status, class, classType string) bool {
	switch status {
	case "", "ACTIVE", "TRIAL", "DISCOURAGED":
	default:
		return false
	}
	if classType == "3" || classType == "4" { // claims attachments, surveys
		return false
	}
	for _, p := range []string{"DOC.", "SURVEY.", "PANEL.SURVEY", "PHENX", "ATTACH", "ADMIN", "HEDIS", "PANEL.DOC", "PANEL.ATTACH", "PANEL.ADMIN", "PANEL.PHENX", "NR STATS"} {
		if strings.HasPrefix(class, p) {
			return false
		}
	}
	return true
}

func (l *Layer) loinc(code, display, term string, m lexicon.Method) {
	if term != "" {
		l.Add(Entry{System: lexicon.LOINC, Code: code, Display: display, Term: term, Class: Test, Method: m})
	}
}

// unbracketed is a long name without its kind of property: "Glucose [Mass/volume] in Blood" is "Glucose in Blood"; "" where
// there is none.
func unbracketed(name string) string {
	i, j := strings.Index(name, " ["), strings.Index(name, "] ")
	if i < 0 || j < i {
		return ""
	}
	return name[:i] + name[j+1:]
}
