package text

import "unicode/utf8"

// flow writes running text: blanks are collapsed, line breaks and tabs are wanted, not written, until text follows.
type flow struct {
	text    []byte
	offsets []segment
	breaks  int  // line breaks wanted before the next text
	tabs    int  // tabs wanted before the next text, on the same line
	blank   bool // a blank is wanted
	lead    string
	at      int // source of the markup that wanted something
}

// lines wants at least n line breaks before what follows: 1 ends a line, 2 leaves a blank line.
func (f *flow) lines(n, at int) {
	f.breaks, f.tabs, f.blank, f.at = max(f.breaks, n), 0, false, at
}

// tab wants a tab before what follows.
func (f *flow) tab(at int) {
	f.tabs, f.blank, f.at = f.tabs+1, false, at
}

// bullet wants words at the start of the next text.
func (f *flow) bullet(s string, at int) { f.lead, f.at = s, at }

// settle writes what is wanted.
func (f *flow) settle(at int) {
	if len(f.text) == 0 {
		f.breaks, f.tabs, f.blank = 0, 0, false
	}
	if f.breaks+f.tabs+len(f.lead) > 0 {
		f.offsets = join(f.offsets, len(f.text), f.at, 0)
	}
	for ; f.breaks > 0; f.breaks-- {
		f.text = append(f.text, '\n')
		f.blank = false
	}
	for ; f.tabs > 0; f.tabs-- {
		f.text = append(f.text, '\t')
		f.blank = false
	}
	if f.lead != "" {
		f.text = append(f.text, f.lead...)
		f.lead, f.blank = "", false
	}
	if f.blank {
		f.offsets = join(f.offsets, len(f.text), at-1, 1)
		f.text = append(f.text, ' ')
		f.blank = false
	}
}

// run writes text that stands in the source as it is, from byte at on; blanks are collapsed unless kept.
func (f *flow) run(s []byte, at int, keep bool) {
	for i := 0; i < len(s); {
		c := s[i]
		if !keep && (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
			f.blank = f.breaks+f.tabs == 0
			i++
			continue
		}
		j := i + 1
		for j < len(s) && (keep || s[j] != ' ' && s[j] != '\t' && s[j] != '\n' && s[j] != '\r' && s[j] != '\f') {
			j++
		}
		f.settle(at + i)
		f.offsets = join(f.offsets, len(f.text), at+i, 1)
		f.text = append(f.text, s[i:j]...)
		i = j
	}
}

// char writes a character that stands for markup at a byte of the source: an entity, an escape.
func (f *flow) char(r rune, at int) {
	f.settle(at)
	f.offsets = join(f.offsets, len(f.text), at, 0)
	f.text = utf8.AppendRune(f.text, r)
}
