package eval

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/tarn-sql/tarn/nlp/dosage"
)

// correction amends the gold of one line, which is named by number and by the first digits of its SHA-256.
type correction struct {
	Line   int
	SHA256 string
	Set    map[string]any
	Unset  []string
	Reason string
}

func readCorrections(path string) (map[int]correction, error) {
	list := map[int]correction{}
	if path == "" {
		return list, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	scan := bufio.NewScanner(f)
	for line := 1; scan.Scan(); line++ {
		var c correction
		if err := json.Unmarshal(scan.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, line, err)
		}
		list[c.Line] = c
	}
	return list, scan.Err()
}

// apply amends the fields of a line; a correction of another line's text is an error.
func (c correction) apply(line []byte, fields map[string]any) error {
	sum := sha256.Sum256(line)
	if c.SHA256 == "" || !strings.HasPrefix(hex.EncodeToString(sum[:]), c.SHA256) {
		return fmt.Errorf("the correction is for SHA-256 %q, the line has %x", c.SHA256, sum)
	}
	for k, v := range c.Set {
		fields[k] = v
	}
	for _, k := range c.Unset {
		delete(fields, k)
	}
	return nil
}

// sigs scores dose instructions, read by the room dosage alone: there is no note around them, and mostly no drug. A field
// counts where the gold or the reading has it; a route that only follows from the form counts where the gold has one.
func (o Options) sigs(ctx context.Context, in io.Reader, t *Table) error {
	corrections, err := readCorrections(o.SigCorrections)
	if err != nil {
		return err
	}
	rows := make([]Row, len(sigFields))
	for i, f := range sigFields {
		rows[i].Name = f
	}
	whole := Row{Name: "whole instructions"}
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
		if c, ok := corrections[line]; ok {
			if err := c.apply(scan.Bytes(), fields); err != nil {
				return fmt.Errorf("line %d: %w", line, err)
			}
		}
		text, _ := fields["text"].(string)
		t.Documents++
		whole.decide(scoreSig(rows, goldSig(fields), dosage.ParseSig(text)))
	}
	t.add(rows...)
	t.add(whole)
	return scan.Err()
}

// scoreSig counts the fields of one instruction and reports whether all are right.
func scoreSig(rows []Row, want map[string]string, sig dosage.Sig) bool {
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
		rows[i].decide(want[f] == got[f])
		all = all && want[f] == got[f]
	}
	return all
}
