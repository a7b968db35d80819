package assertion

import (
	"sort"
	"strings"
)

// lasting are the ICD-10-CM categories, from–to, whose diseases as a rule stay with a patient once they have them: what a
// note lists under past medical history is then true today too. Left out are what heals or is cured (infections, fractures,
// strokes, infarctions, clots, stones), what treatment ends as a rule (cancers, atrial flutter) and symptoms. It follows
// the idea of AHRQ's Chronic Condition Indicator; the list is our own.
var lasting = func() []string {
	out := strings.Fields(`B18-B18 B20-B20 B22-B22 D45-D47 D50-D53 D55-D58 D60-D61 D63-D64 D66-D68 D71-D71 D80-D86 D89-D89
		E00-E07 E08-E13 E20-E28 E31-E31 E34-E34 E40-E46 E55-E55 E66-E66 E70-E85 E88-E88
		F01-F04 F06-F07 F10-F42 F43.1-F43.1 F44-F52 F60-F98 G10-G25 G30-G32 G35-G37 G40-G40 G43-G44 G47-G47 G50-G50 G60-G65 G70-G73 G80-G83 G89-G90 G95-G95
		H18-H18 H35-H36 H40-H42 H54-H54 H90-H91 I05-I13 I15-I15 I20.8-I20.9 I25-I25 I27-I28 I34-I37 I42-I45 I48.0-I48.2 I48.91-I48.91 I49.5-I49.5 I50-I51 I67-I67 I69-I70 I72-I73 I83-I83 I87-I87 I89-I89
		J30-J31 J41-J47 J60-J70 J82-J82 J84-J84 J96.1-J96.1 K21-K22 K44-K44 K50-K51 K57-K58 K70-K70 K73-K76 K86-K86 K90-K90
		L20-L20 L30-L30 L40-L40 L43-L43 L71-L71 L80-L80 L93-L94 M05-M12 M14-M19 M1A-M1A M30-M36 M40-M41 M45-M45 M47-M48 M50-M51 M79.7-M79.7 M80-M81 M85-M85
		N03-N05 N18-N19 N25-N25 N40-N40 N52-N52 N80-N80 Q00-Q99 R73.03-R73.03 Z21-Z21`)
	sort.Strings(out)
	return out
}()

// Lasting reports whether the disease of an ICD-10-CM code is one that as a rule does not pass.
func Lasting(icd10cm string) bool {
	if icd10cm == "" {
		return false
	}
	i := sort.Search(len(lasting), func(i int) bool { return lasting[i] > icd10cm+"~" })
	for ; i > 0; i-- {
		from, to, _ := strings.Cut(lasting[i-1], "-")
		if from <= icd10cm && (icd10cm <= to || strings.HasPrefix(icd10cm, to)) {
			return true
		}
		if from[0] < icd10cm[0] {
			return false
		}
	}
	return false
}

// Background reports whether the rule that put a mention into the past says only that it belongs to the patient's history,
// not that it is over: of a lasting disease that means that it goes on.
func Background(rule string) bool {
	switch rule {
	case "section/past_medical_history", "section/past_surgical_history", "section/social_history", "lexical/year":
		return true
	}
	return strings.HasPrefix(rule, "context/history/")
}
