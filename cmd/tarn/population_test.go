package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/testdata/shared"
)

// TestPopulation loads a real generated population, asks questions through psql, and compares the answers with what
// this file computes from the same population's CSV export, which another exporter wrote.
func TestPopulation(t *testing.T) {
	if testing.Short() {
		t.Skip("loads 234 MB")
	}
	oracle := readOracle(t, filepath.Join(shared.Untar(t, "data", "synthea-dev50-csv-oracle.tar.gz"), "synthea-dev50", "csv-oracle"))
	server := startServer(t, filepath.Join(shared.Untar(t, "data", "synthea-dev50.tar.gz"), "synthea-dev50", "raw"))

	t.Run("counts", func(t *testing.T) {
		for table, file := range map[string]string{
			"encounter": "encounters", "condition": "conditions", "medication_request": "medications", "procedure": "procedures",
			"immunization": "immunizations", "patient": "patients", "claim": "claims", "allergy_intolerance": "allergies",
			"care_plan": "careplans", "device": "devices",
		} {
			want := []string{strconv.Itoa(len(oracle[file]))}
			if got := server.psql(t, "SELECT count(*) FROM "+table); !slices.Equal(got, want) {
				t.Errorf("%s: %v rows, the CSV export has %v", table, got, want)
			}
		}
	})
	t.Run("notes", func(t *testing.T) { checkRecall(t, server) })
	for _, q := range populationQuestions {
		t.Run(q.name, func(t *testing.T) {
			want := q.answer(oracle)
			if len(want) == 0 {
				t.Fatal("the CSV export gives no answer: the question tests nothing")
			}
			compareRows(t, server.psql(t, q.sql), want)
		})
	}
}

// compareRows compares rows of fields separated by |; numbers may differ in the last place of a rounded mean.
func compareRows(t *testing.T, got, want []string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d\n got %v\nwant %v", len(got), len(want), got, want)
	}
	for i := range got {
		if !sameFields(strings.Split(got[i], "|"), strings.Split(want[i], "|")) {
			t.Errorf("row %d: got %s, want %s", i, got[i], want[i])
		}
	}
}

func sameFields(a, b []string) bool {
	return slices.EqualFunc(a, b, func(x, y string) bool {
		if x == y {
			return true
		}
		f, err1 := strconv.ParseFloat(x, 64)
		g, err2 := strconv.ParseFloat(y, 64)
		return err1 == nil && err2 == nil && strings.Contains(x+y, ".") && math.Abs(f-g) <= 1e-6*math.Max(1, math.Abs(f))
	})
}

// row is one row of a CSV file, by column name.
type row map[string]string

type oracle map[string][]row

func readOracle(t *testing.T, dir string) oracle {
	t.Helper()
	o := oracle{}
	files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no CSV in %s: %v", dir, err)
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		all, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".csv")
		for _, record := range all[1:] {
			r := row{}
			for i, column := range all[0] {
				r[column] = record[i]
			}
			o[name] = append(o[name], r)
		}
	}
	return o
}

// when reads the CSV's dates and times.
func when(s string) time.Time {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// by indexes rows by a column.
func by(rows []row, column string) map[string]row {
	m := map[string]row{}
	for _, r := range rows {
		m[r[column]] = r
	}
	return m
}

// counts turns counted keys into rows.
func counts[N int | float64](m map[string]N) []string {
	var out []string
	for k, n := range m {
		out = append(out, fmt.Sprintf("%s|%v", k, n))
	}
	return out
}

// distinct counts the different members of each key.
type distinct map[string]map[string]bool

func (d distinct) add(key, member string) {
	if d[key] == nil {
		d[key] = map[string]bool{}
	}
	d[key][member] = true
}

func (d distinct) rows() []string {
	n := map[string]int{}
	for k, members := range d {
		n[k] = len(members)
	}
	return counts(n)
}

// top are the n largest counts; ties at the end are all in, as RANK has them.
func top(m map[string]int, n int) []string {
	var sizes []int
	for _, c := range m {
		sizes = append(sizes, c)
	}
	slices.Sort(sizes)
	limit := sizes[max(0, len(sizes)-n)]
	kept := map[string]int{}
	for k, c := range m {
		if c >= limit {
			kept[k] = c
		}
	}
	return counts(kept)
}

// means are the means of each key's values.
type means map[string][]float64

func (m means) rows() []string {
	var out []string
	for k, values := range m {
		sum := 0.0
		for _, v := range values {
			sum += v
		}
		out = append(out, fmt.Sprintf("%s|%d|%.6f", k, len(values), sum/float64(len(values))))
	}
	return out
}
