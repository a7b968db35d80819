// Package store owns a data directory: who may open it (LOCK), which format it has (FORMAT), the DuckDB file in it and
// the schemas of that file, and how a raw resource is read back.
//
// Left of it stands engine/ingest, which fills it, right of it engine/duck, which it is built on; engine (the door) wires
// them together. It must not know FHIR beyond "a resource has a type, an id, versions and bytes", nor the wire protocol,
// nor who may see what (engine/policy).
//
// DESIGN.md beside this file names the load-bearing decisions.
package store
