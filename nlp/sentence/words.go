package sentence

import (
	"github.com/tarn-sql/tarn/nlp/phrase"
)

// The classes of words that sentence ends depend on.
const (
	never      int32 = iota // an abbreviation that no sentence ends with: Dr.
	maybe                   // an abbreviation that may end one if the next word has a capital: p.o.
	connective              // a word that no line ends a sentence with: of, and
)

// words holds the words of each class.
var words = phrase.Shared(func() *phrase.Set {
	var b phrase.Builder
	b.Add("{dr|drs|mr|mrs|ms|prof|vs|st|fig|figs|cf|eg|ie|approx|resp|mt|rev|hon|capt|sgt|lt|col|messrs|viz|ref|refs|dept|ext|est|incl|esp}", never)
	b.Add("{ca|pt|pts|po|bid|tid|qid|qd|qhs|prn|hs|ac|pc|im|iv|sl|sq|sc|pr|hr|hrs|min|mins|sec|secs|wk|wks|mo|mos|yr|yrs|mg|ml|mcg|kg|cm|mm|tab|tabs|cap|caps|gtt|gtts|inj|susp|inc|jr|sr|md|phd|rn|np|pa|do|am|pm|no|nos|al|etc|temp|wt|ht|hx|dx|rx|sx|tx|fx|abd|ext|neg|pos|diff|dept|univ|hosp|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|tues|wed|thu|thurs|fri|sat|sun|lab|labs|lat|med|meds|max|avg|exam|resp|bilat|freq|occ|assoc|q|d|h|s|lbs|lb|oz|ft|vol|ave|blvd|rd|soln|oint|sol|supp|syr|admin|appt|eval|prev|mod|sev|approx|std|wnl}", maybe)
	b.Add("{of|and|or|the|a|an|with|without|to|for|in|on|at|by|from|no|not|is|was|are|were|be|been|has|have|had|her|his|their|its|any|denies|due|than|that|which|who|as|per|via|but|into|over|under|between|including|such|secondary|status|post|left|right|mild|moderate|severe|acute|chronic|history|&|,|/|(|versus|vs|this|these|those|will|would|may|can|should|did|does|and / or|patient's|some|about|after|before|during|since|until|also|very|most|more|new}", connective)
	return b.Set()
})
