package rows

import canonical "github.com/tarn-sql/tarn/nlp/text"

// chars counts characters (code points) up to a byte of a text.
type chars struct {
	text   string
	ascii  bool
	blocks []int // characters before each block of bytes
}

const block = 64

// reset takes a text of so many characters, which is valid UTF-8.
func (c *chars) reset(text string, total int) {
	c.text, c.ascii, c.blocks = text, total == len(text), c.blocks[:0]
	if c.ascii {
		return
	}
	n := 0
	for i := 0; i < len(text); i += block {
		c.blocks = append(c.blocks, n)
		n += canonical.Chars(text[i:min(i+block, len(text))])
	}
}

// at is the number of characters before byte i.
func (c *chars) at(i int) int {
	if c.ascii || i >= len(c.text) && i > 0 && len(c.blocks) == 0 {
		return i
	}
	b := min(i/block, len(c.blocks)-1)
	if b < 0 {
		return 0
	}
	return c.blocks[b] + canonical.Chars(c.text[b*block:min(i, len(c.text))])
}
