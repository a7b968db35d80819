package text

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// maxDepth bounds the depth of elements that is followed.
const maxDepth = 500

// clinicalDocument is the state of reading C-CDA.
type clinicalDocument struct {
	f       *flow
	source  []byte
	path    []string
	lists   []listMark
	cell    bool
	title   bool // within <section><title>
	text    bool // within <section><text>
	foreign []byte
	media   string // of a nonXMLBody in base64
	body    bool   // within nonXMLBody/text
}

// readCDA writes the titles and the narrative of the sections of a C-CDA document; entries are not text. It reports
// whether source is XML. A document without a structured body has its text in base64: that is read as its media type.
func readCDA(f *flow, source []byte) bool {
	d := &clinicalDocument{f: f, source: source}
	x := xml.NewDecoder(bytes.NewReader(source))
	x.Strict = false
	x.Entity = xml.HTMLEntity
	x.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	elements := 0
	for {
		at := int(x.InputOffset())
		t, err := x.RawToken()
		if err != nil {
			d.embedded()
			return err == io.EOF && elements > 0
		}
		switch t := t.(type) {
		case xml.StartElement:
			elements++
			d.start(t, at)
		case xml.EndElement:
			d.end(t.Name.Local, at)
		case xml.CharData:
			d.characters(at, int(x.InputOffset()))
		}
	}
}

func (d *clinicalDocument) parent() string {
	if len(d.path) == 0 {
		return ""
	}
	return d.path[len(d.path)-1]
}

func (d *clinicalDocument) start(t xml.StartElement, at int) {
	name := t.Name.Local
	if !d.text {
		switch {
		case name == "title" && d.parent() == "section":
			d.title = true
			d.f.lines(2, at)
		case name == "text" && d.parent() == "section":
			d.text = true
			d.f.lines(1, at)
		case name == "text" && d.parent() == "nonXMLBody":
			d.nonXML(t)
		}
	} else {
		d.narrative(name, t, at)
	}
	if len(d.path) < maxDepth {
		d.path = append(d.path, name)
	}
}

// narrative reads an element of the narrative block.
func (d *clinicalDocument) narrative(name string, t xml.StartElement, at int) {
	switch name {
	case "br":
		d.f.lines(d.f.breaks+1, at)
	case "paragraph", "table", "caption", "thead", "tbody", "renderMultiMedia", "footnote":
		d.f.lines(1, at)
	case "list":
		d.f.lines(1, at)
		n := -1
		for _, a := range t.Attr {
			if a.Name.Local == "listType" && a.Value == "ordered" {
				n = 0
			}
		}
		if len(d.lists) < maxLists {
			d.lists = append(d.lists, listMark{n})
		}
	case "item":
		d.f.lines(1, at)
		mark := "- "
		if n := len(d.lists); n > 0 && d.lists[n-1].n >= 0 {
			d.lists[n-1].n++
			mark = strconv.Itoa(d.lists[n-1].n) + ". "
		}
		d.f.bullet(mark, at)
	case "tr":
		d.f.lines(1, at)
		d.cell = false
	case "td", "th":
		if d.cell {
			d.f.tab(at)
		}
		d.cell = true
	}
}

func (d *clinicalDocument) end(name string, at int) {
	for n := len(d.path) - 1; n >= 0; n-- {
		if d.path[n] == name {
			d.path = d.path[:n]
			break
		}
	}
	switch name {
	case "title":
		if d.title {
			d.title = false
			d.f.lines(1, at)
		}
	case "text":
		if d.parent() == "section" {
			d.text = false
			d.f.lead = ""
			d.f.lines(2, at)
		}
		d.body = false
	case "list":
		if len(d.lists) > 0 {
			d.lists = d.lists[:len(d.lists)-1]
		}
		d.f.lines(1, at)
	case "item", "tr", "paragraph", "table", "caption":
		if d.text {
			d.f.lead = ""
			d.f.lines(1, at)
		}
	}
}

// characters writes the character data of the source between two bytes.
func (d *clinicalDocument) characters(from, to int) {
	raw := d.source[from:min(to, len(d.source))]
	switch {
	case d.body:
		d.foreign = append(d.foreign, bytes.TrimSpace(raw)...)
	case d.title || d.text:
		if cdata, ok := bytes.CutPrefix(raw, []byte("<![CDATA[")); ok {
			d.f.run(bytes.TrimSuffix(cdata, []byte("]]>")), from+len("<![CDATA["), false)
			return
		}
		characters(d.f, raw, from, false)
	}
}

// nonXML notes what a body that is no XML is.
func (d *clinicalDocument) nonXML(t xml.StartElement) {
	d.media = "text/plain"
	encoded := false
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "mediaType":
			d.media = a.Value
		case "representation":
			encoded = strings.EqualFold(a.Value, "B64")
		}
	}
	d.body = encoded
	d.text = !encoded
}

// embedded reads the body that was in base64. Its offsets lead to the start of the document.
func (d *clinicalDocument) embedded() {
	if len(d.foreign) == 0 || strings.Contains(d.media, "xml") {
		return
	}
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(d.foreign)), ""))
	if err != nil {
		return
	}
	c := Read(data, d.media, len(data)+1)
	d.f.lines(2, 0)
	d.f.settle(0)
	d.f.offsets = join(d.f.offsets, len(d.f.text), 0, 0)
	d.f.text = append(d.f.text, c.Text...)
}
