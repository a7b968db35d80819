package synth

import "slices"

func (w *writer) pastHistory() {
	w.begin("past medical history")
	said := 0
	for _, q := range w.p.lasting(w.v.start) {
		said++
		w.bullet(func() {
			w.say("[" + upper(w.name(q)) + "]")
			w.one("", ", since "+q.onset.Format("2006"), " (diagnosed "+q.onset.Format("2006")+")")
		})
	}
	for _, q := range w.p.problems {
		if q.setting != "" && !q.abated.IsZero() && q.abated.Before(w.v.start) && !q.wrong && lookup(plain(q.names)).trait == "DIAGNOSIS" && w.p.chance(200) && said < 9 {
			said++
			w.bullet(func() { w.say("History of [<" + w.name(q) + "] in " + q.onset.Format("2006")) })
		}
	}
	if old := []string{"gallstones", "shingles", "kidney stones", ""}[w.p.fate%4]; old != "" && w.p.age(w.v.start) > 40 {
		said++
		w.bullet(func() { w.one("Remote history of [<"+old+"]", "h/o [<"+old+"]", "Prior [<"+old+"], resolved") })
	}
	for _, o := range w.p.operations {
		said++
		w.bullet(func() { w.say("s/p [<" + plain(o.names) + "] in " + dec{o.year, 0}.String()) })
	}
	if said == 0 {
		w.para(func() { w.put("None.") })
	}
}

func (w *writer) familyHistory() {
	w.begin("family history")
	w.para(func() {
		for _, r := range w.p.relatives {
			var names []string
			for _, d := range r.diseases {
				names = append(names, d.text)
			}
			w.one(upper(r.name)+" with "+and(marked("^", names), "and")+". ", upper(r.name)+" had "+and(marked("^", names), "and")+". ")
		}
		for _, d := range []string{"colon cancer", "breast cancer", "glaucoma"} {
			if !slices.ContainsFunc(w.p.relatives, func(r relative) bool { return r.has(d) }) {
				w.one("No family history of [-^"+d+"].", "Negative for [-^"+d+"] in the family.")
				return
			}
		}
	})
}

func (w *writer) socialHistory() {
	w.begin("social history")
	if w.p.age(w.v.start) < 18 {
		w.para(func() { w.put("Lives with parents. Attends school or day care.") })
		return
	}
	social := func(words, typ, signs string, c coding) {
		w.mention(words, &term{category: catSocial, typ: typ, system: c.system, code: c.code}, traits(signs, ""))
	}
	w.para(func() {
		w.put("Works as " + article(w.p.job))
		w.phi("PROFESSION", w.p.job)
		w.put(". ")
		switch w.p.smoking {
		case neverSmoked:
			w.put("Denies ")
			social("tobacco use", "TOBACCO_USE", "-", neverSmoked)
			w.put(". ")
		case formerSmoker:
			w.put("Former ")
			social("smoker", "TOBACCO_USE", "<", formerSmoker)
			w.put(", quit in " + dec{w.p.quit, 0}.String() + ". ")
		default:
			social("Smokes", "TOBACCO_USE", "", dailySmoker)
			w.put(" half a pack a day. ")
		}
		if w.p.drinks {
			w.put("Drinks ")
			social("alcohol", "ALCOHOL_CONSUMPTION", "", coding{})
			w.put(" on weekends. ")
		} else {
			w.put("No ")
			social("alcohol", "ALCOHOL_CONSUMPTION", "-", coding{})
			w.put(". ")
		}
		w.put("Denies ")
		social("illicit drug use", "REC_DRUG_USE", "-", coding{})
		w.put(".")
	})
}

func (w *writer) allergies() {
	w.begin("allergies")
	if len(w.p.allergies) == 0 {
		w.para(func() { w.one("NKDA", "No known drug allergies.", "No known allergies.") })
		return
	}
	for _, a := range w.p.allergies {
		w.bullet(func() {
			w.mention(upper(a.name), &term{category: catSocial, typ: "ALLERGIES", system: a.code.system, code: a.code.code}, nil)
			w.put(" (" + a.shows + ")")
		})
	}
}
