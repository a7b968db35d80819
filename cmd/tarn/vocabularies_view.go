package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/rows"
)

// The embedded vocabulary as lists tell of it.
const (
	embeddedLicence = "Apache-2.0; public-domain and CC0 sources"
	embeddedSource  = "docs/nlp-vocabularies.md"
)

// executor is a load's transaction.
type executor interface {
	Exec(ctx context.Context, sql string, args ...any) (int64, error)
}

// recordVocabularies notes what the vocabularies are that notes are read with and that are no assets by themselves: the
// embedded one, and the one learned from the store's codings. nlp_vocabulary tells of them.
func recordVocabularies(ctx context.Context, d executor, used []nlp.Vocabulary) error {
	_, err := d.Exec(ctx, "DELETE FROM lake.tarn.asset WHERE kind IN ($1, $2)", assetEmbedded, assetLearned)
	for i := range used {
		if err != nil {
			break
		}
		switch used[i].ID {
		case nlp.EmbeddedID:
			err = recordVocabulary(ctx, d, &used[i], assetEmbedded, nlp.Version, -1)
		case learnedID:
			err = recordVocabulary(ctx, d, &used[i], assetLearned, used[i].Image.Meta().Version, 0)
		}
	}
	return err
}

// recordVocabulary adds the row of a vocabulary without bytes. Its number is below those of assets with bytes.
func recordVocabulary(ctx context.Context, d executor, v *nlp.Vocabulary, kind, version string, id int) error {
	facts, err := json.Marshal(map[string]int{factConcepts: v.Image.Concepts(), factTerms: v.Image.Terms()})
	if err != nil {
		return err
	}
	meta := v.Image.Meta()
	_, err = d.Exec(ctx, `INSERT INTO lake.tarn.asset (asset_id, kind, name, version, licence, source, sha256, bytes, facts, enabled, added)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, true, now())`, id, kind, v.ID, version, meta.Licence, meta.Source, v.SHA256, string(facts))
	return err
}

// vocabularyView is nlp_vocabulary: the vocabularies that entities are found and linked with. The embedded one stands there
// before notes were read with it too.
func vocabularyView() engine.View {
	embedded := func(value string) string {
		return fmt.Sprintf("(SELECT %s FROM lake.tarn.asset WHERE kind = %s AND version = %s LIMIT 1)", value, quoteLiteral(assetEmbedded), quoteLiteral(nlp.Version))
	}
	fact := func(name string) string { return "json_extract_string(facts, '$." + name + "')" }
	columns := map[string]struct{ typ, embedded, other string }{
		"vocab_id":    {"VARCHAR", quoteLiteral(nlp.EmbeddedID), "name"},
		"name":        {"VARCHAR", "'embedded'", "name"},
		"version":     {"VARCHAR", quoteLiteral(nlp.Version), "version"},
		"source_file": {"VARCHAR", quoteLiteral(embeddedSource), "source"},
		"sha256":      {"VARCHAR", embedded("sha256"), "sha256"},
		"licence":     {"VARCHAR", quoteLiteral(embeddedLicence), "licence"},
		"n_concepts":  {"BIGINT", embedded(fact(factConcepts)), fact(factConcepts)},
		"n_terms":     {"BIGINT", embedded(fact(factTerms)), fact(factTerms)},
		"loaded_at":   {"TIMESTAMPTZ", "NULL", "added"},
		"enabled":     {"BOOLEAN", "true", "enabled"},
	}
	v := engine.View{Name: rows.VocabularyTable.Name, Comment: rows.VocabularyTable.Comment, ColumnComments: map[string]string{}}
	var first, second []string
	for _, c := range rows.VocabularyTable.Columns {
		x := columns[c.Name]
		first = append(first, fmt.Sprintf("%s::%s AS %s", x.embedded, x.typ, c.Name))
		second = append(second, fmt.Sprintf("%s::%s", x.other, x.typ))
		v.ColumnComments[c.Name] = c.Comment
	}
	v.SQL = fmt.Sprintf("SELECT %s\nUNION ALL SELECT %s FROM lake.tarn.asset WHERE kind IN (%s, %s)",
		strings.Join(first, ", "), strings.Join(second, ", "), quoteLiteral(assetLearned), quoteLiteral(assetVocabulary))
	return v
}
