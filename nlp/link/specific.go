package link

import (
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
	"github.com/tarn-sql/tarn/nlp/lexicon"
)

// detail is what the text says of side and acuity.
type detail struct {
	side   string // left, right, bilateral or ""
	acuity string // acute, chronic or ""
}

// details reads the entity's own words and its attributes.
func details(e *annotation.Entity, text string) detail {
	var d detail
	if e.End <= len(text) && e.Begin < e.End {
		d.read(text[e.Begin:e.End])
	}
	for _, a := range e.Attributes {
		if a.Type == "DIRECTION" || a.Type == "ACUITY" || a.Type == "SYSTEM_ORGAN_SITE" || a.Type == "QUALITY" {
			if a.End <= len(text) && a.Begin < a.End {
				d.read(text[a.Begin:a.End])
			}
		}
	}
	return d
}

func (d *detail) read(s string) {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		switch w = strings.Trim(w, ".,;:()-"); w {
		case "left", "left-sided":
			d.side = both(d.side, "left")
		case "right", "right-sided":
			d.side = both(d.side, "right")
		case "bilateral", "bilaterally", "both":
			d.side = "bilateral"
		case "acute", "chronic":
			if d.acuity != "" && d.acuity != w {
				w = "acute on chronic"
			}
			d.acuity = w
		}
	}
}

func both(old, side string) string {
	if old != "" && old != side {
		return "bilateral"
	}
	return side
}

// specific is the code beside or below the code at place at that says the same and the detail: H66.90, otitis media of
// unspecified ear, and "right" give H66.91.
func specific(im *lexicon.Image, at int, d detail) (lexicon.Node, bool) {
	if d.side == "" && d.acuity == "" {
		return lexicon.Node{}, false
	}
	n := im.TreeNode(at)
	want := bare(n.Display)
	if d.side != "" && says(n.Display, d.side) || d.side == "" && d.acuity != "" && says(n.Display, d.acuity) {
		return lexicon.Node{}, false // it says so already
	}
	for code := n.Code; len(code) >= 3; code = strings.TrimSuffix(code[:len(code)-1], ".") {
		_, up, ok := im.FindCode(code)
		if !ok {
			continue
		}
		first, end := im.Below(up)
		for i := first; i < end; i++ {
			c := im.TreeNode(i)
			if bare(c.Display) == want && d.fits(c.Display) {
				return c, true
			}
		}
	}
	return lexicon.Node{}, false
}

// fits reports whether a title says all of the detail and nothing else of side and acuity.
func (d detail) fits(title string) bool {
	for _, side := range [...]string{"left", "right", "bilateral"} {
		if says(title, side) != (side == d.side) {
			return false
		}
	}
	if d.acuity == "acute on chronic" {
		return says(title, "acute") && says(title, "chronic")
	}
	return (d.acuity == "" || says(title, d.acuity)) && (d.acuity == "acute" || !says(title, "acute")) && (d.acuity == "chronic" || !says(title, "chronic"))
}

func says(title, word string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(title), separator) {
		if w == word {
			return true
		}
	}
	return false
}

// bare is a title without its words of side, acuity and lack of detail.
func bare(title string) string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(title), separator) {
		switch w {
		case "left", "right", "bilateral", "unspecified", "acute", "chronic", "on", "and", "side", "of":
		default:
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

func separator(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' || r == '-' }
