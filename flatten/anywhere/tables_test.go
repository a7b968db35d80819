package anywhere

import "testing"

// TestColumns: the numbers that the walker uses are those of the definitions.
func TestColumns(t *testing.T) {
	tables := Tables()
	if len(tables) != tableCount {
		t.Fatal(len(tables), "tables")
	}
	for _, c := range []struct {
		table, column int
		name          string
	}{
		{codingTable, colType, "resource_type"},
		{codingTable, colID, "resource_id"},
		{codingTable, colPath, "path"},
		{codingTable, colOrdinals, "ordinals"},
		{codingTable, codingOrdinal, "ordinal"},
		{codingTable, codingSystem, "system"},
		{codingTable, codingVersion, "version"},
		{codingTable, codingCode, "code"},
		{codingTable, codingDisplay, "display"},
		{codingTable, codingSelected, "user_selected"},
		{codingTable, codingText, "text"},
		{identifierTable, identifierUse, "use"},
		{identifierTable, identifierTypeSystem, "type_system"},
		{identifierTable, identifierTypeCode, "type_code"},
		{identifierTable, identifierTypeText, "type_text"},
		{identifierTable, identifierSystem, "system"},
		{identifierTable, identifierValue, "value"},
		{identifierTable, identifierStart, "period_start"},
		{identifierTable, identifierEnd, "period_end"},
		{identifierTable, identifierAssigner, "assigner"},
		{referenceTable, referenceTargetType, "target_type"},
		{referenceTable, referenceTargetID, "target_id"},
		{referenceTable, referenceKind, "kind"},
		{referenceTable, referenceVersion, "target_version"},
		{referenceTable, referenceText, "reference"},
		{referenceTable, referenceSystem, "identifier_system"},
		{referenceTable, referenceValue, "identifier_value"},
		{referenceTable, referenceDisplay, "display"},
		{extensionTable, extensionOrdinal, "ordinal"},
		{extensionTable, extensionModifier, "is_modifier"},
		{extensionTable, extensionURL, "url"},
		{extensionTable, extensionType, "value_type"},
		{extensionTable, extensionText, "value_text"},
		{extensionTable, extensionNumber, "value_number"},
		{extensionTable, extensionUnit, "value_unit"},
		{extensionTable, extensionCode, "value_code"},
		{extensionTable, extensionCodeSystem, "value_code_system"},
		{extensionTable, extensionTimestamp, "value_timestamp"},
		{extensionTable, extensionBoolean, "value_boolean"},
		{extensionTable, extensionReference, "value_reference"},
		{containedTable, containedKey, "id"},
		{containedTable, containedType, "contained_type"},
		{containedTable, containedID, "contained_id"},
		{containedTable, containedJSON, "json"},
	} {
		if got := tables[c.table].Columns[c.column].Name; got != c.name {
			t.Errorf("%s: column %d is %s, not %s", tables[c.table].Name, c.column, got, c.name)
		}
	}
}

// TestPaths: ids stay the same for the same path, and texts say it.
func TestPaths(t *testing.T) {
	var p paths
	p.reset()
	a := p.child(0, 10, "code")
	b := p.child(a, 11, "coding")
	if p.child(0, 10, "code") != a || p.child(a, 11, "coding") != b || a == b || string(p.texts[b]) != "code.coding" {
		t.Error(a, b, string(p.texts[b]))
	}
	// the same member is the choice effective[x] in one type and an element of its own in another
	choice, element := p.child(0, 12, "effective"), p.child(0, 12, "effectivePeriod")
	if string(p.texts[choice]) != "effective" || string(p.texts[element]) != "effectivePeriod" {
		t.Errorf("%s, %s", p.texts[choice], p.texts[element])
	}
	for i := range 3 * pathSlots { // collisions of the slots
		name := string(rune('a' + i%26))
		x := p.child(pathID(i%len(p.texts)), 1, name)
		if string(p.texts[x]) == "" {
			t.Fatal("an empty path")
		}
	}
	if p.child(a, 11, "coding") != b {
		t.Error("a path has changed its id")
	}
}
