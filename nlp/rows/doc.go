// Package rows turns annotated documents into the rows of tables, as Arrow record batches: nlp_document, nlp_section,
// nlp_entity, nlp_attribute, nlp_link, nlp_trait and nlp_relation. It also has the definitions of nlp_run and
// nlp_vocabulary, which the caller fills, and, as text, the SQL views over all of them.
//
// Rows depend on nothing but the note, its resource and the nlp.Annotator: the same input gives the same bytes. So ids are
// hashes, and when and how fast a document was annotated stands in nlp_run alone.
//
// Left neighbour: nlp (Results). Right neighbour, by way of cmd/tarn: the store, which replaces the rows of a resource
// (source_type, source_id) when it changes. It must not know the store, or how notes were found.
package rows
