package assertion

import "github.com/tarn-sql/tarn/nlp/annotation"

// value is what an effect says on its axis: the axis, and the number of a value of its type in annotation.
type value uint8

const axisShift = 4

// number is the value as its axis' type has it.
func (v value) number() uint8 { return uint8(v) & (1<<axisShift - 1) }

// The values that groups give.
const (
	negative   = value(certainty)<<axisShift | value(annotation.Negative)
	doubtful   = value(certainty)<<axisShift | value(annotation.NegativePossible)
	uncertain  = value(certainty)<<axisShift | value(annotation.NeutralPossible)
	likely     = value(certainty)<<axisShift | value(annotation.PositivePossible)
	positive   = value(certainty)<<axisShift | value(annotation.Positive)
	past       = value(temporality)<<axisShift | value(annotation.Past)
	current    = value(temporality)<<axisShift | value(annotation.Current)
	upcoming   = value(temporality)<<axisShift | value(annotation.Upcoming)
	supposed   = value(conditionality)<<axisShift | value(annotation.IsHypothetical)
	contingent = value(conditionality)<<axisShift | value(annotation.Conditional)
	done       = value(axesN) << axisShift // no value of an axis: shields a test or procedure from plans that are farther off
	family     = value(experiencer)<<axisShift | value(annotation.Family)
	other      = value(experiencer)<<axisShift | value(annotation.Other)
	patient    = value(experiencer)<<axisShift | value(annotation.Patient)
)

// window is the usual reach of a negation in words; each item of a list starts it anew.
const window = 8

// negations deny what follows or goes before them.
var negations = []group{
	{name: "neg", effects: []effect{{certainty, negative, forward, window, all}}, stops: on(temporality), flags: answer, patterns: []string{
		"no", "nil", "none", "never", "not present", "denies", "denied", "absent", "denying", "deny", "denis", "deneis", "dneies", "denys", "niega", "non", "nope", "not seen", "not noted",
	}},
	{name: "neg", effects: []effect{{certainty, negative, forward, window, conditions | social}}, stops: on(temporality), flags: answer, patterns: []string{"negative", "neg"}},
	{name: "neg", effects: []effect{{certainty, negative, forward, window, all}}, stops: on(temporality), patterns: []string{
		"no {new|acute|significant|further|other|clinical|definite|} {evidence|sign|signs|indication|indications|suggestion|findings|finding|symptoms|features|suspicion|signs or symptoms|signs and symptoms|symptoms or signs|complaints|complaint|reports|episodes|concern|concerns|documentation|sequelae} {of|for}", "no {radiographic|radiologic|sonographic|echocardiographic|ct|mri|imaging|mammographic|angiographic|endoscopic|histologic|ecg|ekg|electrocardiographic|laboratory|ultrasound} {evidence|sign|signs|findings|finding|features} {of|for}", "no {evidence|findings|signs|features} {to suggest|suggesting|suggestive of|to indicate|indicating|to support|consistent with|concerning for|suspicious for|compatible with}",
		"no {findings|evidence|abnormality} {that|which} {would|} {suggest|indicate|support}",
		"no {reason|cause|etiology|source} {of|for}", "no {such|specific|particular|other|} {complaint|complaints} of", "no known", "no new", "no other",
		"nor", "neither", "never", "never {had|has had|developed|experienced|been diagnosed with|been|having|diagnosed with|smoked|used|took|tried|noticed|noted|reported|having had|ever had}",
		"without", "without {any|} {evidence|sign|signs|indication|indications|suggestion|findings|symptoms|features|objective evidence|clinical evidence|radiographic evidence|evidence either|associated|obvious|significant|definite|apparent|complaints|complaint|known|recent|complaining|reported} {of|for|to suggest|suggestive of|}", "w / o", "w / out", "wo", "sans", "with no", "with no {evidence|sign|signs|symptoms|complaints|findings|history|known|other|new} {of|}", "w / no",
		"{denies|denied|denying|deny} {any|having|having any|having had|ever having|ever having had|recent|current|new|the presence of|presence of|experiencing|use of|associated|any associated|any recent|any other|any current|symptoms of|any symptoms of|signs or symptoms of|complaints of|any complaints of|feeling|all|any new|significant|any significant|that she has|that he has|that she has had|that he has had|he has|she has|she has had|he has had|that she had|that he had|being|any use of|frank}",
		"{does|do|did|has|have|had|is|are|was|were|could|can|would|will|should} not {have|had|has|any|experience|experienced|experiencing|exhibit|exhibited|demonstrate|demonstrated|reveal|revealed|show|shown|showed|appear to have|appear to be|appreciate|feel|felt|report|reported|reporting|endorse|endorsed|complain of|complained of|complaining of|develop|developed|note|noted|noticed|notice|see|seen|suggest|suggested|suggestive of|indicate|indicative of|support|represent|meet criteria for|suffer from|suffering from|show evidence of|show any|show any evidence of|have any|had any|had any further|have any evidence of|have any signs of|have evidence of|have symptoms of|reveal any|demonstrate any|known to have|identify|detect|detected|look like|look to be|seem to have|visualize|visualized|admit to|consistent with|associated with|complicated by|having|have a history of|believed to be|thought to be|thought to have|felt to be|felt to have|think|support a diagnosis of|evidence|consistent|compatible with|describe|described|endorsing|be}",
		"{doesn't|don't|didn't|hasn't|haven't|hadn't|isn't|aren't|wasn't|weren't|doesnt|dont|didnt|hasnt|havent|isnt|wasnt} {have|have any|had|had any|any|experienced|experience|noticed|notice|complain of|report|feel|look like|show|really have|}",
		"not {have|had|having|seeing|appear|appreciate|appreciated|demonstrate|exhibit|feel|reveal|show|see|showing|experiencing|reporting|endorsing|consistent with|associated with|complicated by|suggestive of|indicative of|compatible with|complaining of|known to have|a|an|having any|having had|in|yet|currently having|actively having|concerning for|suspicious for|accompanied by|felt to be|thought to be|thought to have|likely to be|representative of|diagnostic of|due to|secondary to|related to|from|caused by|the result of}",
		"{cannot|can not|could not|unable to|couldn't|can't} {see|appreciate|identify|detect|find|feel|palpate|visualize|elicit|hear|demonstrate|be appreciated|locate|confirm}",
		"{absence|lack|loss of|resolution} of", "lacks", "lacking", "lacked", "free {of|from}", "devoid of", "clear of", "absent {for|of|any}",
		"negative {for|for any|for acute|for evidence of|for signs of|findings for|workup for|work - up for|evaluation for|screen for|screening for|test for|testing for|history of|on review for|except for|results for|regarding}", "{is|are|was|were|has been|have been|been|be|remains|also|again|otherwise} negative for {any|acute|evidence of|signs of|}", "neg for", "( - ) for", "- ve for", "- for", "negative ct for", "negative for : ",
		"{fails|failed|failing|failure} to {reveal|show|demonstrate|identify|disclose|find|detect|have}", "unremarkable for", "noncontributory for", "not remarkable for",
		"{ruled|rules|rule|ruling} {him|her|the patient|patient|pt|them} out {for|}", "{ruled|rules|ruling} out {for|}", "{is|was|were|been|being|has been|have been|had been} ruled out for", "{ruled|rules} out {the|} {presence|possibility|diagnosis} of", "r / o ' d", "{excludes|excluded|excluding} {the|} {presence of|possibility of|diagnosis of|}", "argues against", "{goes|speaks|mitigates|evidence|argue|arguing|speak|weighs} against", "inconsistent with", "rather than", "instead of", "as opposed to", "not due to",
		"no longer {has|have|having|had|experiencing|complains of|complaining of|reports|with|any|}", "{stopped|quit|ceased} having", "in the absence of", "{disclaims|disclaimed|negates|negated|refutes|refuted} {any|having|}", "{declines|declined} {any|having|symptoms of}",
		"no {longer|} {suspicion|concern|concerns} {for|of|about}", "no {clinical|} concern for", "not concerned {for|about}", "not worried about", "not suspicious for", "not suspect", "not suspected to have",
	}},
	{name: "neg", effects: []effect{{certainty, negative, forward, window, conditions | social}}, flags: answer | letter, patterns: []string{"n"}},
	{name: "neg", effects: []effect{{certainty, negative, forward, window, all}}, flags: item, patterns: []string{ // "CVA w/o residual, BPH": of this one alone
		"{without|w / o|w / out|with no|no|no significant|without significant} {residual|residuals|residua|sequelae|sequela|recurrence|deficits|deficit}",
	}},
	{name: "neg_belief", effects: []effect{{certainty, negative, forward, window, conditions}}, patterns: []string{
		"{do|does|did} not {believe|think|feel|suspect} {that|} {the patient|she|he|this|there|it|} {is|has|had|was|is having|was having|has had|}",
	}},
	{name: "neg_short", effects: []effect{{certainty, negative, forward, 4, all}}, patterns: []string{
		"not", "isn't", "aren't", "wasn't", "weren't", "cannot", "ain't",
	}},
	{name: "neg_sign", effects: []effect{{certainty, negative, forward, 5, conditions | social}}, patterns: []string{"-", "[ ]", "( )", "☐", "□", "( - )", "[ - ]", "[ _ ]", "( _ )", "[ . ]", "( neg )", "[ no ]", "( no )"}},
	{name: "neg_post", effects: []effect{{certainty, negative, backward, 6, conditions | social}}, patterns: []string{
		"{is|are|was|were|has been|have been|been|being|be|now|also|both|all|remains|remained|is also|was also|were also|were all|are all|is otherwise|being} {negative|neg|absent|excluded|ruled out|denied|negated|not present|not seen|not identified|not noted|not appreciated|not demonstrated|not visualized|not detected|not found|not evident|not observed|not felt|not reported|not palpable|not palpated|not elicited|not confirmed|not supported|not suspected|not a concern|not an issue|not appreciable|not apparent|not suggested|not reproducible|not endorsed|not had|not developed}",
		"{not|never} {seen|identified|noted|appreciated|demonstrated|visualized|detected|found|evident|observed|reported|palpable|palpated|elicited|present|heard|developed|occurred|apparent|suspected|had|confirmed|endorsed|appreciable|documented|likely|felt to be present|felt}",
		"{ruled|rules} out", "has been ruled out", "is ruled out", "{is|are|was|were|has been|have been} {not|never} {seen|identified|noted|appreciated|demonstrated|visualized|detected|found|evident|observed|present|reported|documented|heard|felt|palpable}", "negative bilaterally", "negative on {the|} {left|right}", "{was|were|} {sent|checked|tested|done} and {was|were|came back|returned|is} {negative|neg}", "{and|which|but} {was|were|is|came back|returned} {negative|neg}", "{negative|neg} {bx|biopsy|biopsies|test|testing|swab|culture|cultures|pcr|serology|screen|screening|stool antigen|breath test|by pcr}", "- negative", "- absent", "- none", "- ve", "( negative )", "( absent )", "( denied )", "not at this time", "none {noted|seen|identified|reported|present|known|found|appreciated|observed|detected|visualized|at present|currently|today|recently|evident|recorded|documented|to date}", "not currently", "is nil", "did not occur", "did not {recur|develop}", "{excluded|ruled out} {by|on|with|via|after}", "absent {on|in|at|by|from|throughout|today|.|,|;}", "{is|was|were|are} absent {on|in|at|by|from|today}", "{was|were} denied", "absent bilaterally", "can {now|safely|} be {ruled out|excluded}", "{could|may} be {excluded|ruled out}",
	}},
	{name: "neg_post", effects: []effect{{certainty, negative, backward, 1, conditions | social}}, flags: closing, patterns: []string{
		"negative", "neg", "not detected", "none detected", "undetected", "non - reactive", "nonreactive", "nr", "immune",
	}},
	{name: resolved, effects: []effect{{certainty, negative, backward, 6, conditions}}, patterns: []string{
		"{has|have|had|since|completely|fully|now|have since|has since|had since|has now|is now|was|were|is|are|have completely|has completely|had completely|to have|have been|has been|subsequently|spontaneously|largely|quickly|then|gradually|eventually|which|which has|that has|} resolved", "{has|have} {gone away|gone|abated|cleared|subsided completely|disappeared}", "{went away|disappeared|gone}", "{is|are|was|were|} no longer {present|seen|evident|noted|visualized|identified|apparent|demonstrated|active}", "{is|are|was|were} {now|all|completely|} gone", "{has|have|had|has now|is|are|well} healed",
	}},
	{name: resolved, effects: []effect{{certainty, negative, forward, 0, conditions}}, patterns: []string{"resolved {problems|issues|diagnoses|conditions|} :"}},
	{name: "neg_free", effects: []effect{{certainty, negative, backward, 1, conditions}}, patterns: []string{"free", "- free"}},
	{name: "neg_given", effects: []effect{{certainty, negative, backward, 5, drugs | tests}}, patterns: []string{
		"{was|were|is|are|has been|have been|} not {performed|done|obtained|given|administered|taken|started|prescribed|ordered|indicated|recommended|tolerated|needed|required|warranted|received|initiated|attempted|completed|used|necessary|pursued}", "{was|were|is|has been|} {declined|refused|deferred|contraindicated|omitted}", "not indicated", "declined by {the|} patient", "never {given|taken|done|started|performed|received}",
	}},
	{name: "neg_given", effects: []effect{{certainty, negative, forward, 6, drugs | tests}}, patterns: []string{
		"{declines|declined|refuses|refused|defer|deferred|deferring|contraindication to|contraindications to}", "unable to {tolerate|take|have|undergo|receive}", "{do|does|did|should|would|will|has|have|must} not {take|taken|use|used|give|given|receive|received|started|start|tolerate|tolerated|require|required|need|needed|order|want|undergo|undergone|taking|perform|recommend|continue|restart}", "not {taking|on|using|receiving|requiring|needing|currently taking|currently on|presently taking|a candidate for|tolerating|compliant with|started|treated with|tried|currently using|prescribed}", "{doesn't|don't|didn't|hasn't|isn't|won't} {take|taken|use|taking|using|want|need|require|on}", "never {took|taken|received|underwent|undergone|tried|been on|started|used}", "no need for", "no indication for", "no role for", "not to take", "off {of|all|her|his|}", "intolerant {to|of}", "{recommend|recommends|recommended|advise|advised|counseled|decided} against", "non - compliant with", "refusing", "hold off on", "holding off on",
	}},
	{name: "unlikely", effects: []effect{{certainty, doubtful, both, 6, conditions}}, patterns: []string{
		"unlikely", "{is|are|was|were|seems|seem|appears|appear|felt to be|thought to be|be|less|very|highly|most|extremely|quite} {unlikely|doubtful|improbable|less likely}", "not likely", "less likely", "improbable", "doubtful", "unlikely to {be|have|represent}", "not felt to be", "not thought to be",
	}},
	{name: "unlikely", effects: []effect{{certainty, doubtful, forward, 6, conditions}}, patterns: []string{
		"doubt", "doubts", "doubted", "{low|minimal|little|very low} {clinical|} {suspicion|concern|likelihood|probability} {for|of}", "do not suspect", "did not suspect", "less concerned {for|about}", "less {suspicious|concerning} for", "low index of suspicion for", "no strong suspicion {for|of}",
	}},
	{name: "absent_history", effects: []effect{{certainty, negative, forward, window, all}, {temporality, past, forward, window, conditions | social | tests}}, patterns: []string{
		"{no|denies|denied|denies any|without|negative for|no known|nor|or|has no|had no|denying|does not have a} {other|known|prior|previous|past|significant|personal|remote|medical|past medical|} {history|hx|h / o} {of|for}", "no {prior|previous|past} {episodes of|history|episode of|}", "{denies|denied} {any|} {prior|previous|past}", "never {had|has had} {a|any|} {history of|prior|previous}",
	}},
	{name: "absent_family_history", effects: []effect{{certainty, negative, forward, 0, all}, {experiencer, family, forward, 0, conditions}}, patterns: []string{
		"{no|denies|denied|negative|without|denies any|no known|negative for|has no|nor|no significant} {known|significant|} family {history|hx} {of|}", "{no|negative|denies} {fhx|fh|fmhx} {of|for|}", "no one in {the|her|his} family {has|had|with}", "no {relatives|family members|family member|first degree relatives|first - degree relatives} {with|have|had|has|having}", "nobody in {the|her|his} family {has|had|with}",
	}},
	{name: "not_negated", flags: pseudo, patterns: []string{
		"{drop|drops|dropped|dropping} off",
		"gram {negative|- negative|neg}", "{without|w / o|w / out|no} psychotic {features|symptoms}", "{rh|hiv|her 2|er|pr|triple|coagulase|coag|lactose|oxidase} {negative|- negative}", "no {significant|interval|appreciable|further|real|major|} {increase|change|changes|worsening|progression|improvement|decrease|growth|difference|resolution|relief|response|reduction} {in|of|to|with|from|}", "no {better|worse|improved|worsened|doubt|matter|one|problem with|question|improvement in|longer a problem|less than|more than|earlier than|later than|help from}",
		"{has|have|had|did|does|is} not {had|have|seen|noticed|noted|experienced|getting|gotten|get|} {much|any|significant|adequate|good|great|complete|full} {improvement|relief|response|benefit|success|effect|help} {with|from|on|to|after|of|}", "not {only|just|simply|necessarily|certain if|certain whether|sure if|sure whether|clear if|clear whether|clear|sure|extend|cause|drain|improved|improving|resolved|responding|respond|controlled|well controlled|adequately controlled|optimally controlled|at goal|relieved|better|worse|changed|significantly changed|much|all|limited to|completely|fully|entirely|always|able to|compliant|certain|uncommon|unusual|been controlled|well|drained|otherwise specified|elsewhere classified|as|every|bothersome|too|know if|know whether|known if|known whether|getting better|adherent|been well controlled|particularly|surprisingly|helped|helping|subsided|abated|gone away|going away|went away|yet resolved|fully resolved|completely resolved|new|tolerated|been improving|radiate|radiating}",
		"{has|have|had|is|are|was|were|does|do|did} not {resolved|resolve|improved|improve|responded|respond|been controlled|changed|change|subsided|abated|gone away|go away|cause|extend|increase|increased|helped|help|improving|radiate|relieve|relieved|decrease|affect|completely resolve|completely resolved|fully resolve|interfere|progressed|worsen|worsened|recovered|tolerate|know if|know whether|know}",
		"without {further|difficulty|difficulties|complication|complications|incident|any further|any difficulty|any complications|any complication|relief|improvement|change|any change|any relief|any improvement|much relief|significant improvement|significant relief|treatment|medication|medications|assistance|any issues|issues|problems|any problems|success|help|response|much improvement|an obvious source|a clear source|contrast|iv contrast|intravenous contrast}", "with and without", "with or without", "with / without", "and / or", "cannot {sleep|walk|tolerate|take|recall|remember|afford|stand|lie|bear}", "no - show", "no show", "no {. |# }", "not - for - profit", "why not", "not {improving|resolving|bleeding actively}", "negative pressure", "negative inspiratory", "double negative", "negative margins", "free {air|fluid|t4|t3|testosterone|water|text|thyroxine|psa|t|flap|wall|range}", "gluten free", "sugar free", "fat free", "{gluten|sugar|fat|dairy|latex|lactose|salt|caffeine|drug} - free", "symptom - free interval", "non {small|hodgkin|hodgkins|hodgkin's|insulin|st|steroidal|alcoholic|specific|union|compliance|compliant|productive|ischemic|obstructive|invasive|melanoma|traumatic|healing|toxic|epileptic|dominant|rebreather|contrast|smoker|sustained|fasting|english|pitting|hemorrhagic|occlusive|displaced|adherence|adherent|bloody|radiating|cardiac|verbal|diabetic|q|weight|hdl|rheumatic|allergic|gonococcal|tuberculous|bullous|suicidal|rapid|valvular}", "non - {small|hodgkin|hodgkins|hodgkin's|insulin|st|steroidal|alcoholic|specific|union|compliance|compliant|productive|ischemic|obstructive|invasive|melanoma|traumatic|healing|toxic|epileptic|dominant|rebreather|contrast|smoker|sustained|fasting|english|pitting|hemorrhagic|occlusive|displaced|adherence|adherent|bloody|radiating|cardiac|verbal|diabetic|q|weight|hdl|rheumatic|allergic|gonococcal|tuberculous|bullous|suicidal|rapid|valvular|sca|operative}",
		"never {better|mind}", "do not resuscitate", "do not intubate", "dnr", "nothing by mouth", "no {code|added salt|concentrated sweets|weight bearing|heavy lifting}", "not to exceed", "no more than", "not more than", "not less than", "no less than", "no later than", "none the less", "nonetheless", "nevertheless",
	}},
	{name: "affirmed", effects: []effect{{certainty, positive, backward, 6, conditions | social}}, flags: answer, patterns: []string{
		"yes", "present", "positive", "pos", "endorsed", "confirmed",
	}},
	{name: "affirmed_sign", effects: []effect{{certainty, positive, forward, 5, conditions | social}}, stops: on(temporality), patterns: []string{"+", "[ x ]", "( x )", "☒", "☑", "■", "✓", "( + )", "[ + ]", "[ yes ]", "( yes )", "( pos )"}},
}
