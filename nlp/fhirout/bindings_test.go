package fhirout_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// required are the required bindings of R4 that we use: element → its codes.
var required = map[string][]string{
	"Condition.clinicalStatus":              {"active", "recurrence", "relapse", "inactive", "remission", "resolved"},
	"Condition.verificationStatus":          {"unconfirmed", "provisional", "differential", "confirmed", "refuted", "entered-in-error"},
	"Condition.category":                    {"problem-list-item", "encounter-diagnosis"},
	"MedicationStatement.status":            {"active", "completed", "entered-in-error", "intended", "stopped", "on-hold", "unknown", "not-taken"},
	"Observation.status":                    {"registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"},
	"Observation.category":                  {"social-history", "vital-signs", "imaging", "laboratory", "procedure", "survey", "exam", "therapy", "activity"},
	"Observation.dataAbsentReason":          {"unknown", "temp-unknown", "not-performed"},
	"Observation.interpretation":            {"H", "L", "HH", "LL", "N", "A", "AA", "POS", "NEG", "DET", "ND", "IND", "RR", "NR", "WR"},
	"Procedure.status":                      {"preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", "entered-in-error", "unknown"},
	"AllergyIntolerance.clinicalStatus":     {"active", "inactive", "resolved"},
	"AllergyIntolerance.verificationStatus": {"unconfirmed", "confirmed", "refuted", "entered-in-error"},
	"AllergyIntolerance.category":           {"food", "medication", "environment", "biologic"},
	"FamilyMemberHistory.status":            {"partial", "completed", "entered-in-error", "health-unknown"},
	"Provenance.entity.role":                {"derivation", "revision", "quotation", "source", "removal"},
}

// violations are the bindings and invariants that a resource breaks.
func violations(resource []byte) []string {
	var v map[string]any
	if err := json.Unmarshal(resource, &v); err != nil {
		return []string{err.Error()}
	}
	typ, _ := v["resourceType"].(string)
	var out []string
	for element, codes := range required {
		path := strings.Split(element, ".")
		if path[0] != typ {
			continue
		}
		for _, c := range codesAt(v, path[1:]) {
			if !slices.Contains(codes, c) {
				out = append(out, fmt.Sprintf("%s is %q, one of %v", element, c, codes))
			}
		}
	}
	first := func(path ...string) string {
		if c := codesAt(v, path); len(c) > 0 {
			return c[0]
		}
		return ""
	}
	rule := func(ok bool, name string) {
		if !ok {
			out = append(out, name)
		}
	}
	switch typ {
	case "Condition":
		rule(first("category") != "problem-list-item" || first("clinicalStatus") != "", "con-3: a problem has a clinical status")
		rule(first("verificationStatus") != "", "a Condition without verification status")
		rule(first("verificationStatus") != "refuted" || first("clinicalStatus") == "" && first("category") == "", "what is refuted has no status")
	case "AllergyIntolerance":
		rule(first("clinicalStatus") != "", "ait-1: a clinical status must be there")
	case "Observation":
		_, reason := v["dataAbsentReason"]
		value := hasPrefix(v, "value")
		rule(!reason || !value, "obs-6: a reason only where there is no value")
		_, components := v["component"]
		rule(value || reason || components, "an Observation without value or reason")
	}
	tags := codesAt(v, []string{"meta", "tag"})
	rule(len(tags) > 0 && tags[0] == "nlp-extracted", "the tag is missing")
	return append(out, quantities(v)...)
}

// codesAt are the codes of the code, Coding or CodeableConcept, or the lists of them, at a path.
func codesAt(v any, path []string) []string {
	switch v := v.(type) {
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, codesAt(x, path)...)
		}
		return out
	case map[string]any:
		if len(path) > 0 {
			return codesAt(v[path[0]], path[1:])
		}
		if codings, ok := v["coding"]; ok {
			return codesAt(codings, nil)
		}
		return codesAt(v["code"], nil)
	case string:
		if len(path) == 0 {
			return []string{v}
		}
	}
	return nil
}

func hasPrefix(v map[string]any, prefix string) bool {
	for name := range v {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// quantities checks qty-3: a unit's code has its system; and that no range has a comparator in its ends.
func quantities(v any) (out []string) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			out = append(out, quantities(x)...)
		}
	case map[string]any:
		_, isValue := v["value"].(float64)
		_, isCode := v["code"].(string)
		_, isSystem := v["system"].(string)
		if isValue && isCode && !isSystem {
			out = append(out, "qty-3: the code of a unit without system")
		}
		for _, end := range []string{"low", "high"} {
			if q, ok := v[end].(map[string]any); ok && q["comparator"] != nil {
				out = append(out, "a comparator in a range")
			}
		}
		for _, x := range v {
			out = append(out, quantities(x)...)
		}
	}
	return out
}
