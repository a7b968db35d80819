// Package external speaks the JSON of Amazon Comprehend Medical in both directions: it writes annotated documents as the
// response of DetectEntitiesV2, and reads such responses, with the concepts of InferICD10CM, InferRxNorm and
// InferSNOMEDCT, as entities of ours. So an annotator that somebody runs beside Tarn — Comprehend Medical itself, or a model
// behind a few lines of adapter — can add entities to the tables.
//
// # The contract with an annotator
//
// A request is a batch of documents, EncodeBatch:
//
//	{"documents": [{"id": "…", "text": "…", "language": "en"}]}
//
// The answer has one element for each document, in any order, DecodeBatch:
//
//	{"documents": [{"id": "…", "Entities": […], "UnmappedAttributes": […], "ModelVersion": "…",
//	                "InferICD10CM": {"Entities": […]}, "InferRxNorm": {…}, "InferSNOMEDCT": {…}}]}
//
// Entities are as DetectEntitiesV2 returns them, and may have ICD10CMConcepts, RxNormConcepts and SNOMEDCTConcepts at
// once; the three Infer parts are for adapters that hand on what the services said one by one. An element with "error"
// says that its document could not be annotated.
//
// Offsets are in characters (code points) of the text that was sent. Nothing that comes back is believed: an entity whose
// offsets lie outside the text, whose Text is not what stands there, or whose category is not known is left out and
// reported as a Problem.
//
// Left neighbour: annotation. Right neighbour: cmd/tarn, which sends and receives. It must not know HTTP, clocks or tables.
package external
