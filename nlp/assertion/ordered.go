package assertion

import "github.com/tarn-sql/tarn/nlp/annotation"

// orderReach is how many words may stand between the verb of an order and its drug: "give 2 mg of IV lorazepam".
const orderReach = 5

// ordered takes a drug for a supposition that is ordered for a case that may come: "Give Narcan if unresponsive", "start
// heparin if DVT confirmed". What is taken already goes on: "Continue aspirin if tolerated".
func (a *asserter) ordered(s int, t *place, e *annotation.Entity, won *[axesN]decision) {
	if e.Category != annotation.Medication || won[conditionality].rule != "" || won[certainty].value == negative || won[temporality].value == past {
		return
	}
	at, ok := a.proviso(s, t.last)
	if !ok || !a.orders(s, t.first) {
		return
	}
	won[conditionality] = decision{value: contingent, rule: "lexical/order_if", span: a.doc.Tokens[a.doc.Sentences[s].First+at].Span}
}

// orders reports whether the clause of token i begins with the verb of an order.
func (a *asserter) orders(s, i int) bool {
	for k := i - 1; k >= max(0, i-orderReach); k-- {
		switch a.saidAt(s, k) {
		case "give", "start", "begin", "initiate", "administer", "add", "push", "bolus":
			return true
		case ".", ",", ";", ":":
			return false
		}
	}
	return false
}

// proviso is the token of the "if" or "unless" behind token i, in the clause.
func (a *asserter) proviso(s, i int) (int, bool) {
	sent := a.doc.Sentences[s]
	for n := sent.Last - sent.First; i < n; i++ {
		switch a.saidAt(s, i) {
		case "if", "unless":
			return i, i+1 < n && a.saidAt(s, i+1) != "tolerated" && a.saidAt(s, i+1) != "able"
		case ",":
			if i+1 >= n || a.saidAt(s, i+1) != "if" {
				return 0, false
			}
		case ";", ".", "and", "then":
			return 0, false
		}
	}
	return 0, false
}
