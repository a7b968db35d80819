package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// formats is the list of format versions of a data directory, a paragraph each. It is append-only: a released version
// keeps its number and its meaning for ever, and Open knows how to bring every older one to the newest. A change that a binary
// of the newest number could not open, or would read wrongly (a table that becomes a view, another meaning of bytes), gets a
// new one; a table, column or view more does not, since migrate keeps what it does not know.
var formats = []string{
	1: `tarn.duckdb is a DuckDB 1.5 database. Schema raw: block (zstd-compressed NDJSON, one resource type each) and version
(one row per stored version of a resource, with the place of its bytes in a block and 128 bits of their SHA-256).
Schema tarn: load, load_type, quarantine, setting. Schema history: the view resource. Schema public and others: what the
binary defines as tables and views. A table with a dictionary is a view there, over raw.<table>_row and raw.<table>_entry.`,
}

// Format is the newest format version, the one that this binary writes.
func Format() int { return len(formats) - 1 }

const (
	formatFile  = "FORMAT"
	lockFile    = "LOCK"
	dbFile      = "tarn.duckdb"
	spoolFolder = "spool"
	tempFolder  = "tmp"

	formatMagic = "tarn data directory"
)

// mayStandInNew are names that do not make a folder somebody else's: our lock, what cmd/tarn keeps there of users and their
// connections, which may be before the first load, and what a fresh file system has at its root. Beside our lock the other names are what an Open that crashed before it wrote FORMAT leaves behind.
var (
	mayStandInNew  = map[string]bool{lockFile: true, "users": true, "tls-cert.pem": true, "tls-key.pem": true, "lost+found": true}
	mayStandBeside = map[string]bool{formatFile + ".new": true, dbFile: true, dbFile + ".wal": true, spoolFolder: true, tempFolder: true}
)

// readFormat returns the format version of the directory, 0 where it is new (absent or empty).
func readFormat(dir string) (int, error) {
	text, err := os.ReadFile(filepath.Join(dir, formatFile))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, checkNew(dir)
	}
	if err != nil {
		return 0, err
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	number, _, _ := strings.Cut(rest, "\n")
	number, isFormat := strings.CutPrefix(number, "format ")
	version, err := strconv.Atoi(number)
	if first != formatMagic || !isFormat || err != nil || version < 1 {
		return 0, fmt.Errorf("%s: the file %s there is not one of tarn's", notDataDir(dir), formatFile)
	}
	if version > Format() {
		return 0, fmt.Errorf("data directory %s has format %d, this tarn knows formats up to %d: use the newer tarn that wrote it",
			dir, version, Format())
	}
	return version, nil
}

func checkNew(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	ours := slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == lockFile })
	for _, e := range entries {
		if !mayStandInNew[e.Name()] && !(ours && mayStandBeside[e.Name()]) {
			return fmt.Errorf("%s: it has other files in it (%s) and no %s; give an empty or a new folder",
				notDataDir(dir), e.Name(), formatFile)
		}
	}
	return nil
}

func notDataDir(dir string) string { return dir + " is not a data directory of tarn" }

// writeFormat makes dir a data directory of the newest format. It is the last step of creating one, and atomic.
func writeFormat(dir string) error {
	text := fmt.Sprintf("%s\nformat %d\n", formatMagic, Format())
	path := filepath.Join(dir, formatFile)
	if err := writeSynced(path+".new", text); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	return syncFolder(dir)
}

func writeSynced(path, text string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Sync(), f.Close())
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
