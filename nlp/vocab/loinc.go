package vocab

import (
	"encoding/csv"
	"errors"
	"io"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// LOINC reads Loinc.csv or LoincTableCore.csv: the active codes with their long, display and short names, and the component
// of common tests.
func LOINC(l *Layer, r io.Reader) error {
	return eachCSV("LOINC", r, ',', []string{"LOINC_NUM", "LONG_COMMON_NAME", "?COMPONENT", "?SHORTNAME", "?DisplayName", "?STATUS", "?COMMON_TEST_RANK"}, func(c []string) {
		if s := c[5]; s != "" && s != "ACTIVE" && s != "TRIAL" {
			l.stats.Skipped++
			return
		}
		add := func(term string, m lexicon.Method) {
			if term != "" {
				l.Add(Entry{System: lexicon.LOINC, Code: c[0], Display: c[1], Term: term, Class: Test, Method: m})
			}
		}
		add(c[1], lexicon.Preferred)
		add(c[4], lexicon.Synonym)
		add(c[3], lexicon.Synonym)
		if c[6] != "" && c[6] != "0" {
			add(c[2], lexicon.Broader)
		}
	})
}

// eachCSV calls do with the named columns of each row of a table with a header.
func eachCSV(kind string, r io.Reader, comma rune, names []string, do func([]string)) error {
	in := csv.NewReader(&bomReader{r: r})
	in.Comma, in.LazyQuotes, in.FieldsPerRecord, in.ReuseRecord = comma, true, -1, true
	header, err := in.Read()
	if err != nil {
		return &Error{kind, 1, err}
	}
	at, err := columns(header, names...)
	if err != nil {
		return &Error{kind, 1, err}
	}
	out := make([]string, len(names))
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			line, _ := in.FieldPos(0)
			return &Error{kind, line, err}
		}
		for i, j := range at {
			out[i] = cell(row, j)
		}
		do(out)
	}
}

// bomReader drops a byte order mark at the beginning.
type bomReader struct {
	r    io.Reader
	seen bool
}

func (b *bomReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if !b.seen && n > 0 {
		b.seen = true
		if n >= 3 && string(p[:3]) == "\ufeff" {
			copy(p, p[3:n])
			n -= 3
		}
	}
	return n, err
}
