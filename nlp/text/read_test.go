package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarn-sql/tarn/nlp/text"
)

const cda = `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Summary</title><recordTarget><name>Ann</name></recordTarget>
<component><structuredBody>
<component><section><code code="48765-2"/><title>Allergies</title><text><list listType="ordered"><item>Penicillin &amp; sulfa</item><item>Latex</item></list></text>
<entry><act><text>structured</text></act></entry></section></component>
<component><section><title>Results</title><text><table><thead><tr><th>Test</th><th>Value</th></tr></thead><tbody><tr><td>Na</td><td>140</td></tr></tbody></table><paragraph>Fine.<br/>Done.</paragraph></text></section></component>
</structuredBody></component></ClinicalDocument>`

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, data, contentType string
		want                    string
		status                  text.Status
		read                    string
	}{
		{"plain", "No fever.\r\nCough é", "text/plain; charset=utf-8", "No fever.\r\nCough é", text.OK, "text/plain"},
		{"byte order mark", "\xef\xbb\xbfCough", "text/plain", "Cough", text.OK, "text/plain"},
		{"utf-16le with a mark", "\xff\xfeN\x00o\x00 \x00\xe9\x00", "text/plain", "No é", text.OK, "text/plain"},
		{"utf-16be declared", "\x00N\x00o\xd8\x3d\xde\x00", "text/plain; charset=utf-16be", "No😀", text.OK, "text/plain"},
		{"utf-16 undeclared", "N\x00o\x00 \x00f\x00e\x00v\x00e\x00r\x00", "", "No fever", text.OK, "text/plain"},
		{"windows-1252 undeclared", "patient\x92s temp 38\xb0", "text/plain", "patient’s temp 38°", text.OK, "text/plain"},
		{"latin-1 declared", "caf\xe9", "text/plain;charset=ISO-8859-1", "café", text.OK, "text/plain"},
		{"latin-2 declared", "\xb1", "text/plain;charset=ISO-8859-2", "ą", text.OK, "text/plain"},
		{"declared utf-8 and is not", "caf\xe9", "text/plain;charset=utf-8", "café", text.OK, "text/plain"},
		{"shift_jis", "a\x82\xa0\nb", "text/plain;charset=shift_jis", "aあ\nb", text.OK, "text/plain"},
		{"unknown charset, but utf-8", "café", "text/plain;charset=klingon", "café", text.OK, "text/plain"},
		{"unknown charset", "caf\xe9", "text/plain;charset=klingon", "", text.BadCharset, "text/plain"},
		{"control characters", "a\x00b\x07c", "text/plain", "a b c", text.OK, "text/plain"},
		{"empty", " \n", "text/plain", "", text.Empty, "text/plain"},
		{"image", "\x89PNG", "image/png", "", text.UnsupportedType, "image/png"},
		{"pdf as text", "%PDF-1.4 x", "text/plain", "", text.UnsupportedType, "application/pdf"},
		{"no pdf at all", "x", "application/pdf", "", text.UnsupportedType, "application/pdf"},
		{"bytes of nothing", "\x00\x01\x02\x03\x04\x05\x06\xff\xfe\x80\x81", "", "", text.UnsupportedType, ""},
		{"json", "{}", "application/json", "", text.UnsupportedType, "application/json"},
		{
			"html", "<html><head><title>x</title><style>p{}</style></head><body><h1>PMH</h1><p>No&nbsp;fever &lt;38&deg;\n\n today</p>" +
				"<ul><li>asthma</li><li>gout</li></ul><table><tr><th>Na</th><td>140</td></tr><tr><td>K</td><td>4</td></tr></table>a<br>b<script>var</script></body></html>",
			"text/html", "PMH\n\nNo fever <38° today\n\n- asthma\n- gout\n\nNa\t140\nK\t4\n\na\nb", text.OK, "text/html",
		},
		{"html in latin-1 by meta", `<html><meta charset="iso-8859-1"><p>caf` + "\xe9</p>", "text/html", "café", text.OK, "text/html"},
		{"html sent as text", "<html><body>a<b>b</b></body></html>", "text/plain", "ab", text.OK, "text/html"},
		{"xhtml narrative", `<div xmlns="http://www.w3.org/1999/xhtml"><p>A</p><ol><li>x</li><li>y</li></ol></div>`, "application/xhtml+xml", "A\n\n1. x\n2. y", text.OK, "text/html"},
		{"preformatted", "<pre>a\n  b</pre>c", "text/html", "a\n  b\n\nc", text.OK, "text/html"},
		{"odd ampersands", "<p>R&D & B&Q &bogus; &#233;", "text/html", "R&D & B&Q &bogus; é", text.OK, "text/html"},
		{"html without text", "<html><script>x</script></html>", "text/html", "", text.Empty, "text/html"},
		{
			"rtf", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}\f0 No {\b fever}.\par Temp 38\'b0\u233? \{ok\}\tab x\line y{\pict 00ff}\v hidden\v0  z}`, "application/rtf",
			"No fever.\nTemp 38°é {ok}\tx\ny z", text.OK, "application/rtf",
		},
		{"rtf sent as text", `{\rtf1 hi}`, "text/plain", "hi", text.OK, "application/rtf"},
		{"rtf with bytes in it", "{\\rtf1 a\\bin3 }}}b}", "text/rtf", "ab", text.OK, "application/rtf"},
		{"rtf cut off", `{\rtf1 a\'`, "text/rtf", "a", text.OK, "application/rtf"},
		{"rtf of nothing", `{\rtf1{\fonttbl x}}`, "text/rtf", "", text.Malformed, "application/rtf"},
		{"c-cda", cda, "application/xml", "Allergies\n1. Penicillin & sulfa\n2. Latex\n\nResults\nTest\tValue\nNa\t140\nFine.\nDone.", text.OK, "application/hl7-cda+xml"},
		{
			"c-cda with a body in base64", `<ClinicalDocument><component><nonXMLBody><text mediaType="text/plain" representation="B64">Tm8gZmV2ZXIu</text></nonXMLBody></component></ClinicalDocument>`,
			"text/xml", "No fever.", text.OK, "application/hl7-cda+xml",
		},
		{"xml without sections", "<a><b>x</b></a>", "text/xml", "", text.Empty, "application/hl7-cda+xml"},
		{"no xml at all", "hello < there", "text/xml", "", text.Malformed, "application/hl7-cda+xml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := text.Read([]byte(c.data), c.contentType, 0)
			if got.Text != c.want || got.Status != c.status || got.ContentType != c.read {
				t.Errorf("got %q %s %s\nwant %q %s %s", got.Text, got.Status, got.ContentType, c.want, c.status, c.read)
			}
			checkOffsets(t, c.data, &got)
		})
	}
}

func TestTooLarge(t *testing.T) {
	if got := text.Read([]byte("12345"), "text/plain", 4); got.Status != text.TooLarge || got.Text != "" {
		t.Errorf("%+v", got)
	}
}

// TestOffsets follows words of the canonical text back to the source.
func TestOffsets(t *testing.T) {
	for _, c := range []struct{ data, contentType, word string }{
		{"No fever", "text/plain", "fever"},
		{"\xef\xbb\xbfNo fever", "text/plain", "fever"},
		{"caf\xe9 \x92 fever", "text/plain", "fever"},
		{"<p>a &amp; b\n  <b>fever</b></p>", "text/html", "fever"},
		{`{\rtf1 a\'e9 {\b fever}}`, "application/rtf", "fever"},
		{cda, "application/xml", "Latex"},
		{"<p>\xe9 fever", "text/html; charset=windows-1252", "fever"},
	} {
		got := text.Read([]byte(c.data), c.contentType, 0)
		i := strings.Index(got.Text, c.word)
		if i < 0 {
			t.Fatalf("no %q in %q", c.word, got.Text)
		}
		for k := range len(c.word) {
			if at := got.Offsets.Source(i + k); c.data[at] != c.word[k] {
				t.Errorf("%q: byte %d of %q came from %d", c.data, k, c.word, at)
			}
		}
	}
	if got := text.Read([]byte("plain"), "text/plain", 0); !got.Offsets.Identity() {
		t.Error("plain text has an offset map")
	}
}

// checkOffsets checks that a map stays within the source and never goes back.
func checkOffsets(t *testing.T, data string, c *text.Canonical) {
	t.Helper()
	if !utf8.ValidString(c.Text) {
		t.Fatalf("invalid UTF-8 %q", c.Text)
	}
	before := 0
	for i := range len(c.Text) {
		at := c.Offsets.Source(i)
		if at < before || at > len(data) {
			t.Fatalf("byte %d of %q came from %d after %d of %d", i, c.Text, at, before, len(data))
		}
		before = at
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("No fever"), "text/plain")
	f.Add([]byte("<p>a&amp;<ul><li>b</ul><table><tr><td>c<td>d"), "text/html")
	f.Add([]byte(`{\rtf1\u233?\'e9{\*\x}\bin2 ab\par}`), "application/rtf")
	f.Add([]byte(cda), "application/xml")
	f.Add([]byte("\xff\xfea\x00"), "")
	f.Add([]byte("\x82\xa0"), "text/plain; charset=gbk")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		if len(data) > 5000 {
			return
		}
		got := text.Read(data, contentType, 0)
		checkOffsets(t, string(data), &got)
		if (got.Status == text.OK) != (strings.TrimSpace(got.Text) != "") {
			t.Fatalf("status %s of %q", got.Status, got.Text)
		}
	})
}
