package phi

import (
	"strings"
	"sync"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// The types of entities.
const (
	Name       = "NAME"
	Age        = "AGE"
	Date       = "DATE"
	Address    = "ADDRESS"
	ID         = "ID"
	Email      = "EMAIL"
	URL        = "URL"
	Phone      = "PHONE_OR_FAX"
	Profession = "PROFESSION"
)

// class is what a phrase is.
type class uint8

const (
	none       class = iota
	title            // Dr.
	nameLabel        // Patient name: a name follows the colon
	signed           // signed by: a name follows
	idLabel          // MRN: an id follows
	phoneLabel       // phone, fax
	street           // Street, Ave
	box              // PO Box
	old              // year-old
	aged             // age, aged
	works            // works as a: a profession follows
	state            // a state of the USA
	degree           // MD: a name stands before it
	scheme           // http: an address of the web
)

// titles are words that are no names although they stand with them.
var titles = set("dr mr mrs ms miss prof md do rn np pa jr sr phd dds dvm ii iii iv mx")

// common are names that are words too: alone they are names only next to another one.
var common = set(`will may grace hope white young brown green black gray grey rose long short price park parks king cook baker hunter mason carter page
	wood woods stone rice bell hill banks best day early fall field fields frank free guy head heart hall house lane law little love lamb major march mark
	max miles nurse olive pain penny pope power post rich ray robin ross ruby sage sharp small snow strong summer sweet temple trainer victor wall
	ward waters west winter wise wolf ball bond bass blood bush camp case chance christian church cloud coffin cross dean drew english fever first
	fish fisher ford fox gene glass gold good holiday hardy harden joy june april august jack land lord loss media moody mercy miller noble north
	norm normal patient pat peace pierce poor prior quick ready reading reason sands savage see self shields sick silver singer sky song south stark
	staff still stool street swift sun tab tan trace trust van wade walker walls waste wells which wide worth an in no so do my he me to le la de du al`)

// notNames are capitalised words that never are a name where a name may stand.
var notNames = phrase.SharedWords(func() *phrase.WordMap {
	return phrase.NewWordSet(strings.Fields(`the patient pt he she they his her no not and or of for with on at in to is was has had been this that these those day date time name hospital clinic center
	centre medical health department emergency room service services history present illness chief complaint past family social physical exam examination assessment
	plan medications allergies review systems vital signs results lab labs impression diagnosis admission discharge attending physician provider surgeon
	doctor nurse resident note report unknown none na see please per phone fax mrn dob age sex gender male female visit follow up new established street
	road avenue suite any likely possible possibly probable probably are do does did hi hello ok okay yes thanks thank you your my how what when where why can could would should it if so just sorry sure there here also then but because contin monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
	mother father brother sister wife husband son daughter reason procedure anesthesia preoperative postoperative technique findings indication general cardiology
	medicine surgery neurology oncology radiology pathology psychiatry pediatrics internal primary care signature signed electronically dictated reviewed
	current home former status insurance account number id type relationship self spouse address city state zip email office unit floor bed ward who which i a an`)...)
})

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// vocabulary is the compiled words.
type vocabulary struct {
	set   *phrase.Set
	leads *phrase.WordMap // the tokens that begin a pattern, besides words with a capital
}

var (
	_ = phrase.Shared(func() *phrase.Set { return words().set })
	_ = phrase.SharedWords(func() *phrase.WordMap { return words().leads })
)

// leads reports whether a phrase of a class announces something by itself: see cue. The others stand behind something.
func (c class) leads() bool {
	switch c {
	case title, nameLabel, signed, idLabel, aged, works, box, scheme:
		return true
	}
	return false
}

// words is the vocabulary, compiled once.
var words = sync.OnceValue(func() *vocabulary {
	var b phrase.Builder
	leads := []string{"@", "(", "+"} // of addresses and phone numbers
	add := func(c class, patterns ...string) {
		for _, p := range patterns {
			b.Add(p, int32(c))
		}
		if c.leads() {
			leads = append(leads, patterns...)
		}
	}
	add(title, "{dr|mr|mrs|ms|prof|mx} {.|}", "miss", "doctor", "professor", "nurse practitioner")
	add(nameLabel, "{patient|patient name|name|patient's name|provider|physician|attending|attending physician|surgeon|assistant|pcp|primary care physician|primary care provider|referring physician|referring provider|ordering physician|ordering provider|author|consultant|resident|nurse|anesthesiologist|first name|last name|full name|mother's name|father's name|emergency contact|next of kin|contact|guardian|technician|radiologist|pathologist|cardiologist|performed by|seen by|examined by|interpreted by|requested by|referred by|cc|dictator|transcriptionist|scribe|clinician|practitioner|admitting physician|discharging physician|consulting physician} {:|#}")
	add(signed, "{electronically|digitally|} {signed|authenticated|verified|approved|cosigned|co - signed} by {:|}", "{dictated|transcribed|reviewed|prepared|completed|written|entered|attested} by {:|}", "e - signed by {:|}", "/ s /")
	add(idLabel, "{mrn|mr|mr number|medical record|medical record number|medical record no|med rec|med rec no|account|acct|account number|account no|acct no|patient id|patient number|patient no|member id|member number|subscriber id|policy|policy number|group number|visit number|visit id|encounter number|encounter id|encounter|case number|case|accession number|accession|accession no|specimen number|license number|license no|license|dea|dea number|npi|npi number|ssn|social security number|social security no|id|id number|record number|chart number|chart|fin|csn|har|hic|medicare number|medicaid number|health card|passport number|serial number|device serial number|job|job id|document id|confirmation number|claim number|nhs number|health plan id} {:|# :|#|. :|is|number :|no . :|}", "{mrn|account|acct|patient id|visit|chart|case|accession} {no .|num|number|#|# :}")
	add(phoneLabel, "{phone|telephone|tel|fax|cell|mobile|pager|beeper|ph|home phone|work phone|cell phone|office phone|phone number|fax number|contact number|extension|ext} {:|#|no .|number|. :|}")
	add(street, "{street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|place|pl|parkway|pkwy|highway|hwy|circle|cir|terrace|ter|trail|square|sq|way|turnpike|plaza|loop|alley|crescent|close}")
	add(scheme, "http", "https", "www")
	add(box, "{po|p . o .|p o|post office} box")
	add(old, "{- year - old|- year old|year - old|year old|years old|years of age|yr old|yr - old|y / o|yo|y . o .|- yo|- y - o|- month - old|month - old|month old|months old|- day - old|day - old|day old|days old|- week - old|week - old|week old|weeks old|yom|yof|- yr - old|- year - olds|year olds|yrs old|y . o}")
	add(aged, "{age|aged|age :|age is|at age|at the age of|age of}")
	add(works, "{works|worked|working|employed|retired} as {a|an|the|} {retired|}", "occupation {:|is|}", "profession {:|is|}", "{is|was} employed as {a|an|}", "retired", "{she|he|patient} is {a|an} retired")
	add(state, "{al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|pr}",
		"{alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming}")
	add(degree, "{md|m . d|do|d . o|rn|r . n|np|pa - c|pa|phd|ph . d|dds|dpm|crnp|crna|aprn|msw|lcsw|facp|facs|mbbs|dnp|cnm|lpn|pharmd|psyd|dc|fnp|arnp}")
	return &vocabulary{b.Set(), phrase.NewLeads(leads...).AndKinds(annotation.Number)}
})
