package assertion

// suppositions speak of what might happen.
var suppositions = []group{
	{name: "prn", effects: []effect{{conditionality, contingent, forward, 6, conditions}}, patterns: []string{
		"as needed for", "prn for", "prn", "p . r . n . for", "p . r . n .", "p . r . n", "{use|take} as needed for", "prn :",
	}},
	{name: "if", effects: []effect{{conditionality, contingent, forward, 0, all}}, patterns: []string{
		"if", "if any", "{should|were} {she|he|they|you|the patient|patient|pt|there|any|his|her|your|symptoms|this} {develop|have|experience|notice|be|}", "unless", "in {the|} {case|event} {of|that}", "in case", "when {you|she|he} {have|has|feel|feels|experience|experiences}", "whenever", "provided that", "whether", "{return|come back|go|come in|be seen} {to|} {the|your|} {ed|er|clinic|office|hospital|emergency department|emergency room|} {for|if|with|should}", "{return|come back|go|come in} to {the|your|} {nearest|closest|} {ed|er|hospital|emergency department|emergency room|urgent care} {right away|immediately|at once|promptly|asap} {for|if|with}", "{call|notify|contact|alert|phone} {the|your|} {doctor|physician|clinic|office|provider|911|} {immediately|} {for|if|with|should}", "{call|return|come back|phone|come in} {also|immediately|right away|back|again|promptly|at once|} for {any|}", "{report|call|return} {immediately|at once|promptly|right away} {if|for|with|}", "seek {medical|immediate medical|emergency|prompt|immediate|urgent|} {care|attention|help|evaluation|medical attention|medical care} {immediately|right away|} {for|if|with}", "any of the following", "the following {symptoms|signs|warning signs|occur|are noted|develop|problems}", "{return|call|strict return|er|ed|follow - up|return / er|warning} {precautions|signs|parameters|instructions} {for|of|including|include|given for|were given for|discussed|reviewed|:}", "seek care for",
	}},
	{name: "report", effects: []effect{{conditionality, contingent, forward, 10, conditions}}, flags: imperative, patterns: []string{
		"report {any|new|worsening|} {new|worsening|}", "come back {with|for|if}", "watch for",
	}},
	{name: "if_after", effects: []effect{{conditionality, contingent, backward, 4, tests}}, patterns: []string{
		"if", "if any", "unless", "in {the|} {case|event} {of|that}", "in case", "should {walking|symptoms|symptom|pain|fever|fevers|function|mobility|things|it|this|these|there|her|his|the pain|the fever|the symptoms}",
	}},
	{name: "if_post", effects: []effect{{conditionality, contingent, backward, 8, conditions}}, patterns: []string{
		"{should|may|might|could|would} {occur|develop|arise|recur|result|happen|ensue|return}", "if {it|they|this|these|symptoms} {occurs|occur|recurs|recur|develops|develop|worsens|worsen|persists|returns|happens}",
	}},
	{name: "hypothetical", effects: []effect{{conditionality, supposed, forward, 12, conditions}}, patterns: []string{
		"{predisposition|predisposed|propensity|susceptible|susceptibility} {to|for|toward|towards} {developing|}", "for developing", "as if", "as though", "{feel|feels|felt|feeling|seemed|seems} like {a|an|she had|he had|she was having|he was having|having} {a|an|}",
		"{risk|risks|chance|chances|likelihood|danger|threat|high risk|low risk|increased risk|odds} {of|for|of developing|for developing|including|include|includes|such as|being}", "{at|at high|at increased|at low|at moderate|at intermediate} risk {for|of}", "{increases|increase|reduce|reduces|decrease|decreases|lower|minimize} {the|her|his|your|} risk {of|for}", "{monitor|monitored|monitoring|watch|watched|watching|observe|observed|look|vigilant|surveillance|screen|screened|screening|alert} {closely|carefully|} {for|out for}", "{prevent|prevents|preventing|prevention of|to prevent|to avoid|prophylaxis|prophylaxis for|prophylaxis against|prophylactic|prophylactically for|protect against|protection against|vaccinated against|vaccine against|immunized against|immunization against|immunity to|exposure to|exposed to|precautions for|precaution for|educated on|education on|education about|educated about|counseled on|counseled about|counseled regarding|counselled on|instructed on|teaching on|information about|information on|handout on|discussed the risk of|warned about|cautioned about|in the setting of future|isolation for|side effects including|side effects include|side effects such as|adverse effects including|complications including|complications include|complications such as|potential complications of|may cause|can cause|could cause|might cause|may lead to|can lead to|could lead to|may result in|can result in|could develop|may develop|might develop|can develop|would be at risk|screening for|screen for|screened for|screening|worried about developing|concern about developing|predisposed to|predisposition to|susceptible to|susceptibility to|to watch for|warning signs of|for colorectal cancer screening|potential for|the potential for|progression to|progress to|to rule out future|risks and benefits of|benefits and risks of|in order to prevent|so as to prevent|designed to prevent}",
	}},
	{name: "hypothetical_drug", effects: []effect{{conditionality, supposed, forward, 6, drugs}}, patterns: []string{
		"{may|can|could|might} {take|use|try|consider|have|start|need|continue|add|be given|receive|benefit from}", "would {start|add|give|begin|try|use|initiate|resume|restart|prescribe|favor|favour|suggest}", "{if|should} {needed|necessary|indicated|symptoms persist|required}", "{stay away from|stays away from}", "if no improvement", "discussed {starting|adding|the use of|trying|switching to}",
	}},
	{name: "if_should", effects: []effect{{conditionality, supposed, forward, 3, conditions}}, flags: imperative, patterns: []string{"should {you|he|she|they|any|further|} {have|develop|experience|}"}},
	{name: "hypothetical_habit", effects: []effect{{conditionality, supposed, forward, 4, social | drugs}}, patterns: []string{
		"{avoid|avoids|avoiding|avoidance of|abstain from|refrain from|no more|limit|limiting|advised against}",
	}},
	{name: options, effects: []effect{{conditionality, supposed, forward, 0, drugs | tests}}, patterns: []string{
		"{treatment|therapeutic|therapy|management|surgical|} {options|alternatives} {:|include|includes|including|are}",
	}},
	{name: "hypothetical_plan", effects: []effect{{conditionality, supposed, forward, 6, drugs | tests}}, patterns: []string{
		"{consider|considering|considered|may consider|would consider|could consider|consideration of|consideration for|contemplating|entertaining} {starting|adding|trying|switching to|a trial of|doing|getting|having|repeating|repeat|}", "{offered|offer|offering|was offered|were offered|is offered} {a|an|the|her|him|}", "{discussed|discuss|discussing|reviewed} {the|} {option|options} {of|for|including|such as|}", "options {today|at length|} {including|such as}", "{option|options|alternative|alternatives} {of|is|are|include|includes|including|would be|such as|:}", "{would|may|might|could|should|will likely|will probably|likely to} benefit from {a|an|}", "{possible|potential|good|poor|appropriate|suitable|reasonable|not yet a|surgical|} candidate for", "{may|might|could} {need|require|warrant|undergo|proceed with|eventually need|eventually require|ultimately need|still need}", "{interested|interest} in {trying|having|getting|starting|undergoing|}", "{asked|asks|asking|inquired|inquires|inquiring|wondering|wonders|questions} about {the|getting|having|starting|}", "{hesitant|reluctant} {to|about} {start|starting|try|have|undergo|take|}", "{thinking|undecided} about {having|getting|}", "{qualifies|eligible|eligibility} for",
	}},
	{name: "hypothetical_plan", effects: []effect{{conditionality, supposed, forward, 2, drugs | tests}}, patterns: []string{
		"{risk|risks|risks and benefits|risks , benefits|r / b|r / b / a|r / b / a's|r / b / as|risks / benefits|risks / benefits / alternatives|risks , benefits , and alternatives|risks , benefits and alternatives|risks and alternatives|risks , benefits , alternatives|pros and cons|benefits} {of|to|for|associated with} {the|a|an|proceeding with|undergoing|having|}",
	}},
	{name: "hypothetical_plan", effects: []effect{{conditionality, supposed, forward, 3, drugs}}, patterns: []string{
		"discussed {with her|with him|with patient|with the patient|} {about|regarding|the|}", "discuss", "discussing",
	}},
	{name: "hypothetical_plan", effects: []effect{{conditionality, supposed, forward, 2, procedures}}, patterns: []string{"possible", "potential", "eventual"}},
	{name: "hypothetical_plan_post", effects: []effect{{conditionality, supposed, backward, 1, drugs | tests}}, patterns: []string{
		"{option|options|candidate|candidacy}",
	}},
	{name: "hypothetical_plan_post", effects: []effect{{conditionality, supposed, backward, 4, drugs}}, patterns: []string{
		"{was|were|has been|have been} discussed {with|today|at length|}",
	}},
	{name: "hypothetical_plan_post", effects: []effect{{conditionality, supposed, backward, 5, drugs | tests}}, patterns: []string{
		"{was|were|is|are|has been|have been|could be|may be|can be|might be|would be|being|} {offered|considered|contemplated|entertained|an option|options|also an option}", "{under|for} consideration", "{may|might|could|can} be {used|taken|given|added|tried|started|resumed|needed|required|warranted|indicated|necessary|helpful|appropriate|beneficial|useful|reasonable|considered|tried}", "if {needed|necessary|indicated} later",
	}},
	{name: "not_plan", flags: pseudo, patterns: []string{
		"considered {stable|normal|abnormal|safe|negative|positive|significant|elevated|high|low}", "questions about {her|his|their}", "offered {support|reassurance|emotional support}", "an alternative medicine",
	}},
	{name: "not_hypothetical", flags: pseudo, patterns: []string{
		"if {any|applicable|available|known|possible|indicated|needed|necessary|negative|positive|you have any questions|not|so}", "even if", "what if", "ask if", "asked if", "wonders if", "wondering if", "see if", "signs of {acute|} distress", "no signs of", "{evidence|} signs of life", "return to {work|baseline|normal|school|play|activity|activities|operating room|the floor|the operating room|clinic|the clinic|function|sport|sports|see|office|the office|full|previous}", "call {bell|light|schedule|button|back}", "screening {mammogram|colonoscopy|labs|test|tests|exam|mammography|tool}", "avoid {lifting|driving|heavy|strenuous|caffeine|nsaids|salt|sun}", "on {return|call}",
	}},
	{name: "end_if", stops: on(conditionality), patterns: []string{
		"then", "because", "since", "given {her|his|the|that|}", "due to", "however", "but", "secondary to",
	}},
}

// others speak of somebody else.
var others = []group{
	{name: "family", effects: []effect{{experiencer, family, forward, 0, conditions | drugs | tests}}, patterns: []string{
		"{family|familial|fam} {medical|} {history|hx} {of|is|was|}", "strong family history", "{fhx|fh|fmhx|famhx} {of|:|}", "{gf|gm|ggf|ggm} {with|had|has|-|:|died of|died from}", "{mother|father|brother|sister|brothers|sisters|sibling|siblings|parent|parents|grandmother|grandfather|grandparent|grandparents|aunt|uncle|aunts|uncles|cousin|cousins|son|daughter|sons|daughters|child|children|niece|nephew|mom|dad|mum|granddaughter|grandson|grandma|grandpa|half - brother|half - sister|stepmother|madre|padre|hermano|hermana|abuela|abuelo|twin|relative|relatives|family member|family members|kids|kin|mgm|mgf|pgm|pgf|grandchild|grandchildren}", "{maternal|paternal} {grandmother|grandfather|aunt|uncle|cousin|cousins|aunts|uncles|grandparents|side|relatives|family|great aunt|great grandmother|great grandfather|great uncle|half brother|half sister|}", "{mother's|father's|brother's|sister's|parent's|mom's|dad's|parents'} {side|history of|history|death from|death|medical history|family|}", "{first|second} {-|} degree {relative|relatives} {with|}", "runs in {the|her|his} family", "{inherited|hereditary} {from|in the family}", "in the family", "several family members", "{her|his} {mother|father|brother|sister|parents|siblings|aunt|uncle|grandmother|grandfather|son|daughter|mom|dad|cousin}", "both parents",
	}},
	{name: "family_post", effects: []effect{{experiencer, family, backward, 8, conditions}}, patterns: []string{
		"{in|of} {her|his|the|a|both|} {maternal|paternal|} {mother|father|brother|sister|brothers|sisters|siblings|parents|grandmother|grandfather|aunt|uncle|cousin|mom|dad|family|relatives|first - degree relative|first degree relative|family members}", "( {maternal|paternal|her|his|} {mother|father|brother|sister|parents|grandmother|grandfather|aunt|uncle|cousin|mom|dad|mgm|mgf|pgm|pgf|siblings|both parents}", "runs in {the|her|his} family", "in the family", "on {the|her|his} {mother's|father's|maternal|paternal} side", "{maternal|paternal} {side|grandmother|grandfather|aunt|uncle|cousin}", "family history",
	}},
	{name: "family_post", effects: []effect{{experiencer, family, backward, 8, conditions}}, flags: closing, patterns: []string{
		"{-|:|–} {maternal|paternal|} {mother|father|brother|sister|parents|grandmother|grandfather|aunt|uncle|cousin|mom|dad|siblings|both parents|family history}",
	}},
	{name: "somebody", effects: []effect{{experiencer, other, forward, 8, conditions | drugs | tests}}, patterns: []string{
		"{sick|close|household|family} {contact|contacts} {with|w /|had|has|who|for|of}", "{wife|husband|spouse|boyfriend|girlfriend|partner|roommate|coworker|coworkers|neighbor|friend|classmate|classmates|sibs} {recently|just|also|currently|} {had|has|with|w /|has had|have|have had|is being treated for|was treated for|died from|passed away from|who had|who has|was diagnosed with|is sick with|tested positive for|died of}", "donor", "{exposed|exposure} to {someone|a person|somebody|people|a coworker|a friend|a child|sick contacts|a known case} {with|who had|who has|positive for}", "someone {with|who has|who had}",
	}},
	{name: "neg", effects: []effect{{certainty, negative, forward, window, all}}, stops: on(temporality), patterns: []string{ // a relative who speaks for the patient
		"{her|his|} {mother|father|parents|mom|dad|daughter|son|sister|brother|wife|husband|spouse|partner|family|caregiver|guardian|grandmother} {also|} {denies|denied|deny|denying} {any|having|any recent|}",
	}},
	{name: "not_family", flags: pseudo, patterns: []string{
		"{her|his|} {mother|father|parents|mom|dad|daughter|son|sister|brother|wife|husband|spouse|partner|family|caregiver|caregivers|guardian|siblings|grandparents} {report|state|say|note|notice|describe|bring|endorse|observe|think|believe|feel|confirm|request|want|are worried|also report|also note|reports|reported|states|stated|says|said|notes|noted|noticed|describes|brought|brings|gives|gave|provides|is concerned|was concerned|are concerned|called|endorses|is present|was present|at bedside|at the bedside|thinks|feels|believes|observed|witnessed|found|accompanied|accompanies|confirms|agrees|is worried|requests|wants|also reports|also states|also noticed|also noted|also says|also thinks|has also noticed|adds|has noticed|understands|saw|tells}", "{per|by|from|with|via|to|for|and} {her|his|the|their|} {mother|father|parents|mom|dad|daughter|son|sister|brother|wife|husband|spouse|partner|family|grandmother|children|kids|siblings|roommate|boyfriend|girlfriend|family members}", "{family|} {child|children} {pugh|- pugh|turcotte|psychiatry|protective}", "{mother|father|parents|mom|dad|daughter|son|sister|brother|wife|husband|spouse|partner|family|grandmother} that", "{daughter|son|granddaughter|grandson} {states|stated|reports|reported|says|said|notes|noted} {that|} {her|his|} {mom|mother|dad|father|grandma|grandmother|grandfather}", "{daughter|son|wife|husband|} {asks|asked|wonders|wondering|wants to know} {if|whether} {her|his|} {mom|mother|dad|father}", "{mother|father|mom|dad|parents} {states|state|stated|reports|report|reported|says|notes} {that|} {her|his|their|} {son|daughter|child|baby|infant}", "family {meeting|practice|medicine|physician|doctor|planning|conference|therapy|support|history is unremarkable|history noncontributory|history is noncontributory|history unknown|history reviewed|and patient|and friends|discussion|caregiver|unit|stress|situation|issues|wishes|updated|aware|notified}", "mother of {one|two|three|four|2|3}", "maternal {fetal|age}", "maternal {fetal|age|blood|labs|serum|grandmother reports|grandmother states}", "child - pugh", "child pugh", "children's {hospital|motrin|tylenol|advil|claritin|zyrtec|benadryl}", "mother {and baby|to baby|tongue}", "sister {mary|joseph|joseph's}", "young child", "{small|school - age|well|healthy|term|preterm|this|the|a|only|active|sick} child", "child {who|is|was|presents|with|has}", "{has|have|had} {one|two|three|four|five|1|2|3|4|5|no|several|grown|adult|healthy} {children|child|kids}", "donor {site|sites|area}",
	}},
	{name: "self", stops: on(experiencer, certainty), patterns: []string{
		"{patient|pt|patient's}", "the patient", "she", "he",
	}},
	{name: "self", stops: on(experiencer), patterns: []string{"personal history", "personal {history|hx} of", "personally"}},
}

// ends are the words that end the reach of a negation or of a doubt.
var ends = []group{
	{name: "end", stops: on(certainty), patterns: []string{
		"but", "however", "yet", "though", "although", "still", "except {for|that|}", "aside from", "apart from", "other than", "besides", "with the exception of", "excepting", "save for", "otherwise", "which", "who", "whom", "whose", "because {of|}", "since", "secondary to", "due to", "caused by", "attributed to", "as {a|the} {cause|source|reason|result|etiology|consequence|complication} {of|for}", "{cause|source|reason|etiology|origin} {of|for}", "{presenting|presents|presented} {with|}", "{complaining|complains|complained} of", "c / o", "{reports|reported|reporting|endorses|endorsed|endorsing|admits|admitted|admits to|admitting to|states|stated|describes|described|acknowledges|affirms}", "{has|had|have|having} {a|an|some|been|had|mild|developed|also|occasional|chronic|} ", "{is|are|was|were|remains|remained|became|becomes}", "{they|it|we}", "despite", "in spite of", "whereas", "while", "until", "when", "after", "then", "now {with|has|having|}", "{today|currently|presently} {with|has|}", "{there|it} {is|was|are|were}", "positive {for|}", "+ ve for", "as well as {a|}", "in addition {to|}", "and {the|her|his|there|has|is|was|were|are}", "{on|with} {exam|examination|palpation}", "shows", "showed", "revealed", "reveals", "demonstrates", "demonstrated", "{takes|taking|took|takes aspirin}", "{treated|managed|controlled} {with|by}", "{given|started|continue|continued|continues|resume|resumed|increase|decrease|switch}", "{suggesting|suggestive} that", "just", "so", "therefore", "thus", "hence", "instead", "leading to", "resulting in", "resulted in", "followed by", "improved with", "relieved by", "worsened by", "on a background of", "in {the|a} {setting|context|background} of", "{plus|along with|together with|associated with}", "status post", "s / p", "consistent with", "likely due to", "complicated by", "cause for", "trial of", "some", "{used|uses}", "plan", "{lungs|heart|abdomen|abd|neck|heent|extremities|exam|vitals} {with|are|is|clear|soft|:}",
	}},
}

// groups are all groups. The first that has a phrase owns it.
var groups = func() []group {
	var g []group
	for _, list := range [][]group{negations, uncertainties, suppositions, others, times, ends} {
		g = append(g, list...)
	}
	return g
}()
