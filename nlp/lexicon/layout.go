package lexicon

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// The image is a header and sections of fixed-width little-endian records, so that it is used as it lies, mapped or
// embedded. Strings are numbered; the words are the strings 1 to the number of words.
//
//	header   magic [8]byte, crc32c of the rest uint32, sections uint32, then per section offset and length uint64
//	section  begins at a multiple of 8
const magic = "TARNLEX3"

const (
	secStringEnds = iota // uint32 per string: where it ends in secStringData
	secStringData
	secSlots    // uint32 per slot of the word table (a power of two): word, 0 = empty
	secFirst    // uint32 per word, from word 0: the trie node it leads to from the root, 0 = none
	secKeys     // uint64 per slot of the trie's edges (a power of two): node<<32 | word, 0 = empty
	secVals     // uint32 per slot: the node the edge leads to
	secNodes    // uint32 per node, and one more: first of its terms
	secTerms    // termSize per term, in the order of nodes
	secConcepts // conceptSize per concept
	secCodes    // codeSize per code
	secRelated  // uint32 per relation
	secTree     // treeSize per code of a hierarchy, in the order of codes
	secCanon    // uint32 per word: the word it stands for in bags, 0 = itself, ignored = none
	secBagKeys  // uint64 per slot of the table of bags (a power of two): hash of the sorted words, 0 = empty
	secBagVals  // uint32 per slot: the concept; a bag may stand several times
	secMeta     // uint32 strings: name, version, licence, source
	sections
)

const (
	headerSize  = 16 + 16*sections
	termSize    = 12
	conceptSize = 36
	codeSize    = 12
	treeSize    = 12
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// ErrImage says that bytes are no image of this format.
var ErrImage = errors.New("lexicon: not an image")

// sizes are the record sizes of the sections; 1 for bytes.
var sizes = [sections]uint64{4, 1, 4, 4, 8, 4, 4, termSize, conceptSize, codeSize, 4, treeSize, 4, 8, 4, 4}

// parse finds the sections of data and checks that they lie within it and fit one another.
func parse(data []byte) (s [sections][]byte, err error) {
	if len(data) < headerSize || string(data[:8]) != magic || binary.LittleEndian.Uint32(data[12:]) != sections {
		return s, ErrImage
	}
	for i := range s {
		off := binary.LittleEndian.Uint64(data[16+16*i:])
		n := binary.LittleEndian.Uint64(data[24+16*i:])
		if off > uint64(len(data)) || n > uint64(len(data))-off || n%sizes[i] != 0 {
			return s, fmt.Errorf("%w: section %d lies outside of the file", ErrImage, i)
		}
		s[i] = data[off : off+n : off+n]
	}
	return s, fits(s)
}

func fits(s [sections][]byte) error {
	slots, keys, bags := len(s[secSlots])/4, len(s[secKeys])/8, len(s[secBagKeys])/8
	switch {
	case slots == 0 || slots&(slots-1) != 0, keys == 0 || keys&(keys-1) != 0, keys != len(s[secVals])/4,
		bags == 0 || bags&(bags-1) != 0, bags != len(s[secBagVals])/4, len(s[secCanon]) != len(s[secFirst]), len(s[secMeta]) != 16, len(s[secNodes]) < 8, len(s[secFirst]) < 4:
		return fmt.Errorf("%w: sections do not fit one another", ErrImage)
	}
	return nil
}

// Verify checks the image's checksum: one pass over all its bytes.
func Verify(data []byte) error {
	if _, err := parse(data); err != nil {
		return err
	}
	if crc32.Checksum(data[12:], castagnoli) != binary.LittleEndian.Uint32(data[8:]) {
		return fmt.Errorf("%w: checksum differs", ErrImage)
	}
	return nil
}

func u32(b []byte, i int) uint32 { return binary.LittleEndian.Uint32(b[4*i:]) }
func u64(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }

// The numbering of categories and kinds in the image: appended to, never changed.
var (
	categories = [...]annotation.Category{
		0, annotation.Medication, annotation.Condition, annotation.TestProcedure,
		annotation.Anatomy, annotation.Social, annotation.PHI, annotation.TimeExpression,
	}
	kinds = [...]annotation.Trait{0, annotation.Diagnosis, annotation.Sign, annotation.Symptom}
)

// Categories is the number of categories, for arrays indexed by Image.CategoryOf.
const Categories = len(categories)

// CategoryNumber is the number of a category in images, 0 for an unknown one.
func CategoryNumber(c annotation.Category) uint8 {
	for i := range categories {
		if categories[i] == c {
			return uint8(i)
		}
	}
	return 0
}

// CategoryName is the category with a number.
func CategoryName(n uint8) annotation.Category { return categories[n] }

func kindNumber(k annotation.Trait) uint8 {
	for i := range kinds {
		if kinds[i] == k {
			return uint8(i)
		}
	}
	return 0
}
