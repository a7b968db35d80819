package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// The kinds of assets that vocabularies are: those that were loaded, with their images; and without, what is known of the
// other two that notes were read with last.
const (
	assetVocabulary = "vocabulary"
	assetLearned    = "learned vocabulary"
	assetEmbedded   = "embedded vocabulary"
)

// What nlp_vocabulary and lists tell of a vocabulary from its asset's facts.
const (
	factConcepts = "concepts"
	factTerms    = "terms"
)

// vocabularyCache holds the enabled vocabularies as they were opened last, by the SHA-256 of their images.
type vocabularyCache struct {
	mu     sync.Mutex
	opened map[string]openedVocabulary
}

type openedVocabulary struct {
	vocabulary nlp.Vocabulary
	data       []byte // of its image
}

// vocabularies are the loaded vocabularies that are enabled, by name, for nlp.Options.Vocabularies. What was opened before is
// not read again.
func (o *owner) vocabularies(ctx context.Context) ([]nlp.Vocabulary, error) {
	opened, err := o.openVocabularies(ctx)
	out := make([]nlp.Vocabulary, len(opened))
	for i := range opened {
		out[i] = opened[i].vocabulary
	}
	return out, err
}

func (o *owner) openVocabularies(ctx context.Context) ([]openedVocabulary, error) {
	assets, err := o.store.Assets(ctx, assetVocabulary)
	if err != nil {
		return nil, err
	}
	c := &o.vocabularyCache
	c.mu.Lock()
	defer c.mu.Unlock()
	used := map[string]openedVocabulary{}
	var out []openedVocabulary
	for i := range assets {
		a := &assets[i]
		if !a.Enabled {
			continue
		}
		v, ok := c.opened[a.SHA256]
		if !ok {
			if v.data, err = o.store.ReadAsset(ctx, a.Kind, a.Name); err != nil {
				return nil, unusable(a.Name, err)
			}
			if v.vocabulary.Image, err = openImage(v.data); err != nil {
				return nil, unusable(a.Name, err)
			}
		}
		v.vocabulary.ID, v.vocabulary.SHA256 = a.Name, a.SHA256
		used[a.SHA256] = v
		out = append(out, v)
	}
	c.opened = used // what is disabled, replaced or removed goes
	return out, nil
}

// unusable is the error of a vocabulary that cannot be opened.
func unusable(name string, err error) error {
	return fmt.Errorf("the vocabulary %s cannot be used; add it again, or disable it with 'tarn nlp vocab disable %s': %w", name, name, err)
}

// openImage opens an image of foreign origin.
func openImage(data []byte) (*lexicon.Image, error) {
	if err := lexicon.Verify(data); err != nil {
		return nil, err
	}
	return lexicon.Open(data)
}

// vocabularyImage is the bytes of an enabled vocabulary's image.
func (o *owner) vocabularyImage(ctx context.Context, name string) ([]byte, error) {
	opened, err := o.openVocabularies(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(opened, func(v openedVocabulary) bool { return v.vocabulary.ID == name })
	if i < 0 {
		return nil, usagef("there is no enabled vocabulary %q", name)
	}
	return opened[i].data, nil
}

// newAnnotator is an annotator for a command that annotates by itself, with the vocabularies of the data directory.
func (a *app) newAnnotator(ctx context.Context) (*nlp.Annotator, error) {
	stored, err := a.storedVocabularies(ctx)
	if err != nil {
		return nil, err
	}
	return nlp.New(nlp.Options{Vocabularies: stored})
}

// storedVocabularies are the vocabularies of the data directory for a command that annotates by itself: none where there is
// no data directory.
func (a *app) storedVocabularies(ctx context.Context) ([]nlp.Vocabulary, error) {
	if _, err := os.Stat(a.config.Data); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var out []nlp.Vocabulary
	err := a.through(ctx, func(conn *pgconn.PgConn) error {
		list, err := call[vocabAnswer](ctx, conn, "vocab", vocabRequest{Do: "list"})
		if err != nil {
			return err
		}
		for _, v := range list.Vocabularies {
			if v.Origin != originLoaded || !v.Enabled {
				continue
			}
			data, err := readVocabulary(ctx, conn, v)
			if err != nil {
				return err
			}
			image, err := openImage(data)
			if err != nil {
				return unusable(v.Name, err)
			}
			out = append(out, nlp.Vocabulary{ID: v.Name, SHA256: v.SHA256, Image: image})
		}
		return nil
	})
	return out, err
}

// readVocabulary reads an image part by part.
func readVocabulary(ctx context.Context, conn *pgconn.PgConn, v vocabStatus) ([]byte, error) {
	data := bytes.NewBuffer(make([]byte, 0, v.Bytes))
	for {
		part, err := call[vocabAnswer](ctx, conn, "vocab", vocabRequest{Do: "read", Name: v.Name, Offset: int64(data.Len())})
		if err != nil || len(part.Data) == 0 {
			return data.Bytes(), err
		}
		data.Write(part.Data)
	}
}

// The origins of vocabularies.
const (
	originEmbedded = "embedded"
	originLearned  = "learned"
	originLoaded   = "loaded"
)

// listVocabularies lists the embedded vocabulary, the one that was learned last, and the loaded ones.
func (o *owner) listVocabularies(ctx context.Context) ([]vocabStatus, error) {
	im := lexicon.Embedded()
	list := []vocabStatus{{
		Name: nlp.EmbeddedID, Version: nlp.Version, Licence: embeddedLicence, Source: embeddedSource, Concepts: int64(im.Concepts()), Terms: int64(im.Terms()),
		Enabled: true, Origin: originEmbedded,
	}}
	for _, kind := range []string{assetLearned, assetVocabulary} {
		assets, err := o.store.Assets(ctx, kind)
		if err != nil {
			return nil, err
		}
		for i := range assets {
			list = append(list, vocabStatusOf(&assets[i]))
		}
	}
	return list, nil
}

func vocabStatusOf(a *engine.Asset) vocabStatus {
	number := func(fact string) int64 {
		switch n := a.Facts[fact].(type) {
		case float64: // as JSON has it
			return int64(n)
		case int:
			return int64(n)
		}
		return 0
	}
	s := vocabStatus{
		Name: a.Name, Version: a.Version, Licence: a.Licence, Source: a.Source, SHA256: a.SHA256, Bytes: a.Bytes, Enabled: a.Enabled, Added: a.Added,
		Concepts: number(factConcepts), Terms: number(factTerms), Origin: originLoaded,
	}
	if a.Kind == assetLearned {
		s.Origin = originLearned
	}
	return s
}
