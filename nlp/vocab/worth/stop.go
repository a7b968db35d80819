package worth

import "strings"

// stop are phrases that stand where a name should, answers and headings, and words that the embedded vocabulary has for what
// people mean by them in notes but which say nothing as a name of a code. In lower case.
var stop = set(
	"other unknown none yes no normal abnormal negative positive test active inactive pending n/a na nos misc miscellaneous unspecified general history "+
		"problem problems diagnosis medication medications procedure procedures observation report note final left right male female patient visit encounter "+
		"comment result results value score total count type date time status plan allergy allergies drug disease disorder finding symptom symptoms sign condition "+
		"present absent detected reactive non-reactive mild moderate severe acute chronic stable improved resolved his her him she he will can may all able home work "+
		"family well cold ring touch monitor water air food milk egg eggs mold dust cat dog always never sometimes often rarely true false "+
		"mg mcg ug kg ml dl mmol meq iu unt mmhg bpm cm mm hr hrs min mins sec lb lbs oz",
	"not done", "see note", "see comments", "see comment", "not applicable", "check up", "not detected", "not present", "not known", "no known", "not specified",
	"other specified", "none of the above", "not at all", "more than half the days", "nearly every day", "several days", "a little bit", "quite a bit", "very much",
	"don't know", "do not know", "declined to answer", "refused to answer", "prefer not to say", "i choose not to answer this question", "choose not to answer",
	"not asked", "asked but unknown", "temporarily unavailable", "not available", "not tested", "not reported", "not performed", "no information", "normal range",
	"laboratory test", "laboratory tests", "laboratory procedure", "evaluation procedure", "measurement procedure", "documentation procedure", "certification procedure",
	"imaging finding", "clinical finding", "surgical procedure", "diagnostic procedure", "therapeutic procedure", "therapeutic regimen", "care plan", "health care",
	"within normal limits", "no abnormality", "no abnormality detected", "no abnormal findings", "no problem", "no problems", "no disease",
)

// daily are words of daily life that RxNorm, UNII or SNOMED CT know as substances, and words of bodies and minds that are
// diseases in one of their meanings only. In lower case, without a plural's s.
var daily = set(`water air ice steam smoke dust sand clay stone rock coal ash salt sugar fat oil gas fuel wood cotton silk wool leather paper glass
	rubber plastic paint ink dye glue cement wax soap shampoo detergent lotion cream powder gel solution perfume candle concrete asphalt tar diesel gasoline kerosene
	gold silver iron copper tin lead nickel platinum steel brass bronze aluminum mercury diamond ruby amber pearl coral ivory jade tourmaline pumice mica talc
	hydrogen nitrogen helium neon ozone chlorine sulfur phosphorus silicon cobalt uranium plutonium radium
	food milk egg bread butter cheese cream yogurt meat beef pork lamb chicken turkey duck fish shrimp crab lobster salmon tuna oyster shellfish
	rice corn wheat oat barley rye flour starch fiber bran yeast malt soy soybean bean pea lentil nut peanut almond walnut cashew pecan hazelnut pistachio
	apple orange lemon lime grape banana peach pear plum cherry berry strawberry raspberry blueberry melon mango pineapple coconut olive fig date
	potato tomato onion garlic carrot celery cabbage spinach lettuce cucumber pepper pumpkin squash mushroom ginger mint parsley sage thyme basil vanilla cinnamon
	mustard honey syrup chocolate cocoa coffee tea wine beer juice vinegar lard gelatin agar
	dog cat horse cow pig sheep goat rabbit mouse rat hamster bird goose feather hair fur wax latex nylon
	grass tree weed ragweed pollen mold hay oak birch maple pine cedar elm ash rose lily grape plant flower seed leaf root bark
	spider bee wasp ant mite cockroach mosquito tick flea snake
	human male female man woman child infant blood bone skin cell nerve muscle hand foot arm leg finger toe head neck eye ear nose mouth lip tooth
	patch spray drop pill pen cap tab kit pack tube bag mask glove needle
	light sun heat cold noise stress work home school family life death birth love fear anger grief war accident fall bite sting fight crash
	change growth mark spot line point band fold hole gap mass lump bump block loss lack excess habit trait state stage grade level pattern position movement
	response reaction behavior attitude mood thought feeling memory sleep dream speech voice sight touch taste smell hearing balance energy weight height age`)

func set(words string, phrases ...string) map[string]bool {
	all := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	for _, p := range phrases {
		all[p] = true
	}
	return all
}
