package noteprint

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// Layout says how [Text] lays documents out.
type Layout struct {
	Width   int  // columns that text is wrapped at
	Clip    bool // lines of the table are cut at Width
	Colour  bool // entities are coloured; else letters below the text mark them
	Explain bool // tell where each entity stands and how it, its traits and its codes were found
}

// LayoutFor is the layout for a stream: in so many columns, 0 for those of the terminal that it is, and in colours as when
// says (auto, always or never). An error is about when.
func LayoutFor(w io.Writer, width int, when string) (l Layout, err error) {
	l.Width, l.Clip = columns(width, w)
	l.Colour, err = useColour(when, w)
	return l, err
}

// The width that text is wrapped at where there is no terminal, and the least one.
const (
	plainColumns = 100
	leastColumns = 40
)

// columns is the width to write at, and whether lines of the table are cut there: on a terminal, or where the user gave it.
func columns(wanted int, w io.Writer) (n int, clip bool) {
	if wanted > 0 {
		return max(wanted, leastColumns), true
	}
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return max(n, leastColumns), true
		}
	}
	return plainColumns, false
}

// useColour decides on colours: auto means on terminals, unless NO_COLOR is set or the terminal is dumb.
func useColour(when string, w io.Writer) (bool, error) {
	switch when {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		f, ok := w.(*os.File)
		return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb", nil
	}
	return false, fmt.Errorf("%q: auto, always or never", when)
}
