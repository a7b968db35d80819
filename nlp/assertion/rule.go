package assertion

import (
	"strings"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// axis is one of the four axes of an assertion.
type axis uint8

const (
	certainty axis = iota
	conditionality
	temporality
	experiencer
	axesN
)

// axes is a set of axes.
type axes uint8

func on(list ...axis) (s axes) {
	for _, a := range list {
		s |= 1 << a
	}
	return s
}

func (s axes) has(a axis) bool { return s&(1<<a) != 0 }

// direction is where a cue's reach lies.
type direction uint8

const (
	forward direction = iota
	backward
	both
)

// targets is the set of categories that a cue speaks of.
type targets uint8

const (
	conditions targets = 1 << iota
	drugs
	tests
	social
	procedures // of the tests, those that are done to the patient: procedures and treatments
	all        = conditions | drugs | tests | social
)

// target is the class of an entity, 0 for categories that have no assertion.
func target(e *annotation.Entity) targets {
	switch e.Category {
	case annotation.Condition:
		return conditions
	case annotation.Medication:
		return drugs
	case annotation.TestProcedure:
		if e.Type == "PROCEDURE_NAME" || e.Type == "TREATMENT_NAME" {
			return tests | procedures
		}
		return tests
	case annotation.Social:
		return social
	}
	return 0
}

// effect is what a cue says.
type effect struct {
	axis    axis
	value   value
	dir     direction
	reach   int     // in words, counted anew after a list's comma; 0: to the end of the sentence
	targets targets // 0: all
}

// class is what the effect speaks of. A procedure is a test to all other cues.
func (e *effect) class() targets {
	switch {
	case e.targets == 0:
		return all
	case e.targets&procedures != 0:
		return e.targets&^procedures | tests
	}
	return e.targets
}

// flags of a rule.
type flags uint8

const (
	pseudo     flags = 1 << iota // shields its words
	answer                       // "no" in "fever: no": at the end of a cell or line it speaks of what stands before it
	imperative                   // a verb that orders only where a clause begins
	item                         // does not reach beyond a comma
	letter                       // one that is a cue only as an answer: the N of "palpitations: N"
	prefix                       // begins with "non", which may be the head of a longer shield
	closing                      // reaches back only from the end of a clause: "pneumonia possible.", but not "ulcer and possible osteomyelitis"
)

// resolved is the group of words that say that a finding went away: it is denied now, unless the text speaks of the past anyway.
const resolved = "resolved"

// options is the group of words that what may be chosen is listed behind.
const options = "options"

// group is cues that say the same.
type group struct {
	name     string // of the rules' ids
	effects  []effect
	stops    axes // whose reach ends at the cue, besides the axes of its effects
	flags    flags
	patterns []string // of package phrase
}

// rule is what one phrase says: the groups that have it, as a rule one. There are tens of thousands of rules: they hold no
// pointers, so that the garbage collector passes over them.
type rule struct {
	first, end uint32         // its part of rules.says
	head       uint16         // the first of its groups, in groups
	ends       [axesN]targets // of each axis: the classes on which the reach of other cues ends at this one
	flags      flags
}

// leading is the first group of a rule.
func (r *rule) leading() *group { return &groups[r.head] }

// said is a group with the id of one of its phrases.
type said struct {
	number   uint16 // the group, in groups
	from, to uint32 // the id, in rules.ids
}

func (s *said) group() *group { return &groups[s.number] }

// rules is the compiled list.
type rules struct {
	set  *phrase.Set
	list []rule // by the values of set
	says []said
	ids  string
}

// saidBy are the groups of a rule.
func (r *rules) saidBy(h *rule) []said { return r.says[h.first:h.end] }

// id is the stable name of a rule: "context/neg/no_evidence_of".
func (r *rules) id(s *said) string { return r.ids[s.from:s.to] }

// denies reports whether the first effect of a group is a denial of what follows.
func (g *group) denies() bool {
	return len(g.effects) > 0 && g.effects[0].axis == certainty && g.effects[0].value == negative && g.effects[0].dir == forward
}

// affirms reports whether the first effect of a group says that what follows is a fact or possible.
func (g *group) affirms() bool {
	return len(g.effects) > 0 && g.effects[0].axis == certainty && g.effects[0].value != negative && g.effects[0].dir == forward
}

// compiled is the one compiled list of the process.
var compiled = sync.OnceValue(compile)

var _ = phrase.Shared(func() *phrase.Set { return compiled().set })

// compile makes the rules of all groups.
func compile() *rules {
	var b phrase.Builder
	r := &rules{}
	var says [][]said // by rule
	var ids []byte
	var expanded []string
	for i := range groups {
		g := &groups[i]
		for _, p := range g.patterns {
			expanded = phrase.Expand(expanded[:0], p)
			for _, words := range expanded {
				n := int(b.AddPhrase(words, int32(len(r.list))))
				if n == len(r.list) {
					r.list, says = append(r.list, rule{}), append(says, nil)
				}
				if mixes(says[n], g) {
					from := uint32(len(ids))
					ids = appendID(ids, g.name, words)
					says[n] = append(says[n], said{uint16(i), from, uint32(len(ids))})
					r.list[n].add(g, words)
				}
			}
		}
	}
	for n := range r.list {
		h := &r.list[n]
		h.first, h.head = uint32(len(r.says)), says[n][0].number
		r.says = append(r.says, says[n]...)
		h.end = uint32(len(r.says))
	}
	r.set, r.ids = b.Set(), string(ids)
	return r
}

// mixes reports whether a phrase of some groups can be one of group g too. Pseudo-cues and cues do not mix: the first group
// decides which it is.
func mixes(says []said, g *group) bool {
	for i := range says {
		if o := says[i].group(); o == g || (o.flags^g.flags)&pseudo != 0 {
			return false
		}
	}
	return true
}

// add gives a phrase to one more group.
func (r *rule) add(g *group, words string) {
	r.flags |= g.flags
	if first, _, _ := strings.Cut(words, " "); first == "non" {
		r.flags |= prefix
	}
	for x := range axesN {
		if g.stops.has(x) {
			r.ends[x] = all
		}
	}
	for _, e := range g.effects {
		if e.dir != backward || g.flags&answer != 0 {
			r.ends[e.axis] |= e.class()
		}
	}
}

// appendID appends the id of a rule to dst.
func appendID(dst []byte, group, words string) []byte {
	dst = append(append(append(append(dst, "context/"...), group...), '/'), words...)
	for i := len(dst) - len(words); i < len(dst); i++ {
		if dst[i] == ' ' {
			dst[i] = '_'
		}
	}
	return dst
}
