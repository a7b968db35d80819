package lexicon

import "bytes"

// american rewrites British spellings of the folded word w in place and returns its new length.
func american(w []byte) int {
	if len(w) < 5 {
		return len(w)
	}
	for i := 0; i+1 < len(w); i++ {
		switch w[i] {
		case 'a':
			if w[i+1] == 'e' && digraphAE(w, i) {
				w = drop(w, i)
			}
		case 'o':
			switch {
			case w[i+1] == 'e' && digraphOE(w, i):
				w = drop(w, i)
			case w[i+1] == 'u' && i+3 == len(w) && w[i+2] == 'r' && i >= 3 && w[i-1] != 'f': // tumour, colour, labour
				w = drop(w, i+1)
			}
		}
	}
	return len(endings(w))
}

func drop(w []byte, i int) []byte { return append(w[:i], w[i+1:]...) }

// digraphAE tells anaemia, anaesthesia, paediatric, gynaecology, faecal, aetiology, haemorrhage from Michael and israel.
func digraphAE(w []byte, i int) bool {
	rest := w[i+2:]
	switch {
	case len(rest) == 0:
		return false
	case i == 0:
		return bytes.HasPrefix(rest, []byte("tio")) || bytes.HasPrefix(rest, []byte("sth"))
	}
	switch rest[0] {
	case 'm', 'c', 'd':
		return true
	case 's':
		return bytes.HasPrefix(rest, []byte("sth")) || bytes.HasPrefix(rest, []byte("sa"))
	case 'r':
		return bytes.HasPrefix(rest, []byte("rul")) // caerulean
	}
	return false
}

// digraphOE tells oedema, oesophagus, foetus, diarrhoea, dyspnoea, coeliac, oestrogen from does, toe and phoenix.
func digraphOE(w []byte, i int) bool {
	rest := w[i+2:]
	switch {
	case len(rest) == 0:
		return false
	case i == 0:
		return bytes.HasPrefix(rest, []byte("dem")) || bytes.HasPrefix(rest, []byte("sop")) || bytes.HasPrefix(rest, []byte("str"))
	case rest[0] == 'a':
		return w[i-1] == 'h' || w[i-1] == 'n'
	case rest[0] == 'd':
		return bytes.HasPrefix(rest, []byte("dem"))
	case rest[0] == 'l':
		return i == 1 && w[0] == 'c'
	case rest[0] == 't':
		return i == 1 && w[0] == 'f'
	case rest[0] == 's':
		return bytes.HasPrefix(rest, []byte("soph"))
	}
	return false
}

// endings rewrites -isation, sulph-, leuco-, tumour-, -litre, fibre and the like.
func endings(w []byte) []byte {
	switch w[0] {
	case 's':
		if bytes.HasPrefix(w, []byte("sulph")) {
			w[3] = 'f'
			w = drop(w, 4)
		}
	case 'l':
		if bytes.HasPrefix(w, []byte("leuco")) {
			w[3] = 'k'
		}
	case 't', 'c', 'b':
		if bytes.HasPrefix(w, []byte("tumour")) || bytes.HasPrefix(w, []byte("colour")) || bytes.HasPrefix(w, []byte("behaviour")) {
			w = drop(w, bytes.Index(w, []byte("our"))+1)
		}
	}
	switch n := len(w); w[n-1] {
	case 'e':
		if n >= 5 && w[n-2] == 'r' && (ends(w, "fibre") || ends(w, "litre") || ends(w, "metre") || ends(w, "centre")) {
			w[n-2], w[n-1] = 'e', 'r'
		}
	case 'n':
		if ends(w, "isation") && n > 9 {
			w[n-6] = 'z'
		}
	}
	return w
}
