package dosage

// What happens to a drug; the names are those of annotation.Entity.Event.
const (
	active    = "active"
	started   = "started"
	stopped   = "stopped"
	held      = "held"
	increased = "increased"
	decreased = "decreased"
	refilled  = "refilled"
	planned   = "planned"
	allergy   = "allergy"
	switched  = "switched" // from the first drug to the second; never an entity's event
)

// eventEntry is an event with its verbs. Words before the drug ("stopped aspirin") or, after a form of be, behind it
// ("aspirin was stopped").
type eventEntry struct {
	name string
	ways []string
}

var events = []eventEntry{
	{started, []string{
		"start", "started", "starting", "starts", "initiate", "initiated", "initiating", "initiation of", "introduction of", "begin", "began", "begun", "beginning", "commence", "commenced",
		"prescribe", "prescribed", "prescribing", "prescription for", "prescription of", "a prescription for", "placed on", "put on", "put him on", "put her on", "started on", "was given", "were given", "add", "added", "adding", "addition of", "resume", "resumed", "resuming", "restart", "restarted",
		"restarting", "re-start", "re-started", "reinitiate", "reinitiated", "loaded with", "initiate on", "initiated on", "began on", "start on", "given a prescription for", "discharged on", "sent home on", "trial of", "treated with", "rx", "rx for", "received", "was administered",
	}},
	{stopped, []string{
		"stop", "stopped", "stopping", "stops", "discontinue", "discontinued", "discontinuing", "discontinuation of", "discontinuation", "d/c", "d/c'd", "d/ced", "dc", "dc'd", "dced", "d/cd", "cease", "ceased", "cessation of", "taken off", "taken off of", "off", "off of", "come off", "came off", "withdrawn",
		"withdrawal of", "withdrew", "quit", "quit taking", "no longer taking", "no longer on", "no longer takes", "stop taking", "stopped taking", "finished", "weaned off", "wean off", "tapered off", "completed", "self-discontinued", "ran out of", "removed", "eliminate", "cancel", "cancelled",
	}},
	{held, []string{"hold", "held", "holding", "withhold", "withheld", "on hold", "put on hold", "pause", "paused", "suspend", "suspended", "hold off on"}},
	{increased, []string{"increase", "increased", "increasing", "uptitrate", "uptitrated", "up-titrate", "up-titrated", "titrate up", "titrated up", "raise", "raised", "bump up", "bumped up", "escalate", "escalated", "go up on", "went up on", "double", "doubled", "increase the dose of", "increased the dose of", "an increase in", "increase in"}},
	{decreased, []string{"decrease", "decreased", "decreasing", "reduce", "reduced", "reducing", "lower", "lowered", "lowering", "wean", "weaned", "weaning", "taper", "tapered", "tapering", "titrate down", "titrated down", "cut back", "cut back on", "cut down", "halve", "halved", "reduction of", "reduction in", "go down on", "down-titrate", "back off"}},
	{refilled, []string{"refill", "refilled", "refill of", "a refill of", "refills of", "refills for", "a refill for", "renew", "renewed", "renewal of", "refilling", "reordered", "reorder", "refill on", "requests refill of"}},
	{active, []string{
		"continue", "cont", "continued", "continues", "continuing", "continue on", "continues on", "continue with", "continue to take", "continue taking", "currently taking", "currently on", "remains on", "remain on", "maintained on", "is on", "are on", "was on", "he is on", "she is on", "stay on", "stays on", "tolerating", "compliant with", "adherent to", "adherence to",
		"takes", "taking", "uses", "using", "has been on", "has been taking", "been taking", "is taking", "was taking", "receiving", "on home", "keep taking", "keep on", "while on", "current use of", "use of", "home dose of", "current medications", "patient is on", "controlled on", "controlled with", "stable on",
	}},
	{switched, []string{"switch from", "switched from", "changed from", "change from", "switching from", "switch", "switched", "change", "changed", "transition from", "transitioned from", "transition", "transitioned", "convert", "converted", "converted from", "replace", "replaced", "substitute", "substituted"}},
	{planned, []string{
		"will start", "will begin", "plan to start", "planning to start", "plan to add", "will add", "will try", "consider", "consider starting", "considering", "recommend", "recommended", "recommend starting", "suggest", "suggested", "would start", "going to start", "going to prescribe", "would like to start", "would recommend", "may start", "may need", "will need", "will prescribe", "will initiate", "plan for", "discussed starting", "offered",
		"will give", "will put", "i'm going to prescribe", "i am going to prescribe", "would benefit from", "intend to start", "to start", "to begin", "will place on", "could try", "could consider",
	}},
}

func (b *builder) events() {
	for i, e := range events {
		b.add(word{kind: event, ref: int16(i)}, e.ways...)
	}
}
