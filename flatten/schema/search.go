package schema

// SearchParam is one official search parameter: a named path into one or more resource types.
type SearchParam struct {
	Code       string   // "patient", as in the URL of a search
	Bases      []string // the resource types it is defined for
	Type       string   // "reference", "token", "date", …
	Expression string   // FHIRPath, the alternatives of several types joined by "|"; "" for _text, _content, …
	Targets    []string // of a reference: the types it may point at
}

// SearchParams returns the official search parameters, ordered by code and first base.
func (m *Model) SearchParams() []SearchParam { return m.params }

// SearchParam returns the parameter with that code for a resource type, those of Resource and DomainResource included.
func (m *Model) SearchParam(resource, code string) (*SearchParam, bool) {
	for i := range m.params {
		p := &m.params[i]
		if p.Code != code {
			continue
		}
		for _, b := range p.Bases {
			if b == resource || b == "Resource" || b == "DomainResource" {
				return p, true
			}
		}
	}
	return nil, false
}

// PatientCompartment returns the search parameters that tie resources of a type to a patient ("subject", "performer");
// empty for types outside the compartment. Patient itself has "link" and, by its own id, belongs to itself.
func (m *Model) PatientCompartment(resource string) []string { return m.patient[resource] }
