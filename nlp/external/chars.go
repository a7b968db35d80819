package external

import "unicode/utf8"

// chars leads between bytes and characters (code points) of a text.
type chars struct {
	text   string
	blocks []int // the byte at which every block-th character begins; nil where all characters have one byte
	total  int
}

const block = 64

func newChars(text string) chars {
	c := chars{text: text, total: utf8.RuneCountInString(text)}
	if c.total == len(text) {
		return c
	}
	n := 0
	for i := range text {
		if n%block == 0 {
			c.blocks = append(c.blocks, i)
		}
		n++
	}
	return c
}

// byteOf is the byte at which character n begins; n must lie in 0 … total.
func (c *chars) byteOf(n int) int {
	switch {
	case c.blocks == nil:
		return n
	case n == c.total:
		return len(c.text)
	}
	at := c.blocks[n/block]
	for range n % block {
		_, size := utf8.DecodeRuneInString(c.text[at:])
		at += size
	}
	return at
}

// charOf is the number of characters before byte at.
func (c *chars) charOf(at int) int {
	if c.blocks == nil {
		return at
	}
	low, high := 0, len(c.blocks) // the last block that begins at or before the byte
	for high-low > 1 {
		if mid := (low + high) / 2; c.blocks[mid] <= at {
			low = mid
		} else {
			high = mid
		}
	}
	return low*block + utf8.RuneCountInString(c.text[c.blocks[low]:at])
}
