package vocab

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// Options say what of a vocabulary is wanted.
type Options struct {
	System  string   // URI of codes whose file names none
	Class   Class    // of codes whose files do not say what kind they are; of all where it is given
	Sources []string // of UMLS (SAB) or Athena (vocabulary_id): only these; none = all
}

// Load reads the files of a set into the layer.
func Load(l *Layer, s *Set, o Options) error {
	l.propose(lexicon.Meta{Version: s.Version(), Licence: s.Format.Licence})
	if err := s.Format.load(l, s, o); err != nil {
		return err
	}
	if l.stats.Terms > 0 {
		return nil
	}
	if l.bad != nil {
		return &Error{l.bad.File, l.bad.Line, fmt.Errorf("%w: %w; expected %s", ErrKind, l.bad.Err, s.Format.Title)}
	}
	files := s.Files()
	return &Error{files[len(files)-1].Name, 0, fmt.Errorf("%w: none of its %d names can be used; expected %s", ErrKind, l.stats.Rows, s.Format.Title)}
}

// wants reports whether a source is among those asked for.
func (o *Options) wants(source string) bool {
	return len(o.Sources) == 0 || slices.ContainsFunc(o.Sources, func(s string) bool { return strings.EqualFold(s, source) })
}

// eachFile calls load for each file of a role.
func eachFile(files []File, load func(File) error) error {
	for _, f := range files {
		if err := load(f); err != nil {
			return err
		}
	}
	return nil
}

// ordered are the keys of a map in order, so that the same files give the same image.
func ordered[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
