package eval

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// The files of `tarn synth` that are read.
const (
	synthKind     = "tarn synth"
	truthFile     = "truth.csv"
	documentsFile = "DocumentReference.ndjson"
)

// synth scores a folder that `tarn synth` wrote: the notes of its DocumentReferences against truth.csv.
func (o Options) synth(ctx context.Context, folder string, t *Table) error {
	truth, err := readTruth(filepath.Join(folder, truthFile))
	if err != nil {
		return err
	}
	f, err := os.Open(filepath.Join(folder, documentsFile))
	if err != nil {
		return err
	}
	defer f.Close()
	s := newScore()
	in := bufio.NewReaderSize(f, 1<<20)
	for line := 1; ; line++ {
		row, err := in.ReadBytes('\n')
		if len(row) > 1 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := o.synthNote(s, truth, row, t); err != nil {
				return fmt.Errorf("%s: line %d: %w", documentsFile, line, err)
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	s.report(t)
	return nil
}

// readTruth reads the mentions by document.
func readTruth(path string) (map[string][]Gold, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	truth := map[string][]Gold{}
	err = ReadGold(bufio.NewReader(f), ',', func(document string, g Gold) error {
		truth[document] = append(truth[document], g)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", truthFile, err)
	}
	return truth, nil
}

// synthNote scores the note of one DocumentReference; one without inline text is passed over.
func (o Options) synthNote(s *score, truth map[string][]Gold, line []byte, t *Table) error {
	var d struct {
		ID      string
		Content []struct{ Attachment struct{ Data string } }
	}
	if err := json.Unmarshal(line, &d); err != nil {
		return err
	}
	if len(d.Content) == 0 || d.Content[0].Attachment.Data == "" {
		return nil
	}
	text, err := base64.StdEncoding.DecodeString(d.Content[0].Attachment.Data)
	if err != nil {
		return fmt.Errorf("%s: %w", d.ID, err)
	}
	gold := truth[d.ID]
	if err := check(string(text), gold); err != nil {
		return fmt.Errorf("%s: %w", d.ID, err)
	}
	s.note(gold, o.Annotate(string(text)))
	t.Documents++
	return nil
}
