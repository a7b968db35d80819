package dosage

// routeEntry is a route with the ways it is written.
type routeEntry struct {
	Route
	ways []string
}

// routeJSON holds the routes as FHIR CodeableConcepts.
var routeJSON = func() (list []string) {
	for _, r := range routes {
		w := writer{}
		w.concept("", r.Code, r.Display, r.Name)
		list = append(list, string(w.b))
	}
	return list
}()

// The index of the routes that follow from a form, a verb or a site.
const (
	oral = iota
	intravenous
	intramuscular
	subcutaneous
	sublingual
	buccal
	rectal
	vaginal
	topical
	transdermal
	ophthalmic
	otic
	nasal
	inhalation
)

const noRoute = -1

// routes holds the routes; the codes are those of the FHIR value set "SNOMED CT Route Codes".
var routes = []routeEntry{
	oral: {Route{"oral", "26643006", "Oral route"}, []string{
		"po", "p.o.", "p.o", "p o", "by mouth", "bymouth", "orally", "oral", "per os", "{by|via|per|through} {the |}oral route", "by mouth route", "through the mouth", "per oral", "peroral",
		"po route", "{via|by} mouth", "by oral", "per mouth", "ingestion", "oral intake", "ingested", "oral administration", "swish and swallow", "oraly", "taken orally", "oral administration",
	}},
	intravenous: {Route{"intravenous", "47625008", "Intravenous route"}, []string{
		"iv", "i.v.", "i.v", "intravenous", "intravenously", "ivpb", "ivp", "iv push", "iv bolus", "iv drip", "iv infusion", "i.v. infusion", "intravenous {infusion|infusions|administration}", "i.v. {injection|injections|bolus|administration}", "iv administration", "intravenous injections", "iv piggyback",
		"ivf", "by vein", "iv injection", "intravenous injection", "intravenous bolus", "{by|via} {intravenous|iv} route", "by iv", "{via|by} iv", "intravenous push", "{by|via} {intravenous|iv} infusion",
		"intravenous drip", "gtt iv", "iv gtt",
	}},
	intramuscular: {Route{"intramuscular", "78421000", "Intramuscular route"}, []string{
		"im", "i.m.", "i.m", "intramuscular", "intramuscularly", "{im|intramuscular} injection", "{by|via} intramuscular {route|injection}", "in the muscle", "into the muscle",
	}},
	subcutaneous: {Route{"subcutaneous", "34206005", "Subcutaneous route"}, []string{
		"sc", "s.c.", "s.c", "sq", "s.q.", "s.q", "subq", "sub q", "sub-q", "sub.q.", "sub cut", "subcut", "sub-cut", "subcutaneous", "subcutaneously", "sub-cutaneous", "s/c", "s/q",
		"under the skin", "{sc|sq|subcutaneous|s.c.} injection", "{by|via} subcutaneous {route|injection}", "beneath the skin", "into the fat", "by s.c. injection", "subcu", "sub-cu", "subcutaneous route",
	}},
	sublingual: {Route{"sublingual", "37839007", "Sublingual route"}, []string{
		"sl", "s.l.", "s.l", "sublingual", "sublingually", "under {the |your |}tongue", "{by|via} sublingual route", "s/l", "subl",
	}},
	buccal: {Route{"buccal", "54471007", "Buccal route"}, []string{
		"buccal", "buccally", "{in|inside} {the |}cheek", "between cheek and gum", "{by|via} buccal route",
	}},
	rectal: {Route{"rectal", "37161004", "Rectal route"}, []string{
		"rectal", "rectally", "p.r.", "per rectum", "{by|via|in|into} {the |}rectum", "{by|via} rectal route", "per rectal", "pr",
	}},
	vaginal: {Route{"vaginal", "16857009", "Vaginal route"}, []string{
		"vaginal", "vaginally", "pv", "p.v.", "per vagina", "intravaginal", "intravaginally", "{into|in} {the |}vagina", "{by|via} vaginal route", "per vaginam",
	}},
	topical: {Route{"topical", "6064005", "Topical route"}, []string{
		"topical", "topically", "{by|via} topical route", "{to|on|onto} {the |}skin", "external", "externally", "application to skin", "top",
	}},
	transdermal: {Route{"transdermal", "45890007", "Transdermal route"}, []string{
		"transdermal", "transdermally", "{by|via} transdermal route", "through the skin", "td",
	}},
	ophthalmic: {Route{"ophthalmic", "54485002", "Ophthalmic route"}, []string{
		"ophthalmic", "ophthalmically", "ophth", "{by|via} ophthalmic route", "intraocular route", "opth",
	}},
	otic: {Route{"otic", "10547007", "Otic route"}, []string{"otic", "aural", "{by|via} otic route"}},
	nasal: {Route{"nasal", "46713006", "Nasal route"}, []string{
		"nasal", "nasally", "intranasal", "intranasally", "{by|via} {nasal|intranasal} route", "intra-nasal", "by each nostril route", "by nose", "via nose",
	}},
	inhalation: {Route{"inhalation", "447694001", "Respiratory tract route"}, []string{
		"inhaled", "inhalation", "inhalations route", "by inhalation", "{by|via} {inhalation|inhaled} route", "inh", "inhal", "{by|via|per|using|in} {the |a |your |}{small volume |}{nebulizer|nebuliser|nebulization|nebulisation|neb|svn|inhaler|hfa|mdi}",
		"nebulized", "nebulised", "nebulization", "nebulisation", "to be inhaled", "inhaled by mouth", "inhale by mouth", "using inhaler", "nebs",
	}},
	{Route{"nasogastric", "127492001", "Nasogastric route"}, []string{
		"{per|via|by|through} {ng|n.g.|ngt|ng tube|ng-tube|nasogastric tube|dobhoff|nasogastric}", "per {ng|ngt} tube", "ngt", "nasogastric",
	}},
	{Route{"orogastric", "418441008", "Orogastric route"}, []string{"{per|via|by} {og|ogt|og tube|orogastric tube}", "orogastric"}},
	{Route{"gastrostomy", "127490009", "Gastrostomy route"}, []string{
		"{per|via|by|through} {g-tube|g tube|gtube|gt|peg|peg tube|peg-tube|gastrostomy tube|gastrostomy}", "per feeding tube", "via feeding tube", "gastrostomy",
	}},
	{Route{"jejunostomy", "127491008", "Jejunostomy route"}, []string{
		"{per|via|by|through} {j-tube|j tube|jtube|pej|jejunostomy tube}",
	}},
	{Route{"enteral", "417985001", "Enteral route"}, []string{"enteral", "enterally", "per tube", "via tube"}},
	{Route{"intrathecal", "72607000", "Intrathecal route"}, []string{"intrathecal", "intrathecally"}},
	{Route{"epidural", "404820008", "Epidural route"}, []string{"epidural", "epidurally"}},
	{Route{"intradermal", "372464004", "Intradermal route"}, []string{"intradermal", "intradermally", "i.d."}},
	{Route{"intra-articular", "12130007", "Intra-articular route"}, []string{"intra-articular", "intraarticular", "intra-articularly"}},
	{Route{"intraosseous", "417255000", "Intraosseous route"}, []string{"intraosseous", "intraosseously"}},
	{Route{"intraperitoneal", "38239002", "Intraperitoneal route"}, []string{"intraperitoneal", "intraperitoneally"}},
	{Route{"intravesical", "372471009", "Intravesical route"}, []string{"intravesical", "intravesically"}},
	{Route{"intravitreal", "418401004", "Intravitreal route"}, []string{"intravitreal", "intravitreally", "{intravitreal|intravitreous} {injection|injections}"}},
	{Route{"intralesional", "372466002", "Intralesional route"}, []string{"intralesional", "intralesionally"}},
	{Route{"intra-arterial", "58100008", "Intra-arterial route"}, []string{"intra-arterial", "intraarterial"}},
	{Route{"intracavernous", "372461007", "Intracavernous route"}, []string{"intracavernosal", "intracavernous"}},
	{Route{"intrauterine", "62226000", "Intrauterine route"}, []string{"intrauterine"}},
	{Route{"intrapleural", "372469009", "Intrapleural route"}, []string{"intrapleural"}},
	{Route{"intratympanic", "418091004", "Intratympanic route"}, []string{"intratympanic"}},
	{Route{"endotracheal", "404818005", "Intratracheal route"}, []string{"endotracheal", "intratracheal", "per ett", "via ett"}},
	{Route{"subconjunctival", "372476004", "Subconjunctival route"}, []string{"subconjunctival"}},
	{Route{"intraventricular", "", ""}, []string{"intraventricular", "intracerebroventricular"}},
	{Route{"oromucosal", "372473007", "Oromucosal route"}, []string{"oromucosal", "swish and spit", "mouth rinse", "to mouth/throat", "mouth/throat", "mucous membrane"}},
	// Modes: how, not where. They have no code.
	{Route{"injection", "", ""}, []string{"injection", "injections", "injected", "by injection", "injectable", "injecting", "self-injection", "parenteral", "parenterally", "bolus"}},
	{Route{"infusion", "", ""}, []string{"infusion", "infusions", "infused", "drip", "by infusion", "gtt infusion"}},
}

// firstMode is the index of the first mode.
var firstMode = len(routes) - 2
