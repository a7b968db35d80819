package lexicon

import (
	"sort"
	"strings"
)

// Node is a code of the classification (ICD-10-CM) that an image carries besides its concepts.
type Node struct {
	Code     string // with its point: E11.9
	Display  string
	Billable bool // no code stands below it
}

// Tree is the number of codes in the image's classification.
func (im *Image) Tree() int { return len(im.s[secTree]) / treeSize }

// TreeNode returns code number i of the classification, in the order of codes.
func (im *Image) TreeNode(i int) Node {
	b := im.s[secTree][treeSize*i:]
	return Node{im.text(u32(b, 0)), im.text(u32(b, 1)), u32(b, 2)&1 != 0}
}

// FindCode returns the node of a code and its place.
func (im *Image) FindCode(code string) (Node, int, bool) {
	i := sort.Search(im.Tree(), func(i int) bool { return im.treeCode(i) >= code })
	if i < im.Tree() && im.treeCode(i) == code {
		return im.TreeNode(i), i, true
	}
	return Node{}, i, false
}

// Below is the range of the codes that stand below the code at place i: they follow it and begin with it.
func (im *Image) Below(i int) (first, end int) {
	code := im.treeCode(i)
	end = i + 1
	for end < im.Tree() && strings.HasPrefix(im.treeCode(end), code) {
		end++
	}
	return i + 1, end
}

func (im *Image) treeCode(i int) string { return im.text(u32(im.s[secTree], 3*i)) }
