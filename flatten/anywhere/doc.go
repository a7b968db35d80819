// Package anywhere fills the tables of things that occur anywhere in resources of any type: coding, identifier,
// reference, extension, contained. No ViewDefinition can say that, since a view is of one resource type.
//
// A Walker goes through a whole tape once, led by the element types of the model, into contained resources and, as far
// as their shape tells what they are, into members that the model does not know.
//
// Left neighbours: node, schema, fhirpath (what references and units mean); right neighbour: column (the tables).
// It must not know files, views or Arrow.
package anywhere
