package rows

var patientKeys = []ForeignKey{
	{[]string{"patient_id"}, "patient", []string{"id"}},
	{[]string{"encounter_id"}, "encounter", []string{"id"}},
}

var documentTable = Table{
	Name:        "nlp_document",
	Comment:     "Texts found in resources (notes, reports, annotations) and what became of each: one row per text, also where it could not be read",
	PrimaryKey:  []string{"doc_key"},
	ForeignKeys: patientKeys,
	Columns: source(join(patient(), []Column{
		{"source_version", text, "Version of the resource"},
		{"source_status", text, "Status of the resource: current, final, entered-in-error, …"},
		{"path", text, "Where in the resource the text is, as FHIRPath: content[0].attachment"},
		{"ordinal", integer, "Number of the text within the resource, from 0"},
		{"title", text, "Title of the attachment or section"},
		{"doc_type_system", text, "Kind of document or report (code system)"},
		{"doc_type_code", text, "Kind of document or report (code)"},
		{"doc_type_display", text, "Kind of document or report (display)"},
		{"content_type", text, "What the bytes were read as: text/plain, text/html, application/rtf, …"},
		{"charset", text, "Character set that they were read in"},
		{"language", text, "Language of the text: en, or another that is not annotated"},
		{"url", text, "Where the text is kept outside of the resource"},
		{"n_bytes", bigint, "Size of the source in bytes"},
		{"n_chars", bigint, "Length of the canonical text in characters"},
		{"n_entities", integer, "Number of its entities"},
		{"text_sha256", text, "SHA-256 of the canonical text: equal texts have equal ones"},
		{"text", text, "The canonical text, which all offsets count in"},
		{"status", text, "ok | empty | external | unsupported | unsupported_type | too_large | bad_base64 | bad_charset | malformed | non_english | timeout | failed"},
		{"error", text, "What went wrong"},
		{"pipeline_sha", text, "Rules, vocabularies, model and options that it was annotated with: see nlp_run"},
	})...),
}

var sectionTable = Table{
	Name:       "nlp_section",
	Comment:    "Sections of documents. They tile the text; the part before the first heading has no name",
	PrimaryKey: []string{"doc_key", "section_no"},
	Columns: source(join([]Column{
		{"section_no", integer, "Number of the section in the document, from 0"},
		{"name", text, "Canonical name: medications, family_history, …; NULL where the heading is not known"},
		{"title", text, "The heading as written"},
		{"loinc", text, "LOINC code of the section"},
		{"depth", integer, "0 for sections, 1 for their parts"},
	}, span("the section"))...),
}

var entityTable = Table{
	Name:        "nlp_entity",
	Comment:     "Medical entities found in texts, in the categories, types and traits of Amazon Comprehend Medical. Denied, uncertain and family mentions are here too: use asserted, or the views",
	PrimaryKey:  []string{"entity_id"},
	ForeignKeys: patientKeys,
	Columns: source(join([]Column{
		{"entity_id", text, "The entity: a hash of document, place, category and type"},
	}, patient(), []Column{
		{"entity_no", integer, "Number of the entity in the document, from 0"},
		{"section_no", integer, "Number of its section"},
		{"section", text, "Canonical name of its section"},
		{"sentence_no", integer, "Number of its sentence in the document, from 0"},
		{"category", text, "MEDICATION | MEDICAL_CONDITION | TEST_TREATMENT_PROCEDURE | ANATOMY | PROTECTED_HEALTH_INFORMATION | TIME_EXPRESSION | BEHAVIORAL_ENVIRONMENTAL_SOCIAL"},
		{"type", text, "GENERIC_NAME, BRAND_NAME, DX_NAME, TEST_NAME, PROCEDURE_NAME, TREATMENT_NAME, SYSTEM_ORGAN_SITE, …"},
		{"text", text, "The words as written"},
		{"norm_text", text, "Preferred name of what the words stand for, else the words in lower case"},
	}, span("it"), []Column{
		{"score", double, "How sure it is, 0 to 1"},
		{"method", text, "How it was found: dictionary, tagger, grammar, pattern, record"},
		{"negated", boolean, "The text denies it"},
		{"certainty", text, "positive | positive_possible | neutral_possible | negative_possible | negative"},
		{"conditionality", text, "none | hypothetical | conditional"},
		{"temporality", text, "current | past | future"},
		{"experiencer", text, "patient | family | other"},
		{"dx_kind", text, "Of conditions: SIGN | SYMPTOM | DIAGNOSIS"},
		{"event", text, "Of drugs: active | started | stopped | held | increased | decreased | refilled | planned | allergy"},
		{"traits", texts, "NEGATION, PAST_HISTORY, HYPOTHETICAL, …: see nlp_trait for their cues"},
		{"asserted", boolean, "A fact about the patient: neither denied nor hypothetical nor of somebody else"},
		{"source", text, "Which annotator found it: tarn, or the name of an external one"},
	})...),
}

var attributeTable = Table{
	Name:       "nlp_attribute",
	Comment:    "Details of entities: strength, dose, route and frequency of drugs, values of tests, sides and places of conditions",
	PrimaryKey: []string{"attribute_id"},
	ForeignKeys: []ForeignKey{
		{[]string{"entity_id"}, "nlp_entity", []string{"entity_id"}},
	},
	Columns: source(join([]Column{
		{"attribute_id", text, "The attribute: a hash of what it belongs to, its place and type"},
		{"entity_id", text, "The entity it belongs to; NULL where none was found"},
		{"attribute_no", integer, "Number of the attribute within its entity, from 0"},
		{"type", text, "STRENGTH, DOSAGE, FORM, ROUTE_OR_MODE, FREQUENCY, DURATION, RATE, TEST_VALUE, TEST_UNIT, DIRECTION, ACUITY, QUALITY, SYSTEM_ORGAN_SITE, …"},
		{"text", text, "The words as written"},
	}, span("it"), []Column{
		{"score", double, "How sure it is, 0 to 1"},
		{"relationship_type", text, "What it is to the entity"},
		{"comparator", text, "< | <= | >= | >"},
		{"value", text, "The number or value as normalised text"},
		{"value_num", decimal, "The number; the lower end of a range"},
		{"value_hi", decimal, "The upper end of a range"},
		{"unit", text, "The unit, in its usual spelling"},
		{"ucum", text, "The unit as UCUM code"},
		{"value_code", text, "Normalised code: of a route, a form or a timing; a flag H, L, A, N"},
		{"normalized", text, "Structured value as JSON: FHIR Timing, Duration, Range"},
	})...),
}

var linkTable = Table{
	Name:       "nlp_link",
	Comment:    "Codes that entities may have: up to five candidates of each code system, the best with rank 1",
	PrimaryKey: []string{"entity_id", "system", "rank"},
	ForeignKeys: []ForeignKey{
		{[]string{"entity_id"}, "nlp_entity", []string{"entity_id"}},
		{[]string{"vocab_id"}, "nlp_vocabulary", []string{"vocab_id"}},
	},
	Columns: source(
		Column{"entity_id", text, "The entity"},
		Column{"system", text, "URI of the code system"},
		Column{"rank", integer, "1 for the best candidate of the system"},
		Column{"code", text, "The code"},
		Column{"display", text, "Its name"},
		Column{"score", double, "How well it fits, 0 to 1"},
		Column{"method", text, "How it was found: exact, synonym, normalised, permuted, abbreviation, fuzzy, …"},
		Column{"vocab_id", text, "The vocabulary it comes from"},
		Column{"ambiguous", boolean, "Another meaning fits about as well"},
	),
}

var traitTable = Table{
	Name:       "nlp_trait",
	Comment:    "Traits of entities with the words and the rule that decided them",
	PrimaryKey: []string{"entity_id", "name"},
	ForeignKeys: []ForeignKey{
		{[]string{"entity_id"}, "nlp_entity", []string{"entity_id"}},
	},
	Columns: source(
		Column{"entity_id", text, "The entity"},
		Column{"name", text, "NEGATION | DIAGNOSIS | SIGN | SYMPTOM | PERTAINS_TO_FAMILY | HYPOTHETICAL | LOW_CONFIDENCE | PAST_HISTORY | FUTURE"},
		Column{"cue_text", text, "The deciding words, or the heading"},
		Column{"cue_begin", integer, "Where they begin in nlp_document.text (byte)"},
		Column{"cue_end", integer, "Where they end (byte)"},
		Column{"rule_id", text, "The deciding rule: context/neg/denies, section/family_history"},
	),
}

var relationTable = Table{
	Name:       "nlp_relation",
	Comment:    "Relations between two entities: a drug and its reason, a test and its time",
	PrimaryKey: []string{"head_id", "tail_id", "type"},
	ForeignKeys: []ForeignKey{
		{[]string{"head_id"}, "nlp_entity", []string{"entity_id"}},
		{[]string{"tail_id"}, "nlp_entity", []string{"entity_id"}},
	},
	Columns: source(
		Column{"head_id", text, "The entity that the relation is of"},
		Column{"tail_id", text, "The entity it leads to"},
		Column{"type", text, "What the relation is"},
		Column{"score", double, "How sure it is, 0 to 1"},
		Column{"rule_id", text, "The rule that found it"},
	),
}
