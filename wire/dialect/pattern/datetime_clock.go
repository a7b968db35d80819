package pattern

import (
	"strconv"
	"strings"
)

// clock takes 10:11:12.5 with a zone directly behind it, perhaps.
func (f *fields) clock(w string) bool {
	end := strings.IndexFunc(w, func(c rune) bool { return !(c >= '0' && c <= '9' || c == ':' || c == '.') })
	rest := ""
	if end > 0 {
		w, rest = w[:end], w[end:]
	}
	p := strings.Split(w, ":")
	if len(p) < 2 || len(p) > 3 {
		return false
	}
	var err1, err2 error
	f.hour, err1 = strconv.Atoi(p[0])
	f.minute, err2 = strconv.Atoi(p[1])
	if err1 != nil || err2 != nil || len(p) == 3 && !f.seconds(p[2]) {
		return false
	}
	f.hasTime = true
	switch {
	case rest == "" || f.word(rest):
		return true
	case rest[0] == '+' || rest[0] == '-':
		return f.zoneOffset(rest)
	}
	return f.zoneName(rest)
}

func (f *fields) seconds(s string) bool {
	whole, fraction, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || strings.Trim(fraction, "0123456789") != "" {
		return false
	}
	us, _ := strconv.ParseFloat("0."+fraction+"0", 64)
	f.micros = n*microsPerSecond + int(us*1e6+0.5)
	return true
}

// compactClock takes 101112 after a date.
func (f *fields) compactClock(w string) bool {
	if len(w) != 4 && len(w) != 6 {
		return false
	}
	f.hour, _ = strconv.Atoi(w[:2])
	f.minute, _ = strconv.Atoi(w[2:4])
	f.hasTime = true
	return len(w) == 4 || f.seconds(w[4:])
}

// zoneOffset takes +05, -0530, +05:30, +05:30:15.
func (f *fields) zoneOffset(w string) bool {
	digits := strings.ReplaceAll(w[1:], ":", "")
	if !isDigits(digits) || len(digits) > 6 {
		return false
	}
	if len(digits)%2 == 1 {
		digits = "0" + digits
	}
	scale := 3600
	for i := 0; i < len(digits); i += 2 {
		n, _ := strconv.Atoi(digits[i : i+2])
		f.offset += n * scale
		scale /= 60
	}
	if w[0] == '-' {
		f.offset = -f.offset
	}
	f.hasOffset = true
	return f.offset < 16*3600 && f.offset > -16*3600
}

// abbreviations are the commonest of PostgreSQL's "Default" set; ICU knows some of them otherwise or not at all.
var abbreviations = map[string]int{
	"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
	"cet": 1, "cest": 2, "bst": 1, "wet": 0, "west": 1, "eet": 2, "eest": 3, "msk": 3, "jst": 9, "aest": 10,
}

// zoneName takes Europe/Berlin and the like: the engine knows whether it exists.
func (f *fields) zoneName(w string) bool {
	if f.zone != "" || f.hasOffset {
		return false
	}
	if h, ok := abbreviations[w]; ok {
		f.offset, f.hasOffset = h*3600, true
		return true
	}
	if !strings.Contains(w, "/") || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz_/+-0123456789") != "" {
		return false
	}
	f.zone = canonicalZone(w)
	return true
}

// canonicalZone writes a zone's words with capitals, as the time zone database does.
func canonicalZone(w string) string {
	up := true
	return strings.Map(func(r rune) rune {
		if up && r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		up = r == '/' || r == '_' || r == '-'
		return r
	}, w)
}
