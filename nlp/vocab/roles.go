package vocab

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// named ranks files by their names, the later ones as better.
func named(names ...string) func(File) int {
	return func(f File) int { return 1 + slices.Index(names, f.base()) }
}

// pieceOf takes a file and the pieces that UMLS cuts it into: MRCONSO.RRF.aa.gz.
func pieceOf(name string) func(File) int {
	return func(f File) int {
		rest, ok := strings.CutPrefix(f.base(), name)
		if ok && (rest == "" || len(rest) == 3 && rest[0] == '.') {
			return 1
		}
		return 0
	}
}

// snapshot takes the English files of an RF2 snapshot: sct2_Description_Snapshot-en_INT_20240101.txt.
func snapshot(what string) func(File) int {
	return func(f File) int {
		base := strings.TrimPrefix(f.base(), "x") // of a beta release
		if !strings.HasPrefix(base, "sct2_"+what+"_") || !strings.Contains(base, "snapshot") || path.Ext(base) != ".txt" {
			return 0
		}
		_, language, found := strings.Cut(base, "snapshot-")
		switch {
		case !found:
			return 1
		case strings.HasPrefix(language, "en"):
			return 2
		}
		return 0
	}
}

// contains takes files with one of the endings (parted by blanks) and one of the words in their beginning.
func contains(endings string, words ...string) func(File) int {
	return func(f File) int {
		if !slices.Contains(strings.Fields(endings), path.Ext(f.base())) {
			return 0
		}
		head := f.head()
		if slices.ContainsFunc(words, func(w string) bool { return bytes.Contains(head, []byte(w)) }) {
			return 1
		}
		return 0
	}
}

// hasHeader takes tables whose header names the columns of a plain table.
func hasHeader(f File) int {
	if !slices.Contains([]string{".tsv", ".csv", ".txt", ".tab"}, path.Ext(f.base())) {
		return 0
	}
	line, _, _ := strings.Cut(strings.ToLower(string(f.head())), "\n")
	cut := ","
	if strings.Contains(line, "\t") {
		cut = "\t"
	}
	var names []string
	for _, c := range strings.Split(line, cut) {
		names = append(names, strings.Trim(strings.TrimSpace(c), `"`))
	}
	if slices.Contains(names, "code") && slices.Contains(names, "display") {
		return 1
	}
	return 0
}

// dateIn is the last date in a path: SnomedCT_…_20240101T120000Z gives 2024-01-01, RxNorm_full_01062025 gives 2025-01-06.
func dateIn(name string) string {
	for end := len(name); end > 0; end-- {
		begin := end
		for begin > 0 && name[begin-1] >= '0' && name[begin-1] <= '9' {
			begin--
		}
		if d := name[begin:end]; len(d) == 8 {
			switch {
			case d[:2] == "19" || d[:2] == "20" && plausible(d[4:6], d[6:]):
				return d[:4] + "-" + d[4:6] + "-" + d[6:]
			case (d[4:6] == "19" || d[4:6] == "20") && plausible(d[:2], d[2:4]):
				return d[4:] + "-" + d[:2] + "-" + d[2:4]
			}
		}
		if begin < end {
			end = begin + 1
		}
	}
	return ""
}

func plausible(month, day string) bool {
	return "01" <= month && month <= "12" && "01" <= day && day <= "31"
}

// loincVersion is the version in a path of LOINC: Loinc_2.77 gives 2.77.
func loincVersion(name string) string {
	low := strings.ToLower(name)
	for at := strings.Index(low, "loinc_"); at >= 0; {
		rest := name[at+len("loinc_"):]
		end := strings.IndexFunc(rest, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
		if end < 0 {
			end = len(rest)
		}
		if v := strings.Trim(rest[:end], "."); v != "" {
			return v
		}
		next := strings.Index(low[at+1:], "loinc_")
		if next < 0 {
			return ""
		}
		at += 1 + next
	}
	return ""
}
