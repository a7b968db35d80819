package phi

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// wordsOfNames are given names, and the words that tell whether a name stands before or behind them.
type wordsOfNames struct{ givenNames, verbs, places *phrase.WordMap }

// given reads a name without a title from a common given name on, "John Smith", "Smith, John MRN 123", or from what
// introduces it on, "discussed with Priya Raghunathan".
func (f *Finder) given(i int) {
	if i > 1 && f.tokens[i-1].Glued && f.word(i-1) == "," {
		f.reversed(i)
	}
	if f.closes(i) {
		f.add(Name, f.span(i, max(i+1, f.fullName(i))), 0.8, "pattern")
		return
	}
	if i+1 >= len(f.tokens) || !f.tokens[i+1].Upper || f.tokens[i+1].Kind != annotation.Word || i > 0 && f.word(i-1) == "." && f.tokens[i-1].Glued && !f.sentenceBefore(i-1) {
		return
	}
	met := f.met(i)
	known := f.givenNames.Has(f.text, &f.tokens[i])
	if !known && !(met && (f.tokens[i].Norm == 0 || f.tokens[i+1].Norm == 0) && !f.tokens[i].Caps && !f.tokens[i+1].Caps) || f.tokens[i].Caps && !met {
		return
	}
	if end := f.fullName(i); end > i+1 && !f.institution(end) {
		f.add(Name, f.span(i, end), 0.8, "pattern")
	}
}

// sentenceBefore reports whether the stop at token i ends a sentence, not "St." or an initial.
func (f *Finder) sentenceBefore(i int) bool {
	return i > 0 && f.tokens[i-1].Len() > len("St")
}

// fullName is the token after given names or initials and one family name, which begin at token i; i where there is none.
func (f *Finder) fullName(i int) int {
	if !f.nameWord(i) {
		return i
	}
	j := i + 1
	for j+1 < len(f.tokens) && f.nameWord(j) && (f.tokens[j].Len() == 1 || f.givenNames.Has(f.text, &f.tokens[j])) {
		k := j + 1
		if f.word(k) == "." && f.tokens[k].Glued {
			k++
		}
		if !f.nameWord(k) && !(k < len(f.tokens) && isParticle(f.word(k))) {
			break
		}
		j = k
	}
	for j < len(f.tokens) && isParticle(f.word(j)) && f.nameWord(j+1) {
		j++
	}
	if !f.nameWord(j) || f.degree(j) || f.tokens[j].Len() < 2 || f.tokens[j].Caps != f.tokens[i].Caps {
		return i
	}
	for j++; j+1 < len(f.tokens) && f.word(j) == "-" && f.tokens[j].Glued && f.tokens[j+1].Glued && f.nameWord(j+1); j += 2 {
	}
	return j
}

// met reports whether what stands before token i tells of somebody: "seen by", "discussed with", "her husband".
func (f *Finder) met(i int) bool {
	if i == 0 {
		return false
	}
	switch w := strings.ToLower(f.word(i - 1)); w {
	case "by", "with", "to":
		return i > 1 && f.verbs.Has(f.text, &f.tokens[i-2])
	case "wife", "husband", "spouse", "partner", "son", "daughter", "mother", "father", "sister", "brother", "friend", "neighbor", "neighbour", "caregiver", "carer", "guardian", "surrogate", "proxy", "interpreter":
		return true
	}
	return false
}

// institution reports whether the word at token i makes a place or a sign of the name before it: "Henry Ford Hospital".
func (f *Finder) institution(i int) bool {
	return i < len(f.tokens) && f.places.Has(f.text, &f.tokens[i])
}

// reversed reads "Smith, John" with a given name at token i, at the head of a line or behind a label, before its end or a number.
func (f *Finder) reversed(i int) {
	first := i - 2
	if !f.nameWord(first) || f.tokens[first].Len() < 2 || !f.givenNames.Has(f.text, &f.tokens[i]) || f.tokens[first].Caps != f.tokens[i].Caps {
		return
	}
	if first > 0 && f.tokens[first-1].Kind != annotation.Break && f.word(first-1) != ":" {
		return
	}
	end := i + 1
	if end < len(f.tokens) && f.tokens[end].Len() == 1 && f.tokens[end].Kind == annotation.Word && f.tokens[end].Upper {
		if end++; end < len(f.tokens) && f.word(end) == "." && f.tokens[end].Glued {
			end++
		}
	}
	if end < len(f.tokens) && f.tokens[end].Kind == annotation.Word {
		if c, _ := f.class(end); c != idLabel && c != aged && !strings.EqualFold(f.word(end), "dob") {
			return
		}
	}
	f.add(Name, f.span(first, end), 0.85, "pattern")
}

// closes reports whether a letter is signed at token i with a given name: "Thanks, Maria".
func (f *Finder) closes(i int) bool {
	if !f.givenNames.Has(f.text, &f.tokens[i]) {
		return false
	}
	for i--; i > 0 && f.tokens[i].Kind == annotation.Break; i-- {
	}
	if i < 1 || f.word(i) != "," {
		return false
	}
	switch strings.ToLower(f.word(i - 1)) {
	case "thanks", "regards", "sincerely", "cheers", "best", "faithfully", "truly", "wishes", "you":
		return true
	}
	return false
}

// verbs tell that somebody was met.
var verbs = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewWordSet(strings.Fields(`seen examined evaluated accompanied reviewed discussed spoke speaking interviewed called assisted consulted referred met conferred
		signed witnessed performed driven brought raised staffed supervised relayed given handed reported communicated`)...)
})

// places are the words behind a name that make it one of a place, a sign or a thing.
var places = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewWordSet(strings.Fields(`hospital center centre clinic medical memorial health healthcare university school institute college foundation pavilion house street avenue road
		syndrome disease sign murmur pupil phenomenon test score scale criteria classification catheter procedure position tube law method clamp clamps splint traction
		forceps retractor needle pouch drain graft fracture maneuver manoeuvre reflex river beach city county carolina`)...)
})

// givenNames are common given names of the USA that are no other word.
var givenNames = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewWordSet(strings.Fields(`james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony donald steven paul andrew joshua
		kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory
		raymond alexander patrick dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle ethan walter noah jeremy keith roger terry
		harold sean gerald carl arthur lawrence dylan jesse jordan bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy
		ralph bobby russell bradley philip eugene carlos luis miguel pedro jorge manuel diego rafael alejandro fernando ricardo eduardo javier francisco antonio
		mary patricia jennifer linda elizabeth barbara susan jessica karen sarah lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol
		amanda melissa deborah stephanie rebecca laura sharon cynthia dorothy amy kathleen angela shirley emma brenda pamela nicole anna samantha katherine christine
		debra rachel carolyn janet maria olivia heather helen catherine diane julie victoria joyce lauren kelly christina ruth joan virginia judith evelyn hannah
		andrea megan cheryl jacqueline madison teresa abigail sophia martha sara gloria janice kathryn ann isabella judy charlotte julia amber brittany denise
		marilyn danielle theresa beverly natalie alexis kayla doris tiffany jane lori jean alice frances lucy rosa elena carmen ana lucia sofia gabriela isabel
		fatima aisha mohammed muhammad ahmed ali omar hassan ibrahim yusuf priya anjali raj sanjay deepak sunita wei ming hiroshi yuki kenji minh linh thuy
		olga ivan sergei dmitri natasha svetlana katarzyna piotr giovanni marco giulia pierre jacques hans klaus ingrid lars sven oliver amelia isla harry
		alfie poppy freya nigel graham trevor clive fiona siobhan niamh eileen maureen sheila gillian`)...)
})
