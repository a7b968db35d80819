package phi

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// number tries the patterns that begin with a number.
func (f *Finder) number(i int) {
	n := f.tokens[i].Len()
	if n == 3 && f.ssn(i) || f.phone(i) {
		return
	}
	if n >= len("0.0") {
		f.ipAddress(i)
	}
	f.ageBefore(i)
	f.streetAddress(i)
	f.zip(i)
}

// digits reports whether token i is a number of n digits.
func (f *Finder) digits(i, n int) bool {
	return i < len(f.tokens) && f.tokens[i].Kind == annotation.Number && f.tokens[i].Len() == n && !strings.ContainsAny(f.word(i), ".,")
}

func (f *Finder) glued(i, end int) bool {
	for ; i < end; i++ {
		if i >= len(f.tokens) || !f.tokens[i].Glued {
			return false
		}
	}
	return true
}

// ssn reads 123-45-6789.
func (f *Finder) ssn(i int) bool {
	if !f.digits(i+2, 2) || !f.digits(i, 3) || !f.digits(i+4, 4) || !f.glued(i+1, i+5) || f.word(i+1) != "-" || f.word(i+3) != "-" {
		return false
	}
	if w := f.word(i); w == "000" || w == "666" {
		return false
	}
	f.add(ID, f.span(i, i+5), 0.95, "pattern")
	return true
}

// maxPhone is the most bytes of a phone number.
const maxPhone = 24

// fewestDigits is the fewest digits of a phone number, maxMarks the most marks between two of them.
const (
	fewestDigits = 7
	maxMarks     = 2
)

// phone reads (212) 555-0123, 212-555-0123, 212.555.0123, +1 212 555 0123, with an extension; seven digits only if the
// store knows the number or a label stands before it.
func (f *Finder) phone(i int) bool {
	if f.tokens[i].Len() < fewestDigits && !f.digitsFollow(f.tokens[i].End) {
		return false
	}
	s := f.text[f.tokens[i].Begin:min(len(f.text), f.tokens[i].Begin+maxPhone)]
	n, end := readPhone(s)
	if end == 0 || end < len(s) && isLetterOrDigit(s[end]) {
		return false
	}
	span := annotation.Span{Begin: f.tokens[i].Begin, End: f.tokens[i].Begin + end}
	d := n.national()
	switch {
	case f.lookup != nil && f.lookup.phones[string(d)]:
		f.add(Phone, span, 1, "record")
	case n.northAmerican(), len(d) >= fewestDigits && f.labelBefore(i):
		f.add(Phone, span, 0.9, "pattern")
	default:
		return false
	}
	return true
}

// digitsFollow reports whether more digits of a phone number may stand behind byte at.
func (f *Finder) digitsFollow(at int) bool {
	for end := min(at+maxMarks, len(f.text)-1); at < end && partsDigits(f.text[at]); {
		at++
	}
	return at < len(f.text) && '0' <= f.text[at] && f.text[at] <= '9'
}

// phoneNumber is the digits of a phone number and how they stand in groups.
type phoneNumber struct {
	buf    [16]byte
	digits int
	sizes  [16]int // of the groups
	groups int
}

// readPhone reads digits in groups at the beginning of s; end is the byte after the last digit.
func readPhone(s string) (n phoneNumber, end int) {
	run, marks := 0, 0
	for k := 0; k < len(s) && n.digits < 15; k++ {
		c := s[k]
		if '0' <= c && c <= '9' {
			n.buf[n.digits] = c
			n.digits++
			run++
			end = k + 1
			continue
		}
		if run > 0 {
			n.group(run)
			run, marks = 0, 0
		}
		if marks++; marks > maxMarks || !partsDigits(c) {
			break
		}
	}
	if run > 0 {
		n.group(run)
	}
	return n, end
}

// partsDigits reports whether a byte stands between the digits of phone numbers.
func partsDigits(c byte) bool {
	switch c {
	case '-', '.', ' ', '(', ')', '+':
		return true
	}
	return false
}

func (n *phoneNumber) group(size int) {
	n.sizes[n.groups] = size
	n.groups++
}

// national is the digits without the country code of North America.
func (n *phoneNumber) national() []byte {
	if n.digits == 11 && n.buf[0] == '1' {
		return n.buf[1:11]
	}
	return n.buf[:n.digits]
}

// northAmerican reports whether the groups of digits are those of a number of North America.
func (n *phoneNumber) northAmerican() bool {
	groups, digits := n.sizes[:n.groups], n.buf[:]
	if len(groups) == 4 && groups[0] == 1 && digits[0] == '1' {
		groups, digits = groups[1:], digits[1:]
	}
	return len(groups) == 3 && groups[0] == 3 && groups[1] == 3 && groups[2] == 4 && digits[0] >= '2'
}

func isLetterOrDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// labelBefore reports whether a label of phone numbers stands before token i.
func (f *Finder) labelBefore(i int) bool {
	for j := max(0, i-3); j < i; j++ {
		if c, end := f.class(j); c == phoneLabel && end == i {
			return true
		}
	}
	return false
}

// ipAddress reads 192.168.0.1, which the scanner cuts as 192.168 . 0.1.
func (f *Finder) ipAddress(i int) {
	from := f.tokens[i].Begin
	s := f.text[from:min(len(f.text), from+16)]
	if from > 0 && (f.text[from-1] == '.' || f.text[from-1] == 'v') {
		return
	}
	parts, value, digits, end := 1, 0, 0, 0
	for k := 0; k < len(s); k++ {
		c := s[k]
		if '0' <= c && c <= '9' && digits < 3 {
			value = value*10 + int(c-'0')
			digits++
			end = k + 1
			continue
		}
		if c != '.' || digits == 0 || value > 255 || parts == 4 {
			break
		}
		parts, value, digits = parts+1, 0, 0
	}
	if parts == 4 && digits > 0 && value <= 255 && (from+end == len(f.text) || !isLetterOrDigit(f.text[from+end])) {
		f.add(ID, annotation.Span{Begin: from, End: from + end}, 0.9, "pattern")
	}
}

// ageBefore reads 54-year-old, 54 y/o.
func (f *Finder) ageBefore(i int) {
	if f.tokens[i].Len() > 3 || strings.IndexByte(f.word(i), '.') >= 0 {
		return
	}
	if c, end := f.class(i + 1); c == old {
		f.add(Age, f.span(i, end), 0.95, "pattern")
	}
}

// age reads age 54, aged 91.
func (f *Finder) age(i int) {
	if f.digits(i, 2) || f.digits(i, 3) && f.word(i)[0] == '1' {
		if c, end := f.class(i + 1); c != old || end == i+1 {
			f.add(Age, f.span(i, i+1), 0.9, "pattern")
		}
	}
}

// streetAddress reads 12 North Main St, Boston, MA 02115.
func (f *Finder) streetAddress(i int) {
	if f.tokens[i].Len() > 6 {
		return
	}
	for j := i + 1; j < len(f.tokens) && j <= i+5; j++ {
		t := f.tokens[j]
		if t.Kind == annotation.Break || t.Kind == annotation.Punct && (f.word(j) != "." || j == i+1) || t.Kind == annotation.Word && !t.Upper {
			return
		}
		if c, end := f.class(j); c == street && j > i+1 && f.tokens[j].Upper && !f.personAfter(j, end) {
			f.add(Address, f.span(i, f.city(f.unit(end))), 0.85, "pattern")
			return
		}
	}
}

// personAfter reports whether "Dr" or "St" at token i is a title or part of a name: "2 Seen by Dr Lee".
func (f *Finder) personAfter(i, end int) bool {
	w := strings.ToLower(f.word(i))
	if end < len(f.tokens) && f.word(end) == "." {
		end++
	}
	return (w == "dr" || w == "st") && f.nameWord(end) && !f.breakBetween(i, end)
}

// unit reads Apt 4B, Suite 200, #5 after a street.
func (f *Finder) unit(i int) int {
	j := i
	if j < len(f.tokens) && f.word(j) == "." && f.tokens[j].Glued {
		j++
		i = j
	}
	if j < len(f.tokens) && f.word(j) == "," {
		j++
	}
	if j+1 >= len(f.tokens) {
		return i
	}
	switch strings.ToLower(f.word(j)) {
	case "apt", "suite", "ste", "unit", "floor", "#", "room", "apartment":
		j++
		if f.word(j) == "." || f.word(j) == "#" {
			j++
		}
		for k := j; k < len(f.tokens) && (k == j || f.tokens[k].Glued) && f.tokens[k].Kind != annotation.Punct && f.tokens[k].Kind != annotation.Break; k++ {
			i = k + 1
		}
	}
	return i
}

// city reads ", Boston, MA 02115" after a street, over a line break too.
func (f *Finder) city(i int) int {
	j := i
	for words := 0; j < len(f.tokens) && words < 5; j++ {
		w := f.word(j)
		if w == "," || f.tokens[j].Kind == annotation.Break {
			continue
		}
		if c, end := f.class(j); c == state && words > 0 && f.tokens[j].Upper {
			if end < len(f.tokens) && f.digits(end, 5) {
				return f.zipEnd(end)
			}
			if f.tokens[j].Caps || end > j+1 {
				return end
			}
		}
		if !f.tokens[j].Upper {
			break
		}
		words++
	}
	return i
}

// zip reads a postal code after a state: MA 02115-1234.
func (f *Finder) zip(i int) {
	if !f.digits(i, 5) || i == 0 {
		return
	}
	for j := max(0, i-2); j < i; j++ {
		if c, end := f.class(j); c == state && end == i && f.tokens[j].Upper && (f.tokens[j].Caps || f.tokens[j].Len() > 2) {
			f.add(Address, f.span(j, f.zipEnd(i)), 0.9, "pattern")
			return
		}
	}
}

func (f *Finder) zipEnd(i int) int {
	if i+2 < len(f.tokens) && f.word(i+1) == "-" && f.digits(i+2, 4) && f.glued(i+1, i+3) {
		return i + 3
	}
	return i + 1
}
