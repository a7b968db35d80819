package pattern

import (
	"encoding/json"
	"strconv"
	"strings"
)

// steps are what follows $ or @.
func (p *pathParser) steps(list, item string) string {
	for {
		switch {
		case p.token(".**"):
			p.unsupported(".**")
		case p.token(".*"):
			list = macro("jsonpath_members", list)
		case p.token("."):
			list = p.member(list)
		case p.token("["):
			list = p.elements(list)
		case p.token("?"):
			if !p.token("(") {
				p.wrong()
			}
			p.depth++
			x := "x" + strconv.Itoa(p.depth)
			list = "list_filter(" + macro("jsonpath_unwrap", list) + ", lambda " + x + ": coalesce(" + p.must(p.condition(x)) + ", false))"
			p.close()
		default:
			return list
		}
	}
}

var pathMethods = map[string]bool{
	"double": true, "ceiling": true, "floor": true, "abs": true, "keyvalue": true, "datetime": true, "type": true, "size": true,
}

// member is .key or .method().
func (p *pathParser) member(list string) string {
	p.space()
	quoted := p.peek() == '"'
	name := p.name()
	if quoted || !pathMethods[name] || !p.token("(") {
		return macro("jsonpath_member", list, quoteText(name))
	}
	if name != "type" && name != "size" {
		p.unsupported("." + name + "()")
	}
	p.close()
	return macro("jsonpath_"+name, list)
}

// elements is [*] or [n, a to b, last - 1, …].
func (p *pathParser) elements(list string) string {
	if p.token("*") {
		if !p.token("]") {
			p.wrong()
		}
		return macro("jsonpath_unwrap", list)
	}
	var parts []string
	for {
		from := p.index()
		to := from
		if p.word("to") {
			to = p.index()
		}
		parts = append(parts, macro("jsonpath_slice", list, from, to))
		if p.token("]") {
			break
		}
		if !p.token(",") {
			p.wrong()
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "flatten([" + strings.Join(parts, ", ") + "])"
}

// index is a place as DuckDB's slices count: from 1, or from -1 backwards.
func (p *pathParser) index() string {
	if !p.word("last") {
		n, err := strconv.Atoi(p.number())
		if err != nil || n < 0 {
			p.unsupported("an index that is no plain number")
		}
		return strconv.Itoa(n + 1)
	}
	n := 0
	if p.token("-") {
		n, _ = strconv.Atoi(p.number())
	}
	return strconv.Itoa(-1 - n)
}

func (p *pathParser) number() string {
	p.space()
	start := p.at
	for p.at < len(p.text) && strings.IndexByte("+-.0123456789eE", p.text[p.at]) >= 0 {
		if c := p.text[p.at]; (c == '-' || c == '+') && p.at > start && p.text[p.at-1]|0x20 != 'e' {
			break
		}
		p.at++
	}
	if n := p.text[start:p.at]; PlainDecimal(n) != "" {
		return n
	}
	p.at = start
	p.wrong()
	return ""
}

// name is a key, bare or quoted.
func (p *pathParser) name() string {
	if p.peek() == '"' {
		return p.str()
	}
	start := p.at
	for p.at < len(p.text) && (isNameByte(p.text[p.at]) || p.text[p.at] == '$') {
		p.at++
	}
	if p.at == start {
		p.wrong()
	}
	return p.text[start:p.at]
}

// str is a string in double quotes, with JSON's escapes.
func (p *pathParser) str() string {
	p.space()
	d := json.NewDecoder(strings.NewReader(p.text[p.at:]))
	var s string
	if p.peek() != '"' || d.Decode(&s) != nil {
		p.wrong()
	}
	p.at += int(d.InputOffset())
	return s
}
