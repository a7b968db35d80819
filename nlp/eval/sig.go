package eval

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed" // sig_corrections.jsonl
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/tarn-sql/tarn/nlp/dosage"
)

// sigCorrections amends the gold of sig_dev.jsonl where it leaves out what the text says or has what the text does not say:
// JSON lines with the line's number, the first digits of its SHA-256, the fields to set and to unset, and a reason.
//
//go:embed sig_corrections.jsonl
var sigCorrections []byte

// correction amends the gold of one line, which is known by the first digits of its SHA-256.
type correction struct {
	Line   int
	SHA256 string
	Set    map[string]any
	Unset  []string
	Reason string
}

// corrections is the list of sigCorrections.
var corrections = sync.OnceValue(func() (list []correction) {
	for line := range bytes.Lines(sigCorrections) {
		var c correction
		if err := json.Unmarshal(line, &c); err != nil || len(c.SHA256) < 8 || c.Reason == "" {
			panic(fmt.Sprintf("sig_corrections.jsonl: %s: %v", line, err))
		}
		list = append(list, c)
	}
	return list
})

// correct amends the fields of a line and reports whether there was anything to amend.
func correct(line []byte, fields map[string]any) bool {
	sum := sha256.Sum256(line)
	digits := hex.EncodeToString(sum[:])
	for _, c := range corrections() {
		if !strings.HasPrefix(digits, c.SHA256) {
			continue
		}
		for k, v := range c.Set {
			fields[k] = v
		}
		for _, k := range c.Unset {
			delete(fields, k)
		}
		return true
	}
	return false
}

// sigScore counts the fields of instructions.
type sigScore struct {
	fields      []Row
	said, whole Row
	texts       int
}

func newSigScore() *sigScore {
	s := &sigScore{fields: make([]Row, len(sigFields)), said: Row{Name: "fields that the gold has"}, whole: Row{Name: "whole instructions"}}
	for i, f := range sigFields {
		s.fields[i].Name = f
	}
	return s
}

// table is the score as a table.
func (s *sigScore) table(corpus, kind string) Table {
	t := Table{Corpus: corpus, Kind: kind, Documents: s.texts}
	t.add(s.fields...)
	t.add(s.said, s.whole)
	return t
}

// sigKind is what a file of dose instructions is called in reports.
const sigKind = "dose instructions"

// sigs scores dose instructions, read by the room dosage alone: there is no note around them, and mostly no drug. A field
// counts where the gold or the reading has it; a route that only follows from the form counts where the gold has one. Where
// the gold is known to be thin, a second table is scored against the corrected gold.
func (o Options) sigs(ctx context.Context, corpus string, in io.Reader, r *Report) error {
	raw, corrected, amended := newSigScore(), newSigScore(), 0
	scan := bufio.NewScanner(in)
	scan.Buffer(nil, 1<<24)
	for line := 1; scan.Scan(); line++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		fields := map[string]any{}
		if err := json.Unmarshal(scan.Bytes(), &fields); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
		text, _ := fields["text"].(string)
		sig := dosage.ParseSig(text)
		raw.score(goldSig(fields), sig)
		if correct(scan.Bytes(), fields) {
			amended++
		}
		corrected.score(goldSig(fields), sig)
	}
	if err := scan.Err(); err != nil {
		return err
	}
	r.Tables = append(r.Tables, raw.table(corpus, sigKind))
	if amended > 0 {
		r.Tables = append(r.Tables, corrected.table(corpus, fmt.Sprintf("%s, gold of %d corrected", sigKind, amended)))
	}
	return nil
}

// score counts the fields of one instruction.
func (s *sigScore) score(want map[string]string, sig dosage.Sig) {
	got := readSig(sig)
	implied := len(sig.Steps) > 0 && sig.Steps[0].RouteImplied
	all := true
	for i, f := range sigFields {
		if f == "route" && implied && want[f] == "" {
			got[f] = ""
		}
		if want[f] == "" && got[f] == "" {
			continue
		}
		right := want[f] == got[f]
		s.fields[i].decide(right)
		if want[f] != "" {
			s.said.decide(right)
		}
		all = all && right
	}
	s.texts++
	s.whole.decide(all)
}
