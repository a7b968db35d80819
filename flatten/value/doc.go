// Package value knows FHIR's primitive values as what they are, text: decimals of up to 38 digits, dates and times of
// any precision, references, UCUM units. It parses them without allocating, computes with them exactly and writes them
// again.
//
// Right neighbours: fhirpath (operators and functions), column (typed columns), anywhere (the tables of references and
// extensions). It must not know tapes, element types, Arrow or SQL.
package value
