package assertion_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/assertion"
)

// marked is a text in which [words] is a condition, [m:words] a drug, [t:words] a test, [p:words] a procedure, [s:words] a social finding.
func marked(s string) *annotation.Document {
	var text strings.Builder
	var spans []annotation.Span
	var categories []annotation.Category
	var procedures []bool
	for {
		before, rest, found := strings.Cut(s, "[")
		text.WriteString(before)
		if !found {
			break
		}
		if strings.HasPrefix(rest, " ]") || strings.HasPrefix(rest, "x]") {
			text.WriteString("[")
			s = rest
			continue
		}
		var words string
		words, s, _ = strings.Cut(rest, "]")
		category, procedure := annotation.Condition, false
		if len(words) > 2 && words[1] == ':' {
			category = map[byte]annotation.Category{'m': annotation.Medication, 't': annotation.TestProcedure, 'p': annotation.TestProcedure, 's': annotation.Social}[words[0]]
			procedure = words[0] == 'p'
			words = words[2:]
		}
		spans = append(spans, annotation.Span{Begin: text.Len(), End: text.Len() + len(words)})
		categories = append(categories, category)
		procedures = append(procedures, procedure)
		text.WriteString(words)
	}
	doc := prepare(text.String(), 0, spans...)
	for i := range doc.Entities {
		doc.Entities[i].Category = categories[i]
		if procedures[i] {
			doc.Entities[i].Type = "PROCEDURE_NAME"
		}
	}
	return doc
}

// letters are the short names of traits in the tables below.
var letters = map[annotation.Trait]string{
	annotation.Negation: "neg", annotation.PertainsToFamily: "fam", annotation.Hypothetical: "hyp", annotation.LowConfidence: "low",
	annotation.PastHistory: "past", annotation.Future: "fut",
}

func stances(doc *annotation.Document) string {
	var out []string
	for i := range doc.Entities {
		var traits []string
		for _, t := range assertion.Traits(&doc.Entities[i]) {
			traits = append(traits, letters[t])
		}
		if e := &doc.Entities[i]; e.Experiencer == annotation.Other {
			traits = append(traits, "other")
		}
		if len(traits) == 0 {
			traits = []string{"-"}
		}
		out = append(out, strings.Join(traits, "+"))
	}
	return strings.Join(out, " ")
}

func TestApply(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Negation and its lists.
		{"No [fever], [chills], or [cough].", "neg neg neg"},
		{"Patient denies [chest pain] but reports [dyspnea].", "neg -"},
		{"Denies [fever], [chills], [night sweats], [weight loss], [headache], [vision changes], [chest pain], [palpitations], or [rash].", "neg neg neg neg neg neg neg neg neg"},
		{"No evidence of [pneumonia]. There is a small [effusion].", "neg -"},
		{"No [fever], has [cough].", "neg -"},
		{"Without [nausea] or [vomiting], she ate well.", "neg neg"},
		{"[PE] was ruled out.", "neg"},
		{"[DVT] has been ruled out by ultrasound.", "neg"},
		{"Negative for [pneumothorax] and [effusion].", "neg neg"},
		{"The lungs are clear, no [wheezes], [rales] or [rhonchi]. Heart regular with a [murmur].", "neg neg neg -"},
		{"She has not had any [seizures].", "neg"},
		{"He does not have [diabetes].", "neg"},
		{"The patient is not [anemic].", "neg"},
		{"She did not take her pills for [hypertension].", "-"},
		{"Not only [pneumonia] but also [empyema].", "- -"},
		{"No increase in [tumor] size.", "-"},
		{"No change in [headache].", "-"},
		{"Gram negative [bacteremia].", "-"},
		{"History of [not in labor force], [anemia], [gout].", "past past past"}, // a cue within a name is none
		{"[Cough] without relief.", "-"},
		{"No further [bleeding] was seen.", "neg"},
		{"He has no [chest pain] except mild [dyspnea].", "neg -"},
		{"No [masses]; [tenderness] is present.", "neg -"},
		{"Pain-free, [pain] free.", "neg"},
		{"There is no [murmur] and the [edema] is mild.", "neg -"},
		{"I do not think she has [appendicitis].", "neg"},
		{"[Fever] is absent.", "neg"},
		{"[Anxiety] yes, [depression] no.", "- neg"},
		{"[Chest pain]: no.", "neg"},
		{"[Cough]: yes. [Dyspnea]: no.", "- neg"},
		{"[Fever] no, [cough] yes, [rash] no", "neg - neg"},
		{"Specimen No. 5 shows [gastritis].", "-"},
		{"[Rash] (-), [pruritus] (+).", "neg -"},
		{"[Rash] (+), [pruritus] (-)", "- neg"},
		{"(-) [fever], (-) [chills], (+) [cough]", "neg neg -"},
		{"[Fever] (-) [cough] (+)", "neg -"},
		{"[Fever]: denies; [cough]: +; [sputum]: none; [hemoptysis]: -", "neg - neg neg"},
		{"[PE] not excluded.", "low"},
		{"Not ruled out for [PE].", "low"},
		{"CT: no [appendicitis]; 2 cm [renal cyst]; [diverticulosis] without [diverticulitis].", "neg - - neg"},
		{"No [rash], 2+ [edema].", "neg -"},
		{"Should [chest pain] recur, call. She should have her [knee pain] treated.", "hyp -"},
		{"Patient fears she has [cancer].", "low"},
		{"Resolved: [AKI], [hyponatremia].", "neg neg"},
		{"[s:Lives with daughter] who has [asthma].", "- fam"},
		{"[s:Lives with daughter]. Has [asthma].", "- -"},
		{"She was ruled out for [MI].", "neg"},
		{"prior [CVA] w/o residual, [BPH], [GERD]", "past - -"},
		{"[HIV] neg 2023", "neg"},
		{"[Palpitations]: N", "neg"},
		{"No filling defect to suggest [pulmonary embolism].", "neg"},
		{"No mass or [lymphadenopathy] suspicious for [malignancy].", "neg neg"},
		{"No [fever], concerning for [abscess].", "neg low"},
		{"Not eating, suggestive of [depression].", "low"},
		{"[HIV] NR, [syphilis] positive.", "neg -"},
		{"[m:Doxorubicin] to be followed by [m:paclitaxel].", "- fut"},
		{"[Fever] (+) [chills] (-) [rash] (neg) [cough] (+).", "- neg neg -"},
		{"(+) [fever] (-) [chills] (-) [cough] (+) [fatigue]", "- neg neg -"},
		{"Denies [fever] (+) [cough]", "neg -"},
		{"[UTI] last month, treated.", "past"},
		{"She had [pneumonia] a month ago.", "past"},
		{"[Cough] since last month.", "-"},
		{"[Headaches] over the last month.", "-"},
		{"[Back pain] started last month.", "-"},
		{"Daughter states mom has been [confused] and has had [fever].", "- -"},
		{"Daughter reports that her mother has [dementia].", "-"},
		{"Mother reports her son has had [cough]. Her sister has [asthma].", "- fam"},
		{"Daughter has [asthma].", "fam"},
		{"58 yo man w/ h/o [hypertension] p/w [chest pain] a/w [nausea].", "past - -"},
		{"Parents report two days of [runny nose].", "-"},
		{"Her siblings note [snoring].", "-"},
		{"His mother reports [fever].", "-"},
		{"Her daughter states she has [dysuria].", "-"},
		{"Her mother has [dysuria].", "fam"},
		{"His mother denies [fever].", "neg"},
		{"Husband w/ [flu].", "other"},
		{"Wife is being treated for [breast cancer].", "other"},
		{"You are scheduled for a [p:colonoscopy] on Monday.", "fut"},
		{"IMMUNIZATIONS: [varicella], [hepatitis B]", "hyp hyp"},
		{"Mom denies any [apnea], [cyanosis], or color changes.", "neg neg"},
		{"Wife denies [fever].", "neg"},
		{"She denied any history of [suicidal ideation].", "neg"},
		{"He has not had much improvement with [m:antibiotics].", "-"},
		{"I explained to the mother that this can cause [joint damage].", "hyp"},
		{"Two days of [congestion] - mom has been suctioning.", "-"},
		{"[Breast cancer] - mother, [stroke] - father.", "fam fam"},
		{"Here for followup on her [weight loss] on [m:phentermine].", "- -"},
		{"[t:Blood sugars] run well in the morning.", "-"},
		{"[t:CBC] in the morning.", "fut"},
		{"[Chest pain]: No  [Shortness of breath]: Yes  [Palpitations]: No", "neg - neg"},
		{"[Chest pain]: No [Dyspnea]: Yes", "neg -"},
		{"[Influenza] negative. [COVID] positive.", "neg -"},
		{"Negative for [flu]; [t:strep] negative.", "neg -"},
		{"Gram negative [sepsis].", "-"},
		{"Her husband recently had [COVID].", "other"},
		{"[Rash] is gone.", "neg"},
		{"+ [SOB], - [nausea], - [fever]", "- neg neg"},
		{"Check [hepatitis C] RNA and [HCV] genotype.", "hyp hyp"},
		{"[HIV] test positive.", "-"},
		{"We will order an [anemia] panel.", "hyp"},
		{"She has a predisposition for developing [ovarian cancer].", "hyp"},
		{"PLAN:\nShe underwent adjuvant [p:radiation].", "-"},
		{"Increased risk of [bleeding] while on [m:warfarin].", "hyp -"},
		{"Discussed compliance with [m:lisinopril].", "-"},
		{"Discussed side effects of [m:lisinopril] with patient.", "-"},
		{"Risks and benefits of [m:warfarin] discussed.", "hyp"},
		{"Right [foot ulcer] and possible [osteomyelitis].", "- low"},
		{"[Osteomyelitis] possible.", "low"},
		{"[Pneumonia] suspected on chest film.", "low"},
		{"[Pain] worsens with movement.", "-"},
		{"GF with [CAD].", "fam"},
		{"Non-[cardiac chest pain].", "-"},
		{"I suspect she had an [anxiety attack].", "low"},
		{"It felt like a [heart attack].", "hyp"},
		{"She was told that she may be having a [stroke].", "low"},
		{"[Kidney stone]: [t:urine nitrite] is negative.", "- -"},
		{"[Bronchitis]: no antibiotics, as the cause is most likely viral.", "-"},
		{"[DVT]: ruled out by ultrasound.", "neg"},
		{"[Pneumothorax] excluded by [t:chest x-ray].", "neg -"},
		{"No [osteomyelitis] on [t:MRI].", "neg -"},
		{"[Retinopathy] absent on last eye exam.", "neg"},
		{"No [t:CT] was done.", "neg"},
		{"[t:CT] was negative for [hemorrhage].", "- neg"},
		{"[t:Chest x-ray] negative.", "-"},
		{"[t:MRI] was not performed.", "neg"},
		{"Not on [m:anticoagulation].", "neg"},
		{"Do not take [m:ibuprofen].", "neg"},
		{"Declined [m:flu vaccine].", "neg"},
		{"His [nausea] has resolved.", "neg"},
		{"History of [gallstones], resolved.", "past"},
		// Uncertainty.
		{"Cannot rule out [pneumonia].", "low"},
		{"[Pneumonia] cannot be excluded.", "low"},
		{"r/o [MI]", "low"},
		{"R/O [sepsis], [UTI].", "low low"},
		{"?[PE]", "low"},
		{"Possible [sinusitis].", "low"},
		{"This may represent [lymphoma].", "low"},
		{"Findings suspicious for [malignancy].", "low"},
		{"[Pneumonia] is unlikely.", "neg+low"},
		{"[Pneumonia] vs [atelectasis].", "low low"},
		{"Likely viral [gastroenteritis].", "low"},
		{"Findings consistent with [pneumonia].", "-"},
		// Time.
		{"h/o [asthma]", "past"},
		{"s/p [t:appendectomy] in 2010", "past"},
		{"History of [asthma], [gout] and [migraine], who presents with [chest pain].", "past past past -"},
		{"She had [pneumonia] two years ago.", "past"},
		{"No history of [diabetes].", "neg"},
		{"Two-day history of [cough] and [fever].", "- -"},
		{"History and physical: [fever].", "-"},
		{"Will obtain [t:colonoscopy].", "fut"},
		{"[t:Colonoscopy] to be scheduled.", "fut"},
		{"Check [t:hemoglobin A1c] next week.", "fut"},
		// Procedures and drugs that were talked about and not done.
		{"Discussed [p:total knee replacement] with the patient.", "fut"},
		{"[p:Total knee arthroplasty] was discussed at length.", "fut"},
		{"Discussed [p:total knee replacement] should walking become limited.", "hyp"},
		{"Considering [p:hip replacement].", "hyp"},
		{"She was offered [p:colonoscopy] but declined.", "hyp"},
		{"Recommended [t:sleep study].", "fut"},
		{"She would benefit from [p:physical therapy].", "hyp"},
		{"He is a candidate for [p:bypass grafting].", "hyp"},
		{"He is not a candidate for [p:bypass grafting].", "neg"},
		{"Scheduled for [p:cholecystectomy] on Monday.", "fut"},
		{"Risks, benefits and alternatives of [p:colonoscopy] were discussed.", "hyp"},
		{"R/b/a of [p:steroid injection] discussed.", "hyp"},
		{"Recommended against [p:spinal fusion].", "neg"},
		{"[p:Dialysis] declined.", "neg"},
		{"Consent obtained for [p:lumbar puncture].", "fut"},
		{"Consulted for possible [p:cardiac catheterization].", "hyp"},
		{"[p:Physical therapy] referral placed.", "fut"},
		{"[p:Hemodialysis] if no response.", "hyp"},
		{"If symptoms persist, consider [t:MRI].", "hyp"},
		{"Consider starting [m:metformin].", "hyp"},
		{"Discussed [m:metformin] with patient.", "hyp"},
		{"To OR for [p:laparotomy].", "fut"},
		// What was done stays done, and findings are not touched.
		{"[Pneumonia] was discussed with patient.", "-"},
		{"[Diabetes]: discussed diet and exercise.", "-"},
		{"She underwent [p:appendectomy] yesterday, discussed with surgery.", "-"},
		{"He was taken to the OR for [p:appendectomy].", "-"},
		{"[t:MRI] results were discussed with the patient.", "-"},
		{"Discussed [t:CT] findings with radiology.", "-"},
		{"Status post [p:CABG], discussed recovery.", "past"},
		{"[p:Biopsy] in 2018.", "past"},
		{"[p:Appendectomy] (1998).", "past"},
		{"[p:Colonoscopy] on 2018-03-01.", "-"},
		{"Has had [stroke] in March 2015.", "past"},
		{"[t:Blood cultures] pending.", "-"},
		{"[p:Breast biopsy] pending.", "fut"},
		{"Tried [m:ibuprofen] without relief.", "past"},
		{"[m:Warfarin] was discontinued.", "past"},
		{"Discontinue [m:warfarin].", "-"}, // the event tells it,
		// Conditions.
		{"Return if [fever] or [chest pain] develops.", "hyp hyp"},
		{"Return to the ED for [bleeding], [fever], or [worsening pain].", "hyp hyp hyp"},
		{"Call your doctor if you have [dizziness].", "hyp"},
		{"If [chest pain] returns, refer for [t:stress test].", "hyp hyp"},
		{"Tylenol as needed for [pain].", "hyp"},
		{"She is at risk for [falls].", "hyp"},
		{"Should she develop [jaundice], stop the drug.", "hyp"},
		{"Monitor for [bleeding].", "hyp"},
		// Somebody else.
		{"Mother had [breast cancer].", "fam"},
		{"Family history of [colon cancer].", "fam"},
		{"FHx: [diabetes] in father.", "fam"},
		{"[Asthma] in her brother.", "fam"},
		{"Mother reports [fever] and [cough].", "- -"},
		{"No family history of [breast cancer].", "neg+fam"},
		{"Husband had [influenza].", "other"},
		{"Lives with mother; has [asthma].", "-"},
		{"Brought in by her daughter for [confusion].", "-"},
		{"Father died of [stroke]; patient has [hypertension].", "fam -"},
		// Sections.
		{"FAMILY HISTORY:\nMother: [asthma]\nFather: [stroke]", "fam fam"},
		{"PAST MEDICAL HISTORY:\n- [hypertension]\n- [gout], currently active", "past -"},
		{"Discharge Instructions:\nWatch your wound. [Fever] and [redness] are reasons to call.", "hyp hyp"},
		{"PLAN:\n[t:Echocardiogram]\n", "fut"},
		{"FAMILY HISTORY: Mother with [asthma].\n\nPHYSICAL EXAM:\nLungs: [wheezing]", "fam -"},
		// Lists, columns, boxes.
		{"Fever: no\n[Chest pain]: no\n[Cough]: yes", "neg -"},
		{"[Fever]: No, [chills]: Yes, [cough]: No", "neg - neg"},
		{"[Fever]\tNo\n[Cough]\tYes", "neg -"},
		{"[ ] [fever] [x] [cough] [ ] [rash]", "neg - neg"},
		{"(-) [fever], (+) [cough]", "neg -"},
		{"+[cough], -[fever], -[chills]", "- neg neg"},
		{"Denies:\n- [fever]\n- [chills]\n\nReports [cough].", "neg neg -"},
		{"Return for any of the following:\n- [fever]\n- [bleeding]", "hyp hyp"},
		{"ROS:\nConstitutional: Negative for [fever] and [chills].\nRespiratory: [cough].", "neg neg -"},
		{"[Jaundice]: none", "neg"},
		{"Abdomen: no [tenderness]", "neg"},
	} {
		doc := marked(c.text)
		assertion.Apply(doc)
		if got := stances(doc); got != c.want {
			t.Errorf("%q\n got %s %s\nwant %s", c.text, got, cues(doc), c.want)
		}
	}
}

// cues are the rules that decided.
func cues(doc *annotation.Document) string {
	var out []string
	for i := range doc.Entities {
		out = append(out, fmt.Sprint(rulesOf(&doc.Entities[i])))
	}
	return strings.Join(out, " ")
}

func TestCueIsTheEvidence(t *testing.T) {
	doc := marked("Today there is no evidence of [pneumonia].")
	assertion.Apply(doc)
	c := doc.Entities[0].Cues
	if len(c) != 1 || doc.Text[c[0].Begin:c[0].End] != "no evidence of" || c[0].Rule != "context/neg/no_evidence_of" || c[0].Trait != annotation.Negation {
		t.Errorf("cues %+v", c)
	}
}

// TestDoneAboveAList: what a line says was done is current in the bullets below it, also under a plan.
func TestDoneAboveAList(t *testing.T) {
	doc := marked("Patient has completed:\n- [t:chest CT]\n- [t:colonoscopy]")
	assertion.Apply(doc)
	for i := range doc.Entities {
		if e := &doc.Entities[i]; e.Temporality != annotation.Current || len(e.Cues) > 0 {
			t.Errorf("%q: temporality %q, cues %+v", doc.Text[e.Begin:e.End], e.Temporality, e.Cues)
		}
	}
}

func TestLexicalNegativeNeedsAConcept(t *testing.T) {
	doc := marked("Patient was [afebrile], [afebrile].")
	doc.Entities[1].Concepts = []annotation.Concept{{ID: 1}}
	assertion.Apply(doc)
	if got := stances(doc); got != "- neg" {
		t.Errorf("got %s", got)
	}
}

func FuzzApply(f *testing.F) {
	for _, s := range []string{"No fever:\n- cough", "[ ] a [x] b", "?PE s/p x; no y", "a\tno\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc := prepare(text, annotation.Condition)
		for i, tok := range doc.Tokens {
			if i%3 == 0 && tok.Kind == annotation.Word {
				one := prepare(text, annotation.Condition, tok.Span)
				doc.Entities = append(doc.Entities, one.Entities...)
			}
		}
		if len(doc.Entities) > 50 {
			doc.Entities = doc.Entities[:50]
		}
		assertion.Apply(doc)
		for i := range doc.Entities {
			for _, c := range doc.Entities[i].Cues {
				if c.Begin < 0 || c.End > len(text) || c.Begin > c.End || c.Rule == "" {
					t.Fatalf("cue %+v of %q", c, text)
				}
			}
		}
	})
}
