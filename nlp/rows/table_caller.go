package rows

// RunTable is nlp_run: a row for each load or reprocessing that annotated. The caller writes it.
var RunTable = Table{
	Name:       "nlp_run",
	Comment:    "Runs of the annotator: which rules and vocabularies, over how many documents, when",
	PrimaryKey: []string{"run_id"},
	Columns: []Column{
		{"run_id", bigint, "Number of the run"},
		{"started", timestamp, "When it began"},
		{"finished", timestamp, "When it ended"},
		{"engine_version", text, "Version of the rules"},
		{"pipeline_sha", text, "Hash of all that results depend on: nlp_document.pipeline_sha"},
		{"config", text, "What is hashed, one fact a line"},
		{"n_docs", bigint, "Documents seen"},
		{"n_annotated", bigint, "Documents annotated, not taken from memory"},
		{"n_entities", bigint, "Entities found"},
		{"n_errors", bigint, "Documents whose status is neither ok nor empty"},
	},
}

// VocabularyTable is nlp_vocabulary: a row for each vocabulary that links come from. The caller writes it.
var VocabularyTable = Table{
	Name:       "nlp_vocabulary",
	Comment:    "Vocabularies that entities are found and linked with",
	PrimaryKey: []string{"vocab_id"},
	Columns: []Column{
		{"vocab_id", text, "The vocabulary: nlp_link.vocab_id"},
		{"name", text, "Its name"},
		{"version", text, "Its version"},
		{"source_file", text, "What it was made of"},
		{"sha256", text, "SHA-256 of its image"},
		{"licence", text, "Its licence"},
		{"n_concepts", bigint, "Number of concepts"},
		{"n_terms", bigint, "Number of terms"},
		{"loaded_at", timestamp, "When it was loaded"},
		{"enabled", boolean, "Whether it is used"},
	},
}

// ExternalTable is nlp_external: a row for each document that an annotator outside has answered for. The caller writes it;
// documents without a row are still to be sent.
var ExternalTable = Table{
	Name:       "nlp_external",
	Comment:    "Documents that an external annotator has answered for; those without a row are still to be sent",
	PrimaryKey: []string{"doc_key", "annotator"},
	TypeColumn: "source_type", KeyColumn: "source_id",
	ForeignKeys: []ForeignKey{{[]string{"doc_key"}, "nlp_document", []string{"doc_key"}}},
	Columns: source(
		Column{"annotator", text, "Its name: nlp_entity.source"},
		Column{"status", text, "done | refused | too_large"},
		Column{"model_version", text, "Version of its model"},
		Column{"n_entities", integer, "Entities that it found"},
		Column{"n_dropped", integer, "Entities and attributes that were left out since they are wrong: offsets outside of the text, unknown categories"},
		Column{"error", text, "What it says of a document that it refused"},
	),
}
