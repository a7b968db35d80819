package vocab

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// loadTSV reads tables with a header, parted by tabs or commas: code, display, and where they are system, synonym (more than one
// parted by "|") and category. The options' system is taken where a row names none, and their class for all rows, if given.
func loadTSV(l *Layer, s *Set, o Options) error {
	names := []string{"code", "display", "?system", "?synonym", "?category"}
	return eachFile(s.parts[0], func(f File) error {
		return l.table(f, "a table whose header has the columns code and display", names, func(c []string) error {
			e := Entry{System: c[2], Code: c[0], Display: c[1], Term: c[1], Method: lexicon.Preferred}
			if e.Code == "" || e.Term == "" {
				return errShort
			}
			if e.System == "" {
				e.System = o.System
			}
			if e.System == "" {
				return ErrSystem
			}
			var err error
			if e.Class, err = rowClass(o.Class, c[4], e.System, e.Display); err != nil {
				return err
			}
			l.Add(e)
			for _, syn := range strings.Split(c[3], "|") {
				if syn != "" {
					e.Term, e.Method = syn, lexicon.Synonym
					l.Add(e)
				}
			}
			return nil
		})
	})
}

// rowClass is the class of a row: what the caller says, else its own category, else what its code says.
func rowClass(given Class, category, system, display string) (Class, error) {
	if given.Category == 0 && category != "" {
		c, ok := categories[strings.ToLower(category)]
		if !ok {
			return c, fmt.Errorf("there is no category %q: %s", category, Categories)
		}
		return c, nil
	}
	return classOf(given, system, display)
}
