package synth

import (
	"slices"
	"strconv"
	"strings"
)

// truthHeader names the columns of truth.csv.
var truthHeader = []string{"document_id", "patient_id", "begin_byte", "end_byte", "begin_char", "end_char", "text", "category", "type", "traits", "system", "code", "attributes", "value", "unit", "section", "in_record"}

// columns is the row as truth.csv has it. Traits and attributes are lists parted by |, an attribute is TYPE=text.
func (m *Mention) columns(row []string) []string {
	attributes := make([]string, len(m.Attributes))
	for i, a := range m.Attributes {
		attributes[i] = a.Type + "=" + a.Text
	}
	return append(row, m.Document, m.Patient, strconv.Itoa(m.Begin), strconv.Itoa(m.End), strconv.Itoa(m.BeginChar), strconv.Itoa(m.EndChar),
		m.Text, m.Category, m.Type, strings.Join(m.Traits, "|"), m.System, m.Code, strings.Join(attributes, "|"), m.Value, m.Unit, m.Section, strconv.FormatBool(m.InRecord))
}

// writeMentions hands the truth of a patient to the sink, once it is known which codes the record carries.
func (p *patient) writeMentions() {
	for _, m := range p.mentions {
		if p.err != nil {
			return
		}
		if m.Code != "" {
			_, m.InRecord = p.coded[codeKey{m.group(), m.System, m.Code}]
		}
		p.err = p.sink.Mention(m)
	}
}

// group says in which resources a mention's code counts as recorded.
func (m *Mention) group() codeGroup {
	switch {
	case m.Type == "ALLERGIES":
		return allergyCode
	case slices.Contains(m.Traits, "PERTAINS_TO_FAMILY"):
		return familyCode
	}
	return ownCode
}
