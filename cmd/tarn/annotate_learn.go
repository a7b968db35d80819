package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/learned"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// learnedID is how nlp_vocabulary and nlp_link name the vocabulary of the store's own codings.
const learnedID = "learned"

const codingsSQL = `SELECT system, code, coalesce(display, ''), coalesce(text, ''), resource_type, path, count(*)
FROM lake.public.coding WHERE system IS NOT NULL AND code IS NOT NULL AND (display IS NOT NULL OR text IS NOT NULL) GROUP BY ALL`

// learnCodings makes a vocabulary of the codings of the store as it will be after the load; none where there are none.
func learnCodings(ctx context.Context, q querier) ([]nlp.Vocabulary, error) {
	result, err := q.Query(ctx, codingsSQL)
	if err != nil {
		return nil, err
	}
	defer result.Close()
	var failed error
	image, stats := learned.Build(func(yield func(learned.Row) bool) {
		for {
			chunk, err := result.Next(ctx)
			if err != nil || chunk == nil {
				failed = err
				return
			}
			for i := range chunk.Len {
				var r learned.Row
				var n int64
				if failed = chunk.Scan(i, &r.System, &r.Code, &r.Display, &r.Text, &r.Resource, &r.Path, &n); failed != nil {
					return
				}
				r.Count = int(n)
				if !yield(r) {
					return
				}
			}
		}
	}, "1")
	if failed != nil || stats.Concepts == 0 {
		return nil, failed
	}
	opened, err := lexicon.Open(image)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(image)
	return []nlp.Vocabulary{{ID: learnedID, SHA256: hex.EncodeToString(sum[:]), Image: opened}}, nil
}
