package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// The length of notes: texts are joined until they have shortest bytes and cut at longest.
const (
	shortest = 1500
	longest  = 8000
)

// read reads the texts of files and makes notes of them.
func read(files []string) (notes [][]byte, err error) {
	var last []byte
	take := func(text []byte) {
		last = append(append(last, text...), "\n\n"...)
		for len(last) >= shortest {
			n := min(len(last), longest)
			notes = append(notes, slices.Clone(last[:n]))
			last = last[n:]
		}
	}
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if strings.HasSuffix(path, ".csv") {
			err = readCSV(f, take)
		} else {
			err = readDocuments(f, take)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	if len(notes) == 0 {
		return nil, fmt.Errorf("no notes in %s", strings.Join(files, ", "))
	}
	return notes, nil
}

func readCSV(f *os.File, take func([]byte)) error {
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	column := slices.Index(rows[0], "note")
	if column < 0 {
		return fmt.Errorf("no column note among %q", rows[0])
	}
	for _, row := range rows[1:] {
		take([]byte(row[column]))
	}
	return nil
}

// document is what is read of a DocumentReference.
type document struct {
	Content []struct {
		Attachment struct {
			Data []byte `json:"data"`
		} `json:"attachment"`
	} `json:"content"`
}

func readDocuments(f *os.File, take func([]byte)) error {
	d := json.NewDecoder(bufio.NewReader(f))
	for d.More() {
		var doc document
		if err := d.Decode(&doc); err != nil {
			return err
		}
		for i := range doc.Content {
			if data := doc.Content[i].Attachment.Data; len(data) > 0 {
				take(data)
			}
		}
	}
	return nil
}
