package learned

import "strings"

// forms are the words where a drug's name ends and its form begins.
var forms = map[string]bool{
	"oral": true, "tablet": true, "capsule": true, "injection": true, "injectable": true, "topical": true, "solution": true, "suspension": true,
	"extended": true, "delayed": true, "chewable": true, "disintegrating": true, "ophthalmic": true, "otic": true, "nasal": true, "rectal": true,
	"vaginal": true, "transdermal": true, "inhalation": true, "inhalant": true, "metered": true, "dry": true, "prefilled": true, "pen": true,
	"cream": true, "ointment": true, "gel": true, "lotion": true, "patch": true, "spray": true, "powder": true, "implant": true, "system": true,
	"sublingual": true, "buccal": true, "pack": true, "drug": true, "intrauterine": true, "lozenge": true, "syrup": true, "elixir": true, "foam": true,
	"auto-injector": true, "granules": true, "film": true, "suppository": true, "24hr": true, "12hr": true, "mucosal": true, "sustained": true,
}

// units end a strength: what stands before them is a number.
var units = map[string]bool{
	"mg": true, "mcg": true, "g": true, "ml": true, "unt": true, "meq": true, "%": true, "hr": true, "actuat": true, "mg/ml": true, "unt/ml": true,
	"mg/actuat": true, "mcg/actuat": true, "mg/hr": true, "mcg/hr": true, "iu": true, "mmol": true, "cells": true, "mg/mg": true, "meq/ml": true, "mcg/ml": true,
}

// ingredients are the names of an RxNorm-like display without strengths and forms: the ingredient, all ingredients
// joined, and the brand: "Acetaminophen 325 MG / Hydrocodone Bitartrate 7.5 MG Oral Tablet [Norco]" gives "Acetaminophen /
// Hydrocodone Bitartrate" and "Norco".
func ingredients(display string) []string {
	var out []string
	if i, j := strings.LastIndexByte(display, '['), strings.LastIndexByte(display, ']'); i >= 0 && j > i+1 {
		out = append(out, display[i+1:j])
		display = display[:i] + display[j+1:]
	}
	var names []string
	for _, part := range strings.Split(display, " / ") {
		if n := nameOf(part); n != "" {
			names = append(names, n)
		}
	}
	if len(names) > 0 {
		out = append(out, strings.Join(names, " / "))
	}
	return out
}

// nameOf is the part's words before the first strength or form, after a leading release time ("24 HR").
func nameOf(part string) string {
	words := strings.Fields(part)
	for len(words) >= 2 && startsWithDigit(words[0]) && units[strings.ToLower(words[1])] { // 24 HR, 1 ML, 3 ML
		words = words[2:]
	}
	for i, w := range words {
		l := strings.ToLower(w)
		if forms[l] || startsWithDigit(w) && i+1 < len(words) && units[strings.ToLower(words[i+1])] || units[l] && i > 0 {
			return strings.Join(words[:i], " ")
		}
	}
	return strings.Join(words, " ")
}

func startsWithDigit(w string) bool { return w[0] >= '0' && w[0] <= '9' || w[0] == '.' }
