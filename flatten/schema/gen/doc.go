// Command gen writes the embedded model of flatten/schema from the official R4 definitions.
//
//	gen [-out r4.model.zst] [JAR]
//
// JAR is the Maven artifact ca.uhn.hapi.fhir:hapi-fhir-validation-resources-r4, which carries HL7's
// profiles-types.xml, profiles-resources.xml and search-parameters.json of 4.0.1. Without it the pinned version is
// taken from the local Maven repository, and fetched there by mvn where it is absent. The same jar gives the same bytes.
package main
