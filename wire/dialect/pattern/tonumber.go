package pattern

import (
	"strconv"
	"strings"
)

// numberFormat is what a to_char format for numbers says.
type numberFormat struct {
	whole, fraction int  // digit positions
	zeros           int  // of the whole digits, how many from the right are shown even as zero
	fractionZeros   int  // of the fraction digits, how many from the left are never dropped (FM)
	commas          bool // groups of three
	fm              bool
	point           bool
	sign            string // "", "S", "MI", "PR", "SG", "PL"
	signLast        bool
	before, after   string
	inner           []innerText // texts between whole digits
	shift           int         // digits behind V: the number times ten to their power
	ordinal         string      // "TH" or "th"
	odd             bool        // what is not known
	float           bool
}

// innerText stands behind some of the whole digits.
type innerText struct {
	digits int
	text   string
}

// NumberFormat writes to_char(number, format) as a DuckDB expression of $1; ok is false for what it does not know
// (odd groups). float: the number is a float8 or float4, which keeps its sign where it rounds to zero.
func NumberFormat(format string, float bool) (expr string, ok bool) {
	if expr, ok := wholeFormat(format); ok {
		return expr, true
	}
	f, ok := readNumberFormat(format)
	f.float = float
	if !ok {
		return "", false
	}
	return f.expr(), true
}

func readNumberFormat(format string) (f numberFormat, ok bool) {
	sinceComma := -1
	for i := 0; i < len(format); {
		n, ok := f.token(format[i:], &sinceComma)
		if !ok {
			return f, false
		}
		i += n
	}
	if f.odd || f.sign == "PL" || f.ordinal != "" && f.point {
		return f, false
	}
	if n := len(f.inner); n > 0 && (f.commas || f.fm && f.zeros < f.whole || f.signLast) {
		return f, false
	}
	return f, f.whole+f.fraction > 0 && (!f.commas || f.point || sinceComma == 3)
}

// token reads what a format begins with and returns its length; ok is false where it is not known.
func (f *numberFormat) token(rest string, sinceComma *int) (n int, ok bool) {
	switch up := strings.ToUpper(rest[:1]); {
	case hasFold(rest, "FM"):
		f.fm = true
		return 2, true
	case hasFold(rest, "MI"), hasFold(rest, "PR"), hasFold(rest, "PL"), hasFold(rest, "SG"):
		f.sign, f.signLast = strings.ToUpper(rest[:2]), f.whole+f.fraction > 0
		return 2, true
	case hasFold(rest, "TH"):
		f.ordinal = rest[:2]
		return 2, true
	case hasFold(rest, "EEEE"), hasFold(rest, "RN"):
		return 0, false
	case up == "B": // blanks in place of zeros, which there are without 0 anyway
	case up == "V":
		if f.point || f.shift > 0 {
			return 0, false
		}
		f.shift = strings.Count(rest, "9") + strings.Count(rest, "0")
	case up == "9" || up == "0":
		f.digit(up == "0", sinceComma)
	case up == "." || up == "D":
		f.point = true
		return 1, !f.commas || *sinceComma == 3
	case up == "," || up == "G":
		if f.commas && *sinceComma != 3 || f.point {
			return 0, false
		}
		f.commas, *sinceComma = true, 0
	case up == "S":
		f.sign, f.signLast = "S", f.whole+f.fraction > 0
	case up == "L":
		f.literal(" ") // the currency of lc_monetary C
	case rest[0] == '"':
		end := strings.IndexByte(rest[1:], '"')
		if end < 0 {
			end = len(rest) - 1
		}
		f.literal(rest[1 : 1+end])
		return end + 2, true
	default:
		n := runeLen(rest)
		f.literal(rest[:n])
		return n, true
	}
	return 1, true
}

// wholeFormat are the formats that are no row of digits: roman numerals and exponents.
func wholeFormat(format string) (expr string, ok bool) {
	rest, fm := format, false
	if hasFold(rest, "FM") {
		rest, fm = rest[2:], true
	}
	if strings.EqualFold(rest, "RN") {
		expr = macro("roman", "$1")
		if rest == "rn" {
			expr = "lower(" + expr + ")"
		}
		if fm {
			return expr, true
		}
		return "lpad(" + expr + ", 15, ' ')", true
	}
	digits := strings.TrimSuffix(strings.ToUpper(rest), "EEEE")
	whole, fraction, _ := strings.Cut(strings.ReplaceAll(digits, "D", "."), ".")
	if len(digits) == len(rest) || fm || whole == "" || strings.Trim(whole+fraction, "90") != "" {
		return "", false
	}
	expr = "printf('%." + strconv.Itoa(len(fraction)) + "e', CAST($1 AS DOUBLE))"
	return "CASE WHEN $1 < 0 THEN '' ELSE ' ' END || " + expr, true
}

func (f *numberFormat) literal(s string) {
	if f.whole+f.fraction == 0 {
		f.before += s
	} else {
		f.after += s
	}
}

// settle makes what stands behind a whole digit, with another to come, a text between them.
func (f *numberFormat) settle() {
	if f.after != "" {
		f.inner = append(f.inner, innerText{f.whole, f.after})
		f.after = ""
	}
}

func (f *numberFormat) digit(zero bool, sinceComma *int) {
	if f.point {
		f.fraction++
		if zero {
			f.fractionZeros = f.fraction
		}
		return
	}
	f.settle()
	f.odd = f.odd || f.signLast
	f.whole++
	if f.zeros > 0 || zero {
		f.zeros++
	}
	if *sinceComma >= 0 {
		*sinceComma++
	}
}

// expr calls the macros of package functions that lay a number out: number_whole, number_group, number_fraction,
// number_sign. The digits come from the value rounded to the fraction's places.
func (f *numberFormat) expr() string {
	d := strconv.Itoa(f.fraction)
	number := "$1"
	if f.shift > 0 {
		number = "($1 * 1" + strings.Repeat("0", f.shift) + ")"
	}
	digits := "CAST(CAST(round(abs(CAST(" + number + " AS DECIMAL(38,10))), " + d + ") AS DECIMAL(38," + d + ")) AS VARCHAR)"
	whole := macro("number_whole", digits, strconv.Itoa(f.zeros), strconv.FormatBool(f.fraction > 0))
	if f.commas {
		whole = macro("number_group", whole)
	}
	fraction := "''"
	if f.ordinal != "" {
		if fraction = macro("number_ordinal", whole); f.ordinal == "th" {
			fraction = "lower(" + fraction + ")"
		}
	}
	if f.point {
		keep := f.fraction
		if f.fm {
			keep = f.fractionZeros
		}
		fraction = macro("number_fraction", digits, strconv.Itoa(keep))
	}
	hashes := strings.Repeat("#", f.whole)
	tail := ""
	if f.point {
		tail = "." + strings.Repeat("#", f.fraction)
	}
	return "CASE WHEN " + macro("number_width", digits) + " > " + strconv.Itoa(max(f.whole, 1)) +
		" THEN " + f.signed("'"+hashes+"'", "'"+tail+"'") + " ELSE " + f.signed(whole, fraction) + " END"
}

func macro(name string, args ...string) string {
	return "memory.pg." + name + "(" + strings.Join(args, ", ") + ")"
}

// signed puts sign, padding and literals around the digits.
func (f *numberFormat) signed(whole, fraction string) string {
	number := "round($1, " + strconv.Itoa(f.fraction+f.shift) + ")" // what rounds to zero has no sign
	if f.float {
		number = "$1"
	}
	sign := func(form string) string {
		return macro("number_sign", number, "'"+form+"'", strconv.FormatBool(f.fm))
	}
	first, last := sign("-"), ""
	switch {
	case f.sign == "PR":
		first, last = sign("<"), sign(">")
	case f.sign == "MI" && f.signLast:
		first, last = "", sign("-")
	case f.sign == "S" || f.sign == "SG" || f.sign == "PL":
		first = sign("+")
		if f.signLast {
			first, last = "", first
		}
	}
	width := f.whole
	if f.commas {
		width += (f.whole - 1) / 3
	}
	parts := []string{}
	if f.before != "" {
		parts = append(parts, quoteText(f.before))
	}
	if first != "" {
		width++
		whole = first + " || " + whole
	}
	if !f.fm || f.inner != nil {
		whole = "lpad(" + whole + ", " + strconv.Itoa(width) + ", ' ')"
	}
	parts = append(parts, f.spread(whole, width), fraction)
	if last != "" {
		parts = append(parts, last)
	}
	if f.after != "" {
		parts = append(parts, quoteText(f.after))
	}
	return "(" + strings.Join(parts, " || ") + ")"
}

// spread puts the inner texts between the digits, which fill width.
func (f *numberFormat) spread(whole string, width int) string {
	if len(f.inner) == 0 {
		return whole
	}
	var parts []string
	from := 1
	for _, t := range f.inner {
		to := width - f.whole + t.digits
		parts = append(parts, "substring("+whole+", "+strconv.Itoa(from)+", "+strconv.Itoa(to+1-from)+")", quoteText(t.text))
		from = to + 1
	}
	expr := strings.Join(append(parts, "substring("+whole+", "+strconv.Itoa(from)+")"), " || ")
	if f.fm {
		return "ltrim(" + expr + ")"
	}
	return expr
}

// quoteText quotes a text within an expression of $1: a $1 in the text is not it.
func quoteText(s string) string {
	return "'" + strings.ReplaceAll(strings.ReplaceAll(s, "'", "''"), "$1", "$' || '1") + "'"
}

// Scale is the number of fraction digits of a to_number format.
func Scale(format string) int {
	_, fraction, _ := strings.Cut(strings.ReplaceAll(strings.ToUpper(format), "D", "."), ".")
	return strings.Count(fraction, "9") + strings.Count(fraction, "0")
}
