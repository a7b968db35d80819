package main

import "strings"

// tails are cut off a title's end: they say only that the coder knew no more.
var tails = []string{
	", unspecified", ", not elsewhere classified", ", NEC", " NEC", ", NOS", " NOS", ", not otherwise specified", " unspecified",
	", initial encounter", ", subsequent encounter", ", sequela", ", unspecified site", " of unspecified site", ", multiple sites", ", unspecified severity",
	", not specified as intractable", ", unspecified type", " in diseases classified elsewhere", " of unspecified organ",
}

// titles turns a title or note of the classification into the terms a note might use, none for those that name a rest
// class ("Other …") or a circumstance.
func titles(s string) []string {
	s = strings.TrimSpace(brackets(s))
	for again := true; again; {
		again = false
		for _, t := range tails {
			if strings.HasSuffix(s, t) {
				s, again = strings.TrimSpace(strings.TrimSuffix(s, t)), true
			}
		}
	}
	s = strings.TrimPrefix(s, "Unspecified ")
	l := strings.ToLower(s)
	for _, p := range []string{"other ", "conditions ", "any ", "code ", "personal history", "encounter", "these ", "those ", "use "} {
		if strings.HasPrefix(l, p) {
			return nil
		}
	}
	for _, p := range []string{" other ", "unspecified", "elsewhere", "classifi", "listed in", "(", ")", ";", ":", "…", "diseases of the "} {
		if strings.Contains(l, p) {
			return nil
		}
	}
	if s == "" {
		return nil
	}
	return variants(s)
}

// brackets removes (…) and […].
func brackets(s string) string {
	var out strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				out.WriteRune(r)
			}
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// variants adds the everyday forms of the classification's ways of saying: "Malignant neoplasm of lung" is lung cancer.
func variants(s string) []string {
	out := []string{s}
	l := strings.ToLower(s)
	if site, ok := strings.CutPrefix(l, "malignant neoplasm of "); ok && !strings.Contains(site, ",") {
		for _, part := range strings.Split(site, " and ") {
			out = append(out, part+" cancer", "cancer of "+part, "carcinoma of "+part, part+" carcinoma", "malignant "+part+" tumor")
		}
	}
	if site, ok := strings.CutPrefix(l, "benign neoplasm of "); ok && !strings.Contains(site, ",") {
		out = append(out, "benign "+site+" tumor")
	}
	if site, ok := strings.CutPrefix(l, "fracture of "); ok && !strings.Contains(site, ",") {
		out = append(out, site+" fracture")
	}
	if a, b, ok := strings.Cut(s, ", "); ok && !strings.Contains(b, ",") && !strings.Contains(b, " ") { // Anxiety disorder, generalized
		out = append(out, b+" "+a)
	}
	return out
}
