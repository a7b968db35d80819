package main

import (
	"encoding/json"
	"fmt"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// english makes the words of American and British English (SCOWL, up to size 55) known to the image, so that a token
// without a number is no English word; those up to size 35 are "common": no foreign source may bring one as a term. An
// abbreviation or brand that is any of the words matches only as written (GIST, Emend).
func (g *generator) english() error {
	g.common, g.words = map[string]bool{}, map[string]bool{}
	for _, size := range []int{10, 20, 35, 40, 50, 55} {
		for _, variety := range []string{"english", "american", "british"} {
			data, err := englishPackage.read(fmt.Sprintf("package/%s-words-%d.json", variety, size))
			if err != nil {
				return err
			}
			var words []string
			if err := json.Unmarshal(data, &words); err != nil {
				return err
			}
			for _, w := range words {
				g.b.AddWord(w)
				folded := string(lexicon.Fold(nil, w))
				g.words[folded] = true
				if size <= 35 {
					g.common[folded] = true
				}
			}
		}
	}
	return nil
}

// stopWords reads stop.tsv and names.tsv: terms that no foreign source may bring, with reasons. Names are known words too.
func (g *generator) stopWords() error {
	rows, err := g.table("stop.tsv")
	if err != nil {
		return err
	}
	g.stop = map[string]string{}
	for _, r := range rows {
		if r.get("reason") == "" {
			return r.errorf("%s has no reason", r.get("term"))
		}
		for _, t := range r.list("term") {
			g.stop[fold(t)] = r.get("reason")
		}
	}
	names, err := g.table("names.tsv")
	if err != nil {
		return err
	}
	for _, r := range names {
		for _, n := range r.list("names") {
			g.b.AddWord(n)
			g.stop[fold(n)] = r.get("reason")
		}
	}
	return nil
}
