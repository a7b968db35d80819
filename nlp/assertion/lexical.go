package assertion

import "strings"

// denying are words that deny the finding they name.
var denying = map[string]bool{}

// denyingLengths are the lengths of the words of denying, as bits, by the first letter: few other terms have these.
var denyingLengths [32]uint32

func init() {
	words := strings.Fields(`afebrile nontender non-tender nondistended non-distended atraumatic anicteric nonicteric non-icteric acyanotic
		noncyanotic nonsmoker non-smoker asymptomatic nonerythematous non-erythematous nonedematous nonpruritic normotensive normocephalic
		nonlabored unlabored nontoxic non-toxic painless nonpainful euvolemic eupneic nondiaphoretic non-diaphoretic acyanosis
		nonfocal non-focal nkda nka nkma nkfa nondrinker non-drinker teetotaler teetotaller normoglycemic euthyroid sober nondiabetic non-diabetic tobacco-free pain-free symptom-free`)
	for _, w := range append(words, "pain free", "symptom free", "fever free", "seizure free") {
		denying[w] = true
		denyingLengths[w[0]&31] |= 1 << len(w)
	}
}

// denies reports whether a term is a word that denies the finding it names.
func denies(term string) bool {
	return len(term) < 32 && denyingLengths[term[0]&31]&(1<<len(term)) != 0 && denying[strings.ToLower(term)]
}

// isPast reports whether the words of a habit say that it is over: "smoked 1 ppd", "ex-smoker".
func isPast(words string) bool {
	first, _, _ := strings.Cut(strings.ToLower(words), " ")
	switch first {
	case "smoked", "drank", "vaped", "ex-smoker", "exsmoker":
		return true
	}
	return false
}
