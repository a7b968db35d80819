package policy

import "strings"

// set is SET [SESSION | LOCAL] TimeZone | search_path TO | = value. Other settings belong to the server or the wire protocol.
func (p *parser) set() (Statement, bool) {
	p.word("session")
	if p.words("time", "zone") {
		return p.timeZone()
	}
	switch p.word("timezone", "search_path") {
	case "timezone":
		if p.byte("=") || p.word("to") != "" {
			return p.timeZone()
		}
	case "search_path":
		if p.byte("=") || p.word("to") != "" {
			return p.searchPath()
		}
	}
	return Statement{}, false
}

const zoneBytes = "abcdefghijklmnopqrstuvwxyz0123456789_/+-:"

// timeZone is a zone's name as a string.
func (p *parser) timeZone() (Statement, bool) {
	v := p.next()
	if v.kind != 's' || v.text == "" || strings.Trim(fold(v.text), zoneBytes) != "" || !p.done() {
		return Statement{}, false
	}
	return Statement{SQL: "SET SESSION TimeZone = '" + v.text + "'", Verb: "SET"}, true
}

// searchPath is a list of catalog.schema in one string, all of them allowed: 'lake.public,memory.pg'.
func (p *parser) searchPath() (Statement, bool) {
	v := p.next()
	if v.kind != 's' || !p.done() {
		return Statement{}, false
	}
	var path []string
	for _, entry := range strings.Split(v.text, ",") {
		catalog, name, ok := strings.Cut(fold(strings.TrimSpace(entry)), ".")
		if !ok || !p.p.schemas[Schema{catalog, name}] {
			p.err = refuse(denied, "permission denied for schema %q in search_path", strings.TrimSpace(entry))
			return Statement{}, false
		}
		path = append(path, catalog+"."+name)
	}
	return Statement{SQL: "SET SESSION search_path = '" + strings.Join(path, ",") + "'", Verb: "SET"}, true
}

// reset is RESET TimeZone.
func (p *parser) reset() (Statement, bool) {
	if p.word("timezone") == "" && !p.words("time", "zone") {
		return Statement{}, false
	}
	return Statement{SQL: "RESET TimeZone", Verb: "RESET"}, p.done()
}
