package dosage

// form is a dose form. A countable form is also a unit of doses: two tablets.
type form struct {
	name      string // canonical, singular
	ucum      string // as a unit of doses: [drp] or an annotation
	countable bool
	route     int // that it implies, or noRoute
	ways      []string
	weak      bool // a word of other meanings too: a form only after a number
}

func counted(name string, route int, ways ...string) form {
	return form{name, "{" + name + "}", true, route, ways, false}
}

func weakly(name string, route int, ways ...string) form {
	f := counted(name, route, ways...)
	f.weak = true
	return f
}

func bulk(name string, route int, ways ...string) form {
	return form{name, "", false, route, ways, false}
}

// The first two of the forms.
const (
	tabletForm  = 0
	capsuleForm = 1
)

var forms = []form{
	counted("tablet", oral, "{tab|tabs|tablet|tablets|tb|tbs|tabz|tablet(s)|tab(s)|tabs.|tab.}", "odt", "odts", "{tablet|tablets} {er|xr|sr|dr|ec|cr|xl}", "tbec", "tab er", "tb24", "tb12", "tablet, film coated", "tablet,delayed release", "tablet, extended release"),
	counted("capsule", oral, "{cap|caps|capsule|capsules|cp|cps|capsule(s)|cap(s)|softgel|softgels|gelcap|gelcaps|cap.|caps.}", "{capsule|capsules} {er|xr|sr|dr|ec|cr|xl}", "cp24", "cpdr", "capsule,extended release", "capsule, extended release", "capsule, delayed release"),
	counted("caplet", oral, "{caplet|caplets|caplet(s)}"),
	counted("pill", oral, "{pill|pills|pill(s)}"),
	counted("lozenge", oral, "{lozenge|lozenges|troche|troches|pastille|pastilles}"),
	weakly("gum", oral, "{piece|pieces} {of |}gum", "gum"),
	weakly("wafer", oral, "{wafer|wafers}"),
	counted("gummy", oral, "{gummy|gummies}"),
	weakly("chewable", oral, "{chewable|chewables|chews}"),
	weakly("film", oral, "{film|films|strip|strips}"),
	weakly("packet", oral, "{packet|packets|sachet|sachets|pack|packs|stick pack}"),
	weakly("scoop", oral, "{scoop|scoops|scoopful|scoopfuls}"),
	counted("capful", oral, "{capful|capfuls|cap full|capsful}"),
	{"drop", "[drp]", true, noRoute, []string{"{drop|drops|gtt|gtts|drop(s)|gtt(s)|gtt.|gtts.}"}, false},
	{"eye drop", "[drp]", true, ophthalmic, []string{"{eye|ophthalmic} {drop|drops}", "eyedrop", "eyedrops", "ophthalmic {solution|suspension|soln|susp}", "gel eye drops"}, false},
	{"ear drop", "[drp]", true, otic, []string{"{ear|otic} {drop|drops}", "otic {solution|suspension|soln|susp}"}, false},
	{"nasal drop", "[drp]", true, nasal, []string{"nasal {drop|drops}"}, false},
	counted("puff", inhalation, "{puff|puffs|puff(s)}"),
	weakly("inhalation", inhalation, "{inhalation|inhalations|inhalation(s)}"),
	weakly("actuation", noRoute, "{actuation|actuations|actuat|act}"),
	counted("spray", noRoute, "{spray|sprays|spray(s)|squirt|squirts}"),
	{"nasal spray", "{spray}", true, nasal, []string{"nasal {spray|sprays}", "spray, nasal"}, false},
	counted("patch", transdermal, "{medicated |}{plaster|plasters}", "{transdermal |skin |}{patch|patches|patch(es)|patchs|td patch}", "ptwk", "pt24", "pt72", "transdermal system"),
	counted("suppository", rectal, "{rectal |}{suppository|suppositories|supp|supps|suppos}"),
	{"vaginal suppository", "{suppository}", true, vaginal, []string{"vaginal {suppository|suppositories|ovule|ovules|pessary|pessaries}", "pessary", "pessaries"}, false},
	{"vaginal tablet", "{tablet}", true, vaginal, []string{"vaginal {tablet|tablets|insert|inserts}"}, false},
	counted("enema", rectal, "{enema|enemas}"),
	counted("applicatorful", vaginal, "{applicatorful|applicatorfuls|applicator|applicators|applicatorsful|applicator full}"),
	weakly("inch", topical, "{inch|inches}"),
	weakly("application", topical, "{application|applications|app|apps}"),
	weakly("click", topical, "{click|clicks}"),
	weakly("pump", topical, "{pump|pumps}"),
	counted("vial", noRoute, "{vial|vials|vial(s)}"),
	counted("ampule", noRoute, "{ampule|ampules|ampoule|ampoules|amp|amps|ampul|ampuls}"),
	counted("nebule", inhalation, "{nebule|nebules|neb|nebs}", "{nebulizer|neb} {treatment|treatments}"),
	counted("syringe", noRoute, "{prefilled |pre-filled |pre filled |}{syringe|syringes}", "{solution for injection |}pre-filled {syringe|syringes}"),
	counted("pen", subcutaneous, "{pen|pens|autoinjector|autoinjectors|auto-injector|flexpen|kwikpen|solostar|pen-injector|pen injector}"),
	weakly("injection", noRoute, "{shot|shots}"),
	weakly("bag", noRoute, "{bag|bags}"),
	weakly("bottle", noRoute, "{bottle|bottles}"),
	weakly("can", oral, "{can|cans}"),
	weakly("dropper", noRoute, "{dropperful|dropperfuls|dropper|droppers}"),
	weakly("implant", noRoute, "{implant|implants}"),
	weakly("ring", vaginal, "{vaginal |}{ring|rings}"),
	counted("lancet", noRoute, "{lancet|lancets}"),
	counted("test strip", noRoute, "test {strip|strips}"),
	weakly("dose", noRoute, "{dose|doses|dose(s)}"),
	weakly("treatment", noRoute, "{treatment|treatments}"),
	bulk("inhaler", inhalation, "{inhaler|inhalers|hfa|mdi|aerosol inhaler|metered dose inhaler|diskus|respimat|turbuhaler|ellipta|handihaler|accuhaler}"),
	bulk("solution", noRoute, "{solution|soln|sol|solutions}", "{solution|powder|suspension} for {injection|infusion}"),
	bulk("oral solution", oral, "oral {solution|soln|liquid}"),
	bulk("nebulizer solution", inhalation, "{nebulizer|nebulizing|inhalation|nebulization} {solution|soln}"),
	bulk("suspension", noRoute, "{suspension|susp}"),
	bulk("oral suspension", oral, "oral {suspension|susp}"),
	bulk("syrup", oral, "{syrup|elixir|linctus}"),
	bulk("liquid", noRoute, "{liquid|liq}"),
	bulk("concentrate", noRoute, "concentrate"),
	bulk("cream", topical, "{topical |}{cream|creme|crm}"),
	{"vaginal cream", "", false, vaginal, []string{"vaginal {cream|gel}"}, false},
	bulk("ointment", topical, "{topical |}{ointment|oint|ung}"),
	{"eye ointment", "", false, ophthalmic, []string{"{eye|ophthalmic} {ointment|oint}"}, false},
	bulk("gel", topical, "{topical |}gel"),
	bulk("lotion", topical, "{topical |}lotion"),
	bulk("foam", topical, "{foam|mousse}"),
	bulk("shampoo", topical, "shampoo"),
	bulk("paste", noRoute, "paste"),
	bulk("powder", noRoute, "{powder|powders}"),
	bulk("granules", noRoute, "granules"),
	bulk("mouthwash", noRoute, "{mouthwash|mouth wash|oral rinse}"),
	bulk("kit", noRoute, "kit"),
	bulk("dose pack", oral, "{dosepak|dose pack|dosepack|dose pak|medrol pack}"),
}
