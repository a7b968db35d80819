package dosage

// method is a verb of an instruction and the route it implies.
type method struct {
	name  string // infinitive
	route int
	ways  []string
}

var methods = []method{
	{"take", noRoute, []string{"take", "taken", "takes", "taking", "tk", "to be taken"}},
	{"swallow", oral, []string{"swallow", "swallowed"}},
	{"chew", oral, []string{"chew and swallow", "chew, then swallow"}},
	{"drink", oral, []string{"drink"}},
	{"apply", noRoute, []string{"apply", "applied", "applying", "to be applied", "app", "rub", "spread", "massage", "smear"}},
	{"inject", noRoute, []string{"inject", "injects", "to be injected"}},
	{"inhale", inhalation, []string{"inhale", "inhales", "to be inhaled", "breathe in"}},
	{"instil", noRoute, []string{"instill", "instil", "instilled", "instilling"}},
	{"insert", noRoute, []string{"insert", "inserted"}},
	{"place", noRoute, []string{"place", "placed", "put"}},
	{"use", noRoute, []string{"use", "used", "uses", "using", "to be used"}},
	{"give", noRoute, []string{"give", "given", "administer", "administered", "to be given", "to be administered", "gave", "receives", "received", "receive", "receiving"}},
	{"infuse", intravenous, []string{"infuse", "to be infused"}},
	{"dissolve", noRoute, []string{"dissolve under", "dissolve on", "let dissolve", "allow to dissolve"}},
}

// bodyParts by the route that they imply; the last group implies none.
var bodyParts = []struct {
	route int
	ways  []string
}{
	{ophthalmic, []string{"eye", "eyes", "eyelid", "eyelids", "lids", "surgical eye", "operative eye", "ou", "o.u.", "conjunctival sac"}},
	{otic, []string{"ear", "ears", "ear canal", "a.u."}},
	{nasal, []string{"nostril", "nostrils", "nare", "nares", "naris", "nose"}},
	{topical, []string{
		"area", "areas", "site", "sites", "skin", "rash", "face", "scalp", "hands", "feet", "nails", "nail", "lips", "body", "wound", "lesion", "lesions", "joint",
		"affected and surrounding areas of skin", "groin", "trunk", "wrist", "wrists", "ankle", "ankles", "forehead", "cheeks", "toe", "toes", "toenails", "finger", "fingers", "heel", "heels", "chin", "hairline", "armpits", "axillae", "forearm", "forearms", "shin", "shins", "calf", "eyebrows", "beard", "palms", "soles", "hand", "foot", "elbow", "elbows", "knees",
	}},
	{noRoute, []string{
		"arm", "arms", "leg", "legs", "back", "shoulder", "knee", "thigh", "abdomen", "chest", "neck", "hip", "buttock", "buttocks", "vaginal area", "upper arm", "deltoid", "upper outer arm",
		"rectal area", "perianal area", "gums", "tongue",
	}},
}

func (b *builder) grammar() {
	for i, m := range methods {
		b.add(word{kind: verb, ref: int16(i)}, m.ways...)
	}
	for _, p := range bodyParts {
		b.add(word{kind: bodyPart, ref: int16(p.route) + 1}, p.ways...)
	}
	b.add(word{kind: bodyPart, ref: ophthalmic + 1}, "os", "o.s.")
	b.add(word{kind: bodyPart, ref: otic + 1, caps: true}, "au", "as", "ad")
	b.add(word{kind: side}, "left", "right", "both", "l", "r", "affected", "surgical", "operative", "bilateral", "lower", "upper", "inner", "outer", "clean", "dry", "entire", "thin", "infected", "other side", "alternating", "left or right")
	b.add(word{kind: forWord}, "for", "for up to", "for about", "for another", "for an additional", "for the next", "for next", "for a total of", "for total of", "for at least", "for a period of", "for the past", "for the last", "for approximately", "for the first", "during", "for a duration of", "total of", "for {a|an} {additional|further}", "for the following", "for no more than", "for only", "for upto")
	b.add(word{kind: overWord}, "over", "infused over", "infuse over", "over about", "over at least", "over approximately", "over a period of", "run over", "given over", "over the course of")
	b.add(word{kind: untilWord}, "until", "till", "til", "'til", "untill")
	b.add(word{kind: asNeeded}, "prn", "p.r.n.", "p.r.n", "{as|if|when|only if|only when|only as|whenever} {needed|required|necessary}", "as need", "asneeded", "sos", "s.o.s.", "as  needed", "if and when required", "prn as needed", "as needed prn", "prnas needed", "prn only", "when necessary", "as/when needed", "pro re nata", "on an as needed basis", "as-needed", "p r n")
	b.add(word{kind: maxLead},
		"max", "maximum", "max.", "{max|maximum|max.} {dose|amount}", "{max|maximum} {dose|amount} {of|is}", "{max|maximum} of", "not to exceed", "do not exceed", "don't exceed", "nte", "no more than", "not more than", "to a maximum of", "to a maximim of", "{up |}to {a |}{max|maximum|maximim} {of|dose of}", "do not take more than", "don't take more than", "not exceed", "never exceed", "do not exceed more than", "not to exceed more than", "do not use more than", "must not exceed", "without exceeding", "{max|maximum} total dose", "may take up to", "do not give more than", "limit to", "limit of")
	b.add(word{kind: maxDaily},
		"mdd", "m.d.d.", "mdd =", "mdd:", "{max|maximum|max.} daily {dose|amount|dosage}", "{max|maximum|max.} daily {dose|amount|dosage} {of|is|=|:}", "max dd", "max/day", "max per day", "maximum per day", "{max|maximum} dose per day")
	b.add(word{kind: then}, "then", "followed by", "and then", "after that", "afterwards", "thereafter", "then decrease to", "then reduce to", "then increase to", "then taper to", "decrease to", "decreased to", "reduce to", "increase to", "taper to", "decreasing to", "increasing to", "subsequently", "then decreased to", "then increased to", "then continue", "then take", "and thereafter", "titrate to", "then down to", "then go to", "and decrease to")
	b.add(word{kind: prepare}, "mix with", "mix", "mixed with", "dissolve in", "dissolved in", "diluted in", "dilute in", "dilute", "dissolve", "mix in", "mixed in", "reconstitute", "reconstituted with", "dissolved into", "make", "made up", "make up")
	b.add(word{kind: diluent}, "{warm |cold |cool |sterile |distilled |bacteriostatic |}water", "{normal |}saline", "d5w", "ns", "d5ns", "{apple |orange |prune |}juice", "gatorade", "{0.9%|0.9 %} {sodium chloride|nacl|ns}", "dextrose {5%|5 %}", "milk", "applesauce", "formula")
	b.add(word{kind: instruction},
		"with food", "with food or milk", "with or after food", "with or without food", "without food", "with milk", "with milk or food", "on an empty stomach", "on empty stomach", "before food", "after food", "{with|in} {a |}{full |}{glass|glassful} of {water|juice|liquid}", "with {water|plenty of water|fluids|juice|a snack|snack|plenty of fluids}",
		"as directed", "as instructed", "as prescribed", "use as directed", "take as directed", "ud", "uad", "u.d.", "as dir", "as dir.", "as tolerated", "per protocol", "per sliding scale", "sliding scale", "per package instructions", "per package directions", "as directed on {the |}{package|dose pack|pack|label}", "as per instructions", "by prescription", "follow package directions", "follow {tablet |}pack instructions",
		"do not crush or chew", "do not crush", "do not chew", "swallow whole", "do not crush, chew, or split", "do not crush or chew tablets", "rinse mouth after use", "rinse mouth after each use", "rinse mouth with water after use", "do not swallow", "shake well", "shake well before use", "avoid alcohol", "do not drive", "do not drink alcohol", "dissolve on tongue", "with dialysis", "after dialysis", "on dialysis days", "before exercise", "prior to exercise", "before intercourse", "swish and spit", "complete the course", "finish all of this medication", "may cause drowsiness", "take with plenty of water", "with or without meals", "do not take more than directed", "at the same time each day", "at the same time every day", "before procedure", "prior to procedure", "if tolerated", "around the clock", "while awake", "while {you are|you're} awake", "with snacks", "with snack")
	b.add(word{kind: modifier}, "{extended|sustained|controlled|modified|delayed|immediate|slow|prolonged}{ |-}release", "er", "xr", "xl", "sr", "cr", "dr", "ec", "e/c", "m/r", "mr", "ir", "{enteric|film}{ |-}coated", "chewable", "{orally |}disintegrating", "dispersible", "soluble", "effervescent", "coated", "crushed", "scored", "soft gel", "soft", "hard", "small", "large", "white", "{24|12}{ |-}hour", "24hr", "24 hr", "12 hr", "modified-release")
	b.add(word{kind: repeat}, "{may |can |}repeat", "may be repeated", "repeated", "dose may be repeated")
	b.add(word{kind: vague}, "a {small|thin|pea-sized|pea sized|moderate|generous|liberal} {amount|layer|film|quantity|ribbon}", "{small|pea-sized|pea sized} amount", "thin {layer|film}", "sparingly", "liberally", "generously")
	b.add(word{kind: doseWord}, "{high|low|moderate|medium|intermediate|full|standard|half|maximal|large|small|very low|very high|therapeutic|loading|maintenance|initial|test|stress|baby|normal|regular|conventional|stable|first|second|last|previous|recommended|total|cumulative|massive|toxic|excessive} {dose|doses|dosage|dosages}", "a large amount", "large amounts", "{high|low|moderate|medium|intermediate|full|standard|very-low|ultra-low|mega|reduced}-{dose|doses|dosage}", "overdose", "overdoses", "overdosage", "overdosing", "subtherapeutic doses", "usual {dose|doses}", "{increasing|escalating|decreasing|tapering|repeated|multiple} {dose|doses|dosages}", "lower dose", "higher dose", "lower doses", "higher doses", "bolus dose", "microdose")
	b.add(word{kind: dispense}, "#", "disp", "disp:", "dispense", "dispense:", "dispensed", "qty", "qty:", "quantity", "refill", "refills", "refills:", "refill:", "rf", "no.", "disp #", "disp: #", "dispense #", "supply", "day supply", "days supply", "quantity:", "sig code")
	b.add(word{kind: conjunction}, "and", "&", "plus", "+", "and/or")
	b.add(word{kind: orWord}, "or")
	b.add(word{kind: toWord}, "to", "into", "onto")
	b.add(word{kind: ofWord}, "of")
	b.add(word{kind: atWord}, "at", "@", "around", "about")
	b.add(word{kind: inWord}, "in", "within", "inside")
	b.add(word{kind: onWord}, "on", "upon")
	b.add(word{kind: fromWord}, "from")
	b.add(word{kind: article}, "the", "your", "her", "his", "my", "their", "our", "this", "that", "these", "its", "each of")
	b.add(word{kind: be}, "was", "were", "is", "are", "been", "be", "being", "has been", "have been", "had been", "to be", "got", "will be", "was then", "was subsequently", "were then", "is being", "was also", "should be", "can be", "was previously", "was recently", "were recently")
	b.add(word{kind: notWord}, "not", "never", "no", "denies", "denied", "don't", "doesn't", "didn't", "did not", "do not", "does not", "cannot", "can't", "won't", "will not", "without", "refuses", "refused", "refusing", "declines", "declined")
	b.add(word{kind: courseWord}, "course", "taper", "courses", "regimen", "cycle", "course of", "pack", "burst")
	b.add(word{kind: total}, "total", "in total", "each", "ea")
	b.add(word{kind: sigWord}, "sig", "sig:", "s:", "directions", "directions:", "instructions", "instructions:", "instr", "instr:")
	b.add(word{kind: ago}, "ago", "old", "earlier", "prior", "before", "previously", "later", "after", "postpartum", "post", "of age", "history", "hx", "follow", "follow-up", "followup", "gestation", "supply")
	b.add(word{kind: lasting}, "long-term", "long term", "longterm", "chronic", "indefinitely", "lifelong", "life-long", "for life", "chronically", "prolonged", "short-term", "short term", "permanently", "ongoing")
}
