package text

import "golang.org/x/text/encoding/charmap"

// silentGroups are the destinations whose text is not the document's.
var silentGroups = map[string]bool{
	"fonttbl": true, "colortbl": true, "stylesheet": true, "info": true, "pict": true, "object": true, "themedata": true, "colorschememapping": true,
	"latentstyles": true, "datastore": true, "listtable": true, "listoverridetable": true, "rsidtbl": true, "generator": true, "xmlnstbl": true,
	"header": true, "headerl": true, "headerr": true, "headerf": true, "footer": true, "footerl": true, "footerr": true, "footerf": true,
	"filetbl": true, "revtbl": true, "fldinst": true, "nonshppict": true, "bkmkstart": true, "bkmkend": true, "ftnsep": true, "annotation": true, "mmathPr": true, "pgptbl": true, "listtext": false, "pntext": false,
}

// characterWords are control words that stand for a character.
var characterWords = map[string]rune{
	"par": '\n', "line": '\n', "sect": '\n', "page": '\n', "row": '\n', "tab": '\t', "cell": '\t', "nestcell": '\t', "nestrow": '\n', "bullet": '•', "emdash": '—', "endash": '–',
	"lquote": '‘', "rquote": '’', "ldblquote": '“', "rdblquote": '”', "emspace": ' ', "enspace": ' ', "qmspace": ' ', "softline": '\n',
}

// codepages are the single-byte code pages that \ansicpg and the words of old charsets name.
var codepages = map[int]*charmap.Charmap{
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 866: charmap.CodePage866, 874: charmap.Windows874,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253, 1254: charmap.Windows1254,
	1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257, 1258: charmap.Windows1258, 10000: charmap.Macintosh,
}

// do carries out a control word.
func (r *rtfReader) do(word string, n int, has bool, at int) {
	if c, ok := characterWords[word]; ok {
		if c == '\n' {
			r.lineBreak(at)
			return
		}
		r.char(c, at)
		return
	}
	if silentGroups[word] {
		r.group().silent = true
		return
	}
	switch word {
	case "u":
		r.unicode(n, at)
	case "uc":
		r.group().unicode = max(0, min(n, 10))
	case "v":
		r.group().hidden = !has || n != 0
	case "plain":
		r.group().hidden = false
	case "ansicpg":
		r.codepage(n)
	case "mac":
		r.codepage(10000)
	case "pc":
		r.codepage(437)
	case "pca":
		r.codepage(850)
	case "bin":
		if n > 0 {
			r.at = min(len(r.source), r.at+n)
		}
	}
}

func (r *rtfReader) codepage(n int) {
	if c := codepages[n]; c != nil {
		r.codes = c
	}
}

// unicode writes the character of \uN, a signed 16-bit number, and passes over its fallback. Surrogates, which RTF writes
// as two \u, become one question mark: no clinical text has them but in emoji.
func (r *rtfReader) unicode(n, at int) {
	if n < 0 {
		n += 1 << 16
	}
	r.skip = 0
	c := rune(n)
	if c >= 0xd800 && c < 0xe000 || c > 0x10ffff || c == 0 {
		c = '?'
	}
	r.char(c, at)
	r.skip = r.group().unicode
}
