package rows

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
	for i := range len(text) {
		if i%block == 0 {
			c.blocks = append(c.blocks, n)
		}
		if text[i]&0xc0 != 0x80 {
			n++
		}
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
	n := c.blocks[b]
	for k := b * block; k < i && k < len(c.text); k++ {
		if c.text[k]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}
