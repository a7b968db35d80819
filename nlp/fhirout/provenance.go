package fhirout

// provenance makes the Provenance of the document's resources: made of the note by this program, with these rules.
func (b *builder) provenance() {
	if len(b.out) == 0 || !b.wants("Provenance") {
		return
	}
	targets := make(list, 0, len(b.out))
	for _, r := range b.out {
		targets = append(targets, reference(r.Type, r.ID))
	}
	program := "tarn"
	if b.o.Version != "" {
		program += " " + b.o.Version
	}
	o := object{
		{"resourceType", str("Provenance")},
		{"id", code("nlp-" + b.d.Key)},
		{"meta", b.meta(nil)},
		{"target", targets},
		b.recorded(),
		{"activity", words("Extraction of entities from text")},
		{"agent", list{object{
			{"type", concept(terminology+"provenance-participant-type", "assembler", "Assembler")},
			{"who", object{
				{"type", uri("Device")},
				{"identifier", object{{"system", uri(pipelineSystem)}, {"value", str(b.d.Pipeline)}}},
				{"display", str(program)},
			}},
		}}},
		{"entity", list{object{{"role", code("source")}, {"what", b.version()}}}},
	}
	b.out = append(b.out, Resource{Type: "Provenance", ID: "nlp-" + b.d.Key, JSON: o.append(nil)})
}

// recorded is when the document was annotated, which must be there: an unknown time is said to be so.
func (b *builder) recorded() member {
	t := b.d.Recorded
	if t.IsZero() && b.d.HasTime {
		t = b.d.Time
	}
	if v := dateTime(t); len(v.append(nil)) > 0 {
		return member{"recorded", v}
	}
	return member{"_recorded", absentExtension()}
}

// version is the version of the source that was read.
func (b *builder) version() value {
	id := b.d.bare(b.d.SourceID)
	if b.d.SourceVersion != "" && id != "" {
		id += "/_history/" + b.d.SourceVersion
	}
	return reference(b.d.SourceType, id)
}
