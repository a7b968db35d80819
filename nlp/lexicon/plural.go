package lexicon

// singular returns the length of the singular of the folded word w, which it may rewrite in place; never longer than w.
func singular(w []byte) int {
	n := len(w)
	if n < 4 {
		return n
	}
	switch w[n-1] {
	case 's':
		return singularS(w)
	case 'e': // bullae, vertebrae, petechiae
		if n > 5 && w[n-2] == 'a' {
			return n - 1
		}
	case 'i':
		return latin2(w, 1)
	}
	if n > 8 && ends(w, "omata") {
		return n - 2
	}
	return n
}

func singularS(w []byte) int {
	n := len(w)
	switch w[n-2] {
	case 's', 'i', '\'':
		return n
	case 'u':
		return latin2(w, 2)
	case 'e':
		return singularES(w)
	}
	return n - 1
}

// singularES handles -ies, -sses, -ches, -xes and the Greek -ses.
func singularES(w []byte) int {
	n := len(w)
	switch {
	case n > 5 && w[n-3] == 'i': // biopsies; not series, species, scabies, rabies, herpes
		if ends(w, "eries") && n == 6 || ends(w, "ecies") || ends(w, "abies") || ends(w, "caries") {
			return n
		}
		w[n-3] = 'y'
		return n - 2
	case ends(w, "sses"), ends(w, "ches"), ends(w, "shes"), ends(w, "xes"):
		if ends(w, "aches") { // headaches
			return n - 1
		}
		return n - 2
	case ends(w, "yses"), ends(w, "oses") && n > 7 && !ends(w, "urposes") && !ends(w, "ucoses"),
		ends(w, "tases") && n > 6, ends(w, "theses"), ends(w, "pareses"):
		w[n-2] = 'i' // analyses, thromboses, metastases → -is
		return n
	case ends(w, "uses") && n >= 7 && !ends(w, "causes") && !ends(w, "abuses"): // sinuses, viruses
		return n - 2
	}
	return n - 1
}

// latinStems are the nouns in -us whose plural in -i notes use; both forms fold to the stem.
var latinStems = [...]string{"thromb", "embol", "bronch", "calcul", "fung", "nucle", "stimul", "bacill", "cocc", "nev", "toph", "gyr"}

// latin2 is the length of w without its ending when what is left is one of the latinStems, else all of it.
func latin2(w []byte, ending int) int {
	stem := w[:len(w)-ending]
	for _, s := range latinStems {
		if ends(stem, s) {
			return len(stem)
		}
	}
	return len(w)
}

func ends(w []byte, s string) bool { return len(w) >= len(s) && string(w[len(w)-len(s):]) == s }
