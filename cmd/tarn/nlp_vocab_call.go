package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tarn-sql/tarn/cmd/tarn/vocabfile"
	"github.com/tarn-sql/tarn/engine"
	"github.com/tarn-sql/tarn/nlp"
	"github.com/tarn-sql/tarn/nlp/lexicon"
	"github.com/tarn-sql/tarn/nlp/vocab"
)

// callVocab answers CALL tarn.vocab(request): see vocabRequest.
func (o *owner) callVocab(ctx context.Context, args []string, notice func(string)) (*vocabAnswer, error) {
	var r vocabRequest
	if len(args) != 1 {
		return nil, usagef("vocab: one argument is needed, a request in JSON")
	}
	if err := json.Unmarshal([]byte(args[0]), &r); err != nil {
		return nil, usagef("vocab: %w", err)
	}
	switch r.Do {
	case "add":
		return o.addVocabulary(ctx, &r, asNotices(notice))
	case "list":
		list, err := o.listVocabularies(ctx)
		return &vocabAnswer{Vocabularies: list}, err
	case "enable", "disable":
		return o.changedVocabulary(r.Name, o.store.SetAsset(ctx, assetVocabulary, r.Name, r.Do == "enable"))
	case "remove":
		return o.changedVocabulary(r.Name, o.store.RemoveAsset(ctx, assetVocabulary, r.Name))
	case "read":
		data, err := o.vocabularyPart(ctx, r.Name, r.Offset)
		return &vocabAnswer{Data: data}, err
	}
	return nil, usagef("vocab: there is no %q: add, list, enable, disable, remove", r.Do)
}

// changedVocabulary is the answer to a change of the vocabulary with a name.
func (o *owner) changedVocabulary(name string, err error) (*vocabAnswer, error) {
	switch {
	case err == nil:
		return &vocabAnswer{Vocabularies: []vocabStatus{{Name: name}}}, nil
	case !errors.Is(err, engine.ErrNoAsset):
		return nil, err
	case name == nlp.EmbeddedID || name == learnedID:
		return nil, usagef("the vocabulary %s is always there: what can be added, disabled and removed are others", name)
	}
	return nil, usagef("there is no vocabulary %q: 'tarn nlp vocab list' shows those that there are", name)
}

// addVocabulary reads files into an image and stores it.
func (o *owner) addVocabulary(ctx context.Context, r *vocabRequest, report func(progress)) (answer *vocabAnswer, err error) {
	started := time.Now()
	options, err := vocabOptions(r)
	if err != nil {
		return nil, usageError{err}
	}
	found, err := vocabfile.Find(ctx, r.Paths)
	if err != nil {
		return nil, usageError{err}
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	set, err := vocab.Choose(r.Format, found.Files())
	if err != nil {
		return nil, usagef("%s: %w", strings.Join(r.Paths, ", "), err)
	}
	name, err := vocabName(r.Name, set)
	if err != nil {
		return nil, usageError{err}
	}
	total := found.Begin(set)
	layer := vocab.NewLayer(lexicon.Meta{Name: name, Version: r.Version, Licence: r.Licence, Source: sourceOf(set)})
	var image []byte
	err = whileReporting(func() {
		read := found.Read()
		report(progress{Phase: readingNames, Done: read, Total: total, Read: read, Seconds: time.Since(started).Seconds()})
	}, func() error {
		err := vocab.Load(layer, set, options)
		if err == nil {
			image = layer.Image()
		}
		return err
	})
	if err != nil {
		return nil, vocabFailure(err)
	}
	added, replaced, err := o.putVocabulary(ctx, layer, set, image)
	if err != nil {
		return nil, err
	}
	s := layer.Stats()
	return &vocabAnswer{Vocabularies: []vocabStatus{added}, Added: &vocabReport{
		Format: set.Format.Name, Names: s.Rows, Skipped: s.Skipped, Bad: s.Bad, First: layer.Complaints(), Replaced: replaced,
		Seconds: time.Since(started).Seconds(),
	}}, nil
}

// putVocabulary stores the image of a layer.
func (o *owner) putVocabulary(ctx context.Context, layer *vocab.Layer, set *vocab.Set, image []byte) (added vocabStatus, replaced bool, err error) {
	if err := lexicon.Verify(image); err != nil {
		return added, false, err
	}
	opened, err := lexicon.Open(image)
	if err != nil {
		return added, false, err
	}
	meta, stats := layer.Meta(), layer.Stats()
	before, err := o.store.Assets(ctx, assetVocabulary)
	if err != nil {
		return added, false, err
	}
	replaced = slices.ContainsFunc(before, func(a engine.Asset) bool { return a.Name == meta.Name })
	asset, err := o.store.PutAsset(ctx, engine.Asset{
		Kind: assetVocabulary, Name: meta.Name, Version: meta.Version, Licence: meta.Licence, Source: meta.Source, Enabled: true,
		Facts: map[string]any{
			factConcepts: opened.Concepts(), factTerms: opened.Terms(), "format": set.Format.Name,
			"names_read": stats.Rows, "names_skipped": stats.Skipped, "bad_lines": stats.Bad,
		},
	}, bytes.NewReader(image))
	return vocabStatusOf(&asset), replaced, err
}

// vocabFailure is the error of reading files, for the user.
func vocabFailure(err error) error {
	switch {
	case errors.Is(err, vocab.ErrCategory):
		return usagef("%w (with --category)", err)
	case errors.Is(err, vocab.ErrSystem):
		return usagef("%w (with --system)", err)
	case errors.Is(err, vocab.ErrKind):
		return usageError{err}
	}
	return err
}

func vocabOptions(r *vocabRequest) (o vocab.Options, err error) {
	o.System, o.Sources = r.System, r.Sources
	if r.Category != "" {
		o.Class, err = vocab.ClassOf(r.Category)
	}
	for _, p := range r.Paths {
		if !filepath.IsAbs(p) {
			return o, fmt.Errorf("vocab: %q is not an absolute path", p)
		}
	}
	return o, err
}

// vocabName is the name that a vocabulary goes by: as given, else its format's, or for formats in which there are many its
// file's.
func vocabName(given string, s *vocab.Set) (string, error) {
	name := given
	if name == "" {
		name = s.Format.Name
		if name == "obo" || name == "fhir" || name == "tsv" {
			name = fileStem(s.Files()[0].Name)
		}
	}
	switch {
	case name == nlp.EmbeddedID || name == learnedID:
		return "", fmt.Errorf("%q is the name of a vocabulary that is always there: choose another one with --name", name)
	case name == "" || len(name) > maxVocabName || strings.Trim(name, vocabLetters) != "":
		return "", fmt.Errorf("%q cannot be a vocabulary's name: at most %d small letters, digits, '-', '_' and '.'; give one with --name", name, maxVocabName)
	}
	return name, nil
}

const (
	maxVocabName = 60
	vocabLetters = "abcdefghijklmnopqrstuvwxyz0123456789-_."
)

// fileStem is a file's name without folders and endings, in the letters of vocabularies' names.
func fileStem(path string) string {
	path = path[strings.LastIndexByte(path, '!')+1:]
	stem, _, _ := strings.Cut(strings.ToLower(filepath.Base(path)), ".")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(vocabLetters, r) {
			return r
		}
		return '-'
	}, stem)
}

// sourceOf names the files, without the folders that say nothing to others.
func sourceOf(s *vocab.Set) string {
	var names []string
	for _, f := range s.Files() {
		name := f.Name
		if i := strings.IndexByte(name, '!'); i >= 0 {
			name = filepath.Base(name[:i]) + name[i:]
		} else {
			name = filepath.Base(name)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// partBytes is how much of an image one answer holds.
const partBytes = 4 << 20

// vocabularyPart is a part of the image of an enabled vocabulary, empty behind its end.
func (o *owner) vocabularyPart(ctx context.Context, name string, offset int64) ([]byte, error) {
	data, err := o.vocabularyImage(ctx, name)
	if err != nil || offset < 0 || offset >= int64(len(data)) {
		return nil, err
	}
	return data[offset:min(int64(len(data)), offset+partBytes)], nil
}
