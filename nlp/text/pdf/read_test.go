package pdf

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
)

var usual = Limits{Pages: 100, Bytes: 1 << 20, Time: 30 * time.Second}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{
			"lines and paragraphs",
			document(false, show(72, 720, "History of present illness:")+show(72, 708, "The patient denies fever (38 C).")+show(72, 680, "Plan: metformin 500 mg daily.")),
			"History of present illness:\nThe patient denies fever (38 C).\n\nPlan: metformin 500 mg daily.",
		},
		{
			"compressed, out of order on the page",
			document(true, show(72, 700, "second line")+show(72, 712, "first line")),
			"first line\nsecond line",
		},
		{
			"pieces of a line, by TJ and apart, with kerning and a wide blank",
			document(true, "BT /F1 10 Tf 14 TL 72 700 Td [(met) 20 (for) -10 (min) -300 (500)] TJ T* (next) Tj ( line) Tj ET\n"),
			"metformin 500\nnext line",
		},
		{
			"a table",
			document(true, show(72, 700, "Sodium")+show(200, 700, "140")+show(300, 700, "mmol/L")+
				show(72, 688, "Potassium")+show(200, 688, "3.7")+show(300, 688, "mmol/L")+
				show(72, 676, "Chloride")+show(200, 676, "101")+show(300, 676, "mmol/L")),
			"Sodium\t140\tmmol/L\nPotassium\t3.7\tmmol/L\nChloride\t101\tmmol/L",
		},
		{
			"two columns of prose under a title, not on the same heights",
			document(true, show(72, 740, "A title that runs over both of the columns of this page, from the left to the right side")+
				show(72, 700, "The left column begins here and is")+show(320, 697, "The right column begins here and is")+
				show(72, 688, "read first to its end, line by line,")+show(320, 685, "read when the left one has ended,")+
				show(72, 676, "before anything of the right column.")+show(320, 673, "which is what a person would do too.")+
				show(72, 650, "A last line runs over both of the columns of this page, from the left to the right side")),
			"A title that runs over both of the columns of this page, from the left to the right side\n\n" +
				"The left column begins here and is\nread first to its end, line by line,\nbefore anything of the right column.\n\n" +
				"The right column begins here and is\nread when the left one has ended,\nwhich is what a person would do too.\n\n" +
				"A last line runs over both of the columns of this page, from the left to the right side",
		},
		{
			"several pages",
			document(true, show(72, 700, "Page one."), show(72, 700, "Page two.")),
			"Page one.\n\nPage two.",
		},
		{
			"WinAnsi",
			document(false, show(72, 700, "38\xb0 caf\xe9 \x93ok\x94")),
			"38° café “ok”",
		},
		{
			"a hyphen at the end of a line",
			document(false, show(72, 700, "Seen for follow-")+show(72, 688, "up of asthma")),
			"Seen for follow-up of asthma",
		},
		{"without its end", cutTail(document(true, show(72, 700, "Still here."))), "Still here."},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Read(c.data, usual)
			if err != nil || got.Text != c.want {
				t.Errorf("%v\ngot  %q\nwant %q", err, got.Text, c.want)
			}
		})
	}
}

// cutTail takes away where the cross-reference table is.
func cutTail(data []byte) []byte {
	return data[:strings.LastIndex(string(data), "startxref")]
}

// encrypted is a document that claims the standard encryption, with a password that nobody knows.
func encrypted() []byte {
	f := documentFile(false, show(72, 700, "secret"))
	key := strings.Repeat("ab", 32)
	n := f.add("<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <" + key + "> /U <" + key + "> >>")
	f.trailer = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt " + string(rune('0'+n)) + " 0 R "
	return f.bytes()
}

func TestNotRead(t *testing.T) {
	three := document(true, show(72, 700, "one"), show(72, 700, "two"), show(72, 700, "three"))
	for _, c := range []struct {
		name   string
		data   []byte
		limits Limits
		want   error
	}{
		{"scanned", document(false, "0 0 100 100 re f"), usual, ErrNoText},
		{"encrypted", encrypted(), usual, ErrEncrypted},
		{"too many pages", three, Limits{Pages: 2, Bytes: 1 << 20, Time: time.Minute}, ErrTooLarge},
		{"too much text", three, Limits{Pages: 3, Bytes: 5, Time: time.Minute}, ErrTooLarge},
		{"no time", three, Limits{Pages: 3, Bytes: 1 << 20, Time: -1}, ErrTime},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := Read(c.data, c.limits); !errors.Is(err, c.want) || got.Text != "" {
				t.Errorf("%q %v", got.Text, err)
			}
		})
	}
}

// TestBroken: whatever is cut off or overwritten, Read returns, and the next document is read as ever.
func TestBroken(t *testing.T) {
	whole := document(true, show(72, 700, "Hello, world"))
	for cut := 0; cut < len(whole); cut += 131 {
		_, _ = Read(whole[:cut], usual)
		damaged := append([]byte(nil), whole...)
		copy(damaged[cut:], "<<<<[[[[((((")
		_, _ = Read(damaged, usual)
	}
	for _, data := range []string{"", "%PDF-", "%PDF-1.7\n%%EOF", "not at all", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"} {
		if got, err := Read([]byte(data), usual); err == nil {
			t.Errorf("%q was read: %q", data, got.Text)
		}
	}
	if got, err := Read(whole, usual); err != nil || got.Text != "Hello, world" {
		t.Errorf("afterwards: %q %v", got.Text, err)
	}
}

// TestCompiled: the interpreter reads until the compiler is ready, then that reads the same, several documents at a time.
func TestCompiled(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("compiling takes seconds of a core, and a minute under the race detector")
	}
	e := engine{cost: interpretedCost}
	data := document(true, show(72, 700, "Hello, world"))
	read := func() {
		if got, err := e.read(data, usual); err != nil || got.Text != "Hello, world" {
			t.Errorf("%q %v", got.Text, err)
		}
	}
	read()
	<-e.compiling
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(read)
	}
	readers.Wait()
	if e.compiled == nil || e.interpreted != nil {
		t.Fatal("it is interpreted")
	}
	if err := e.compiled.Close(); err != nil {
		t.Error(err)
	}
}

// FuzzRead is slow under the fuzzer, which counts every step of the interpreter: its seeds are the test.
func FuzzRead(f *testing.F) {
	f.Add(document(false, show(72, 700, "plain")))
	f.Add(document(true, show(72, 700, "compressed"), show(72, 700, "twice")))
	f.Add(encrypted())
	f.Add([]byte("%PDF-1.4\ntrailer << /Root 1 0 R >>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20000 {
			return
		}
		got, err := Read(data, Limits{Pages: 10, Bytes: 1 << 16, Time: 2 * time.Second})
		if err == nil && strings.TrimSpace(got.Text) == "" {
			t.Fatal("no text and no error")
		}
	})
}
