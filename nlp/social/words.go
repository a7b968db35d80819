package social

import (
	"sync"

	"github.com/tarn-sql/tarn/nlp/phrase"
)

// The types of entities.
const (
	Tobacco   = "TOBACCO_USE"
	Alcohol   = "ALCOHOL_CONSUMPTION"
	Drugs     = "REC_DRUG_USE"
	Gender    = "GENDER"
	Race      = "RACE_ETHNICITY"
	Allergies = "ALLERGIES"
	Living    = "LIVING_SITUATION" // not one of Comprehend Medical's
)

// class is what a phrase is.
type class uint8

const (
	none class = iota
	tobacco
	alcohol
	drugs
	living
	gender
	race
	noAllergy   // NKDA
	allergyTo   // allergic to: allergens follow
	shield      // words that are not a habit: rubbing alcohol
	tobaccoUnit // packs, cigarettes: after a number an amount
	drinkUnit
	per // per day, a week
	frequency
	age // 54-year-old: a gender follows
	sexLabel
	raceLabel
	numeral
	end // ends a list of allergens
	verb
)

// vocabulary is the compiled words.
type vocabulary struct {
	set   *phrase.Set
	leads *phrase.WordMap // the words without which a sentence, but of a section of allergies, has no entity
}

var (
	_ = phrase.Shared(func() *phrase.Set { return words().set })
	_ = phrase.SharedWords(func() *phrase.WordMap { return words().leads })
)

// leads reports whether a phrase of a class makes an entity of what stands there: see read and amountsAlone.
func (c class) leads() bool {
	switch c {
	case tobacco, alcohol, drugs, living, noAllergy, allergyTo, age, sexLabel, raceLabel, tobaccoUnit:
		return true
	}
	return false
}

// words is the vocabulary, compiled once.
var words = sync.OnceValue(func() *vocabulary {
	var b phrase.Builder
	var leads []string
	add := func(c class, patterns ...string) {
		for _, p := range patterns {
			b.Add(p, int32(c))
		}
		if c.leads() {
			leads = append(leads, patterns...)
		}
	}
	add(shield, "smoking cessation {counseling|counselling|program|education|aids|}", "{second|third} {- hand|hand} smoke {exposure|}", "secondhand smoke {exposure|}", "smoke {detector|detectors|inhalation|alarm|alarms|free|exposure}", "smoke - free", "passive {smoke|smoking|smoker}",
		"{rubbing|isopropyl|benzyl|cetyl|stearyl|polyvinyl|wool} alcohol", "alcohol {swab|swabs|pad|pads|wipe|wipes|based|level|levels|withdrawal|prep|gel|rub|sugar}", "alcohol - {based|free}", "fetal alcohol", "non - alcoholic", "port - wine", "port wine", "ginger {beer|ale}", "root beer", "drinks {water|fluids|coffee|tea|milk|juice|plenty|soda|well}", "drug {use evaluation|screen|level|levels}", "beer - {lambert|colored}", "wine - colored", "marijuana dispensary", "drinking water", "drinking {fluids|well|plenty}", "pack {years unknown}")
	add(tobacco, "smoker", "smokers", "smokes", "smoke", "smoked", "smoking {history|status|habit|}", "tobacco {use|abuse|dependence|history|products|product|exposure|use disorder|usage|smoking|smoker|user|habits|}", "cigarette {smoking|use|smoker|}", "cigarettes", "cigars", "cigar", "pipe smoking", "pipe smoker", "vapes", "vaping", "vape", "vaped", "e - cigarettes", "e - cigarette use", "e - cigarette", "chewing tobacco", "chews tobacco", "snuff", "smokeless tobacco {use|}", "nicotine {use|dependence|}", "nonsmoker", "non - smoker", "non smoker", "ex - smoker", "exsmoker", "tob {use|}")
	add(alcohol, "alcohol {use|abuse|consumption|intake|dependence|usage|use disorder|misuse|history|}", "{etoh|et oh} {use|abuse|consumption|intake|dependence|}", "alcoholic beverages", "drinks", "drinker", "drinking", "drank", "drink", "beer", "beers", "wine", "liquor", "vodka", "whiskey", "whisky", "nondrinker", "non - drinker", "teetotaler", "teetotaller", "binge drinking", "heavy drinker", "social drinker")
	add(drugs, "{illicit|recreational|street|illegal|iv|intravenous|injection|injectable|injecting} {drug|drugs|substance|substances} {use|abuse|usage|}", "illicits", "drug {use|abuse|addiction}", "drugs of abuse", "{substance|polysubstance} {use|abuse|misuse|use disorder}", "{marijuana|cannabis|cocaine|crack|heroin|methamphetamine|methamphetamines|meth|ecstasy|mdma|lsd|opium|inhalants|kratom} {use|abuse|}", "thc", "ivdu", "ivda", "crack cocaine {use|}", "illicit drug or substance use", "recreational drugs", "medical marijuana", "{pcp|phencyclidine} {use|abuse}", "phencyclidine")
	add(living, "lives {alone|with|in|at|independently|}", "living {alone|with|independently}", "homeless", "homelessness", "undomiciled", "resides {with|in|at}", "nursing home resident", "assisted living")
	add(gender, "male", "female", "man", "woman", "boy", "girl", "gentleman", "lady", "transgender {male|female|man|woman|}", "nonbinary", "non - binary")
	add(race, "{white|black|caucasian|african american|african - american|hispanic|latino|latina|asian|asian american|asian - american|native american|american indian|pacific islander|indian|chinese|japanese|korean|vietnamese|filipino|filipina|arab|middle eastern|biracial|non - hispanic|non - hispanic white|non - hispanic black|alaska native|native hawaiian|multiracial|afro - american|south asian|mexican|puerto rican|haitian|somali}")
	add(noAllergy, "nkda", "nka", "nkma", "nkfa", "nk da", "no known {drug|medication|food|latex|medicine|environmental|}  {allergies|allergy}", "no known {drug|medication} or {food|environmental} allergies", "no {drug|medication|food|seasonal|latex|medicine} {allergies|allergy}", "no known {allergies|allergy} {to medications|to drugs|to any medications|}", "no allergies {to medications|to drugs|known|reported|}", "denies {any|} {drug|medication|known|food|} {allergies|allergy} {to medications|}", "not allergic to any {medications|drugs|medication}", "allergies : {none|none known|nil|no|nkda|denies|no known}")
	add(allergyTo, "{allergic|alergic|allegic} to", "{allergy|allergies} to", "allergic reaction to", "allergic reactions to", "anaphylaxis to", "{anaphylactic|hypersensitivity} reaction to", "{adverse|bad} reaction to", "hypersensitivity to", "intolerance to", "intolerant {of|to}")
	add(tobaccoUnit, "{pack|packs|cigarette|cigarettes|cigar|cigars|cigs|ppd|ppw|pack - year|pack - years|pack year|pack years|packyears|pack / day|packs / day|packs / week|pack - year history|pipes|cans of dip|pods}", "pk - yr", "pk yr", "pack - yr", "pack yr", "py", "pyh")
	add(drinkUnit, "{drink|drinks|beer|beers|glass|glasses|shot|shots|bottle|bottles|can|cans|pint|pints|cocktail|cocktails|units|fifth|oz|ounces} {of wine|of beer|of liquor|of vodka|of alcohol|of whiskey|of red wine|of white wine|of etoh|}", "six - pack", "six pack", "six - packs")
	add(per, "{per|a|each|every|/|in a} {day|week|month|year|night|evening|weekend|sitting|wk}", "daily", "nightly", "weekly", "{once|twice} {a|per} {week|month|day}")
	add(frequency, "daily", "nightly", "weekly", "monthly", "{every|each} {day|night|evening|week|weekend|month}", "occasionally", "socially", "rarely", "sporadically", "intermittently", "infrequently", "regularly", "heavily", "seldom", "on {weekends|the weekends|occasion|holidays|special occasions|weekdays}", "weekends", "weekends only", "{once|twice} {a|per} {day|week|month|year}", "{two|three|four|five|2|3|4|5|a few|several|one to two|1 - 2|2 - 3|3 - 4} times {a|per|/} {day|week|month|year}", "{occasional|social|rare|moderate|heavy|light|daily|minimal|excessive}", "every other day", "a few times a {week|month|year}", "once in a while", "from time to time")
	add(age, "{year|years|month|months|day|days|week|weeks|yr} {- old|old|- olds}", "y / o", "yo", "y . o .", "y / o .", "year - old", "yr - old", "yrs old", "yom", "yof")
	add(sexLabel, "{sex|gender|gender identity|administrative sex|sex assigned at birth} {:|=|is}")
	add(raceLabel, "{race|ethnicity|race / ethnicity|ethnic group|ethnicity / race} {:|=|is}")
	add(numeral, "{half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|several|couple|few} {a|of|}", "{a|an} {half|few|couple|couple of|half of a|}", "half {a|an|of a|}", "one - half", "one and a half", "a half")
	add(end, "but", "which", "with", "causing", "causes", "caused", "reaction", "reactions", "gives", "that", "has", "had", "is", "was", "resulting", "leading", "who", "when", "after", "however", "develops", "developed", "because", "since", "and {is|has|she|he|no|was}", "presents", "in the past", "as a child")
	return &vocabulary{b.Set(), phrase.NewLeads(leads...)}
})
