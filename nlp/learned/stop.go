package learned

import "strings"

// stop are texts that sites put where a name should stand, and general words.
var stop = map[string]bool{
	"other": true, "unknown": true, "none": true, "not done": true, "yes": true, "no": true, "normal": true, "abnormal": true, "negative": true,
	"positive": true, "test": true, "active": true, "inactive": true, "pending": true, "see note": true, "see comments": true, "n/a": true, "na": true,
	"not applicable": true, "misc": true, "miscellaneous": true, "unspecified": true, "general": true, "history": true, "problem": true, "problems": true,
	"diagnosis": true, "medication": true, "medications": true, "procedure": true, "procedures": true, "observation": true, "report": true, "note": true,
	"final": true, "left": true, "right": true, "male": true, "female": true, "patient": true, "visit": true, "encounter": true, "check up": true,
	"comment": true, "result": true, "results": true, "value": true, "score": true, "total": true, "count": true, "type": true, "date": true, "time": true,
	"status": true, "plan": true, "allergy": true, "allergies": true, "drug": true, "disease": true, "disorder": true, "finding": true, "symptom": true,
	"condition": true, "present": true, "absent": true, "detected": true, "not detected": true, "reactive": true, "non-reactive": true, "mild": true,
	"moderate": true, "severe": true, "acute": true, "chronic": true, "stable": true, "improved": true, "resolved": true, "his": true, "her": true,
	"will": true, "can": true, "may": true, "all": true, "able": true, "home": true, "work": true, "family": true, "well": true, "cold": true, "ring": true,
	"touch": true, "monitor": true, "water": true, "air": true, "food": true, "milk": true, "egg": true, "eggs": true, "mold": true, "dust": true, "cat": true, "dog": true,
}

// stopped reports whether a text may not become a term: one letter, no letter, a general word.
func stopped(term string) bool {
	letters := 0
	for _, r := range term {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80 {
			letters++
		}
	}
	return letters < 3 || stop[strings.ToLower(strings.TrimSpace(term))]
}
