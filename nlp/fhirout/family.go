package fhirout

import "strings"

// family makes a FamilyMemberHistory of one condition. Who has it is told by the words that made it the family's.
func (b *builder) family(e *Entity) {
	t, _ := e.trait("PERTAINS_TO_FAMILY")
	var onset value = str("")
	if _, inWords := b.d.past(e.timeOf()); inWords != "" {
		onset = str(inWords)
	}
	b.add("FamilyMemberHistory", e, 0, object{
		{"status", code("partial")},
		{"patient", b.d.patient()},
		{"date", b.d.written()},
		{"relationship", relationship(t.Cue)},
		{"condition", list{object{{"code", e.code()}, {"onsetString", onset}}}},
	})
}

// kin are family members by their usual words, with HL7's v3-RoleCode.
var kin = map[string]struct{ code, display string }{
	"mother": {"MTH", "mother"}, "mom": {"MTH", "mother"}, "mum": {"MTH", "mother"}, "father": {"FTH", "father"}, "dad": {"FTH", "father"},
	"parent": {"PRN", "parent"}, "sister": {"SIS", "sister"}, "brother": {"BRO", "brother"}, "sibling": {"SIB", "sibling"},
	"half sister": {"HSIS", "half-sister"}, "half brother": {"HBRO", "half-brother"}, "twin": {"TWIN", "twin"},
	"son": {"SONC", "son"}, "daughter": {"DAUC", "daughter"}, "child": {"CHILD", "child"}, "children": {"CHILD", "child"},
	"grandmother": {"GRMTH", "grandmother"}, "grandfather": {"GRFTH", "grandfather"}, "grandparent": {"GRPRN", "grandparent"},
	"maternal grandmother": {"MGRMTH", "maternal grandmother"}, "paternal grandmother": {"PGRMTH", "paternal grandmother"},
	"maternal grandfather": {"MGRFTH", "maternal grandfather"}, "paternal grandfather": {"PGRFTH", "paternal grandfather"},
	"aunt": {"AUNT", "aunt"}, "maternal aunt": {"MAUNT", "maternal aunt"}, "paternal aunt": {"PAUNT", "paternal aunt"},
	"uncle": {"UNCLE", "uncle"}, "maternal uncle": {"MUNCLE", "maternal uncle"}, "paternal uncle": {"PUNCLE", "paternal uncle"},
	"cousin": {"COUSN", "cousin"}, "niece": {"NIECE", "niece"}, "nephew": {"NEPHEW", "nephew"},
	"grandson": {"GRNDSON", "grandson"}, "granddaughter": {"GRNDDAU", "granddaughter"}, "grandchild": {"GRNDCHILD", "grandchild"},
}

// relationship is the family member that the words name, else a family member.
func relationship(cue string) object {
	name := strings.ToLower(strings.Join(strings.Fields(strings.Trim(strings.ReplaceAll(cue, "-", " "), " :.'’")), " "))
	for _, suffix := range []string{"'s", "’s", "s"} {
		if _, ok := kin[name]; !ok {
			name = strings.TrimSuffix(name, suffix)
		}
	}
	if k, ok := kin[name]; ok {
		return append(concept(terminology+"v3-RoleCode", k.code, k.display), member{"text", str(strings.TrimSpace(cue))})
	}
	return concept(terminology+"v3-RoleCode", "FAMMEMB", "family member")
}
