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
	ordinal         bool
}

// NumberFormat writes to_char(number, format) as a DuckDB expression of $1; ok is false for what it does not know
// (roman numerals, exponents, odd groups).
func NumberFormat(format string) (expr string, ok bool) {
	f, ok := readNumberFormat(format)
	if !ok {
		return "", false
	}
	return f.expr(), true
}

func readNumberFormat(format string) (f numberFormat, ok bool) {
	sinceComma := -1
	for i := 0; i < len(format); {
		rest := format[i:]
		switch up := strings.ToUpper(rest[:1]); {
		case hasFold(rest, "FM"):
			f.fm = true
			i += 2
			continue
		case hasFold(rest, "MI"), hasFold(rest, "PR"), hasFold(rest, "PL"), hasFold(rest, "SG"):
			f.sign, f.signLast = strings.ToUpper(rest[:2]), f.whole+f.fraction > 0
			i += 2
			continue
		case hasFold(rest, "TH"):
			f.ordinal = true
			i += 2
			continue
		case hasFold(rest, "EEEE"), hasFold(rest, "RN"), up == "V":
			return f, false
		case up == "9" || up == "0":
			f.digit(up == "0", &sinceComma)
		case up == "." || up == "D":
			f.point = true
			if f.commas && sinceComma != 3 {
				return f, false
			}
		case up == "," || up == "G":
			if f.commas && sinceComma != 3 || f.point {
				return f, false
			}
			f.commas, sinceComma = true, 0
		case up == "S":
			f.sign, f.signLast = "S", f.whole+f.fraction > 0
		case up == "L":
			f.literal("$")
		case rest[0] == '"':
			end := strings.IndexByte(rest[1:], '"')
			if end < 0 {
				end = len(rest) - 1
			}
			f.literal(rest[1 : 1+end])
			i += end + 2
			continue
		default:
			n := runeLen(rest)
			f.literal(rest[:n])
			i += n
			continue
		}
		i++
	}
	return f, f.whole+f.fraction > 0 && (!f.commas || f.point || sinceComma == 3)
}

func (f *numberFormat) literal(s string) {
	if f.whole+f.fraction == 0 {
		f.before += s
	} else {
		f.after += s
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
	digits := "CAST(CAST(round(abs(CAST($1 AS DECIMAL(38,10))), " + d + ") AS DECIMAL(38," + d + ")) AS VARCHAR)"
	whole := macro("number_whole", digits, strconv.Itoa(f.zeros), strconv.FormatBool(f.fraction > 0))
	if f.commas {
		whole = macro("number_group", whole)
	}
	fraction := "''"
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
	sign := func(form string) string {
		return macro("number_sign", "$1", "'"+form+"'", strconv.FormatBool(f.fm))
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
	if !f.fm {
		whole = "lpad(" + whole + ", " + strconv.Itoa(width) + ", ' ')"
	}
	parts = append(parts, whole, fraction)
	if last != "" {
		parts = append(parts, last)
	}
	if f.after != "" {
		parts = append(parts, quoteText(f.after))
	}
	return "(" + strings.Join(parts, " || ") + ")"
}

func quoteText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Scale is the number of fraction digits of a to_number format.
func Scale(format string) int {
	_, fraction, _ := strings.Cut(strings.ReplaceAll(strings.ToUpper(format), "D", "."), ".")
	return strings.Count(fraction, "9") + strings.Count(fraction, "0")
}
