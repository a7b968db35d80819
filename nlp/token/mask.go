package token

import "strings"

// maxMask bounds a surrogate, so that a stray "[**" does not swallow a text.
const maxMask = 80

// mask is the end of the de-identification surrogate at i, or 0: [**2018-1-1**] (MIMIC), **NAME[AAA BBB] and
// **DATE<...> (NegEx kit, de-id), ___ (MIMIC-IV). Surrogates stand for names, dates and places and must stay whole.
func mask(text string, i int) int {
	rest := text[i:]
	if len(rest) > maxMask {
		rest = rest[:maxMask]
	}
	switch {
	case strings.HasPrefix(rest, "[**"):
		if j := strings.Index(rest[3:], "**]"); j >= 0 {
			return i + 3 + j + 3
		}
	case strings.HasPrefix(rest, "**"):
		return named(text, i, rest)
	case strings.HasPrefix(rest, "___"):
		return i + len(rest) - len(strings.TrimLeft(rest, "_"))
	}
	return 0
}

// named reads **NAME[AAA BBB] or **PHONE: capitals of three letters at least, then an optional bracket.
func named(text string, i int, rest string) int {
	j := 2
	for j < len(rest) && ('A' <= rest[j] && rest[j] <= 'Z' || rest[j] == '-') {
		j++
	}
	if j < 5 {
		return 0
	}
	if j < len(rest) && (rest[j] == '[' || rest[j] == '<') {
		closing := map[byte]string{'[': "]", '<': ">"}[rest[j]]
		if k := strings.Index(rest[j:], closing); k >= 0 {
			j += k + 1
		}
	}
	return i + j
}
