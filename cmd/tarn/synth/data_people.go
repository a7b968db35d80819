package synth

import "time"

// place is a town where patients live, with its clinic and its hospital.
type place struct {
	city, state, zip, area string
	zone                   *time.Location // its standard time; no daylight saving, so that no time zone file is asked
}

func hours(h int) *time.Location { return time.FixedZone("", h*3600) }

var places = []*place{
	{"Boston", "MA", "02118", "617", hours(-5)},
	{"Worcester", "MA", "01609", "508", hours(-5)},
	{"Portland", "ME", "04101", "207", hours(-5)},
	{"Columbus", "OH", "43215", "614", hours(-5)},
	{"Madison", "WI", "53703", "608", hours(-6)},
	{"Austin", "TX", "78701", "512", hours(-6)},
	{"Denver", "CO", "80203", "303", hours(-7)},
	{"Tucson", "AZ", "85701", "520", hours(-7)},
	{"Sacramento", "CA", "95814", "916", hours(-8)},
	{"Seattle", "WA", "98101", "206", hours(-8)},
}

var (
	girls = []string{"Alice", "Amara", "Beatriz", "Carmen", "Chloé", "Daniela", "Elena", "Emily", "Fatima", "Grace", "Hannah", "Helen", "Imani", "Irene", "Joan", "Julia", "Karen", "Laura", "Linda", "Lucía", "Margaret", "Maria", "Mei", "Nadia", "Nora", "Olivia", "Patricia", "Priya", "Rachel", "Rosa", "Ruth", "Sandra", "Sofia", "Susan", "Tamika", "Teresa", "Victoria", "Wendy", "Yuki", "Zoë"}
	boys  = []string{"Aaron", "Ahmed", "Andrew", "Anthony", "Benjamin", "Carlos", "Charles", "Daniel", "David", "DeShawn", "Diego", "Edward", "Frank", "George", "Hiroshi", "Isaac", "James", "Jamal", "José", "Joseph", "Kevin", "Leon", "Louis", "Luis", "Marcus", "Mark", "Mateo", "Michael", "Nathan", "Oliver", "Omar", "Paul", "Peter", "Raj", "Robert", "Samuel", "Thomas", "Victor", "Walter", "Wei"}
	last  = []string{"Abbott", "Adeyemi", "Alvarez", "Anderson", "Baker", "Barnes", "Begay", "Bennett", "Brooks", "Carter", "Castillo", "Chen", "Clark", "Coleman", "Cruz", "Davis", "Diaz", "Edwards", "Evans", "Fernández", "Fischer", "Flores", "Foster", "Garcia", "Gray", "Green", "Gupta", "Hall", "Harris", "Hayes", "Hill", "Hughes", "Jackson", "Johnson", "Kelly", "Kim", "Kowalski", "Lee", "Lewis", "Lopez", "Martin", "Mitchell", "Moore", "Morris", "Murphy", "Nguyen", "Núñez", "O'Brien", "Okafor", "Ortiz", "Park", "Patel", "Perez", "Phillips", "Powell", "Reed", "Rivera", "Roberts", "Ross", "Russo", "Sanders", "Schmidt", "Scott", "Silva", "Singh", "Smith", "Stewart", "Sullivan", "Taylor", "Thompson", "Torres", "Turner", "Walker", "Ward", "Washington", "White", "Williams", "Wood", "Wright", "Young"}

	streets = []string{"Oak Street", "Maple Avenue", "Cedar Lane", "Elm Street", "Washington Street", "Park Avenue", "Lincoln Road", "Hill Street", "Lake Drive", "River Road", "Church Street", "Sunset Boulevard"}
	jobs    = []string{"teacher", "electrician", "bus driver", "nurse", "accountant", "carpenter", "cook", "librarian", "mechanic", "software engineer", "farmer", "cashier"}
)

// agePyramid are the weights of the five-year ages from 0 to 94, after the US population.
var agePyramid = []int{58, 60, 63, 64, 66, 66, 69, 67, 65, 61, 62, 61, 63, 62, 54, 44, 29, 18, 9}

// origin is a race and an ethnicity as US Core codes them, and the weight of the pair.
type origin struct {
	race, ethnicity coding
	weight          int
}

var (
	hispanic    = coding{sysCDCRec, "2135-2", "Hispanic or Latino"}
	notHispanic = coding{sysCDCRec, "2186-5", "Not Hispanic or Latino"}
	white       = coding{sysCDCRec, "2106-3", "White"}
	black       = coding{sysCDCRec, "2054-5", "Black or African American"}
	asian       = coding{sysCDCRec, "2028-9", "Asian"}
	native      = coding{sysCDCRec, "1002-5", "American Indian or Alaska Native"}
	pacific     = coding{sysCDCRec, "2076-8", "Native Hawaiian or Other Pacific Islander"}
)

var origins = []origin{
	{white, notHispanic, 580},
	{white, hispanic, 160},
	{black, notHispanic, 125},
	{asian, notHispanic, 65},
	{native, notHispanic, 12},
	{black, hispanic, 12},
	{pacific, notHispanic, 6},
}

// specialty is a provider taxonomy code of NUCC.
var specialties = []coding{
	{sysNUCC, "207Q00000X", "Family Medicine Physician"},
	{sysNUCC, "207R00000X", "Internal Medicine Physician"},
	{sysNUCC, "208000000X", "Pediatrics Physician"},
	{sysNUCC, "207P00000X", "Emergency Medicine Physician"},
	{sysNUCC, "207RC0000X", "Cardiovascular Disease Physician"},
	{sysNUCC, "363LF0000X", "Family Nurse Practitioner"},
}

// smoking statuses, as US Core's Observation of LOINC 72166-2 codes them.
var (
	neverSmoked  = coding{sysSNOMED, "266919005", "Never smoked tobacco (finding)"}
	formerSmoker = coding{sysSNOMED, "8517006", "Ex-smoker (finding)"}
	dailySmoker  = coding{sysSNOMED, "449868002", "Smokes tobacco daily (finding)"}
)

// payer is an insurer and the kind of its plans.
type payer struct {
	name string
	kind coding
}

var payers = []payer{
	{"Harbor Mutual Health", coding{hl7 + "v3-ActCode", "EHCPOL", "extended healthcare"}},
	{"Prairie Benefit Plan", coding{hl7 + "v3-ActCode", "EHCPOL", "extended healthcare"}},
	{"Federal Senior Plan", coding{hl7 + "v3-ActCode", "PUBLICPOL", "public healthcare"}},
	{"State Assistance Plan", coding{hl7 + "v3-ActCode", "PUBLICPOL", "public healthcare"}},
}
