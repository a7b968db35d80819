// Package annotation holds the types that the rooms of nlp hand to one another: tokens, sentences, sections, and the
// entities found in a text with their attributes, traits, relations and links. It computes nothing and imports nothing
// of nlp: every room imports it, so it must not know any of them.
//
// Categories, types, traits and relationship types have the names of Amazon Comprehend Medical (DetectEntitiesV2,
// InferICD10CM, InferRxNorm, InferSNOMEDCT), so that its users find them. Offsets are byte offsets into the one
// canonical UTF-8 text of a document, end exclusive; characters (code points) are counted only at the door.
package annotation
