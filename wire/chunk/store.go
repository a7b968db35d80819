package chunk

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"os"
	"unsafe"

	"github.com/tarn-sql/tarn/wire/backend"
)

// Store keeps copies of chunks in order: in memory up to a limit, then in a temporary file. The file has no name and is
// encrypted with a key that exists only in this process, since it holds patients' data.
type Store struct {
	dir   string
	limit int // bytes in memory
	types []backend.Type

	entries []entry
	rows    int64
	memory  int

	file   *os.File
	size   int64
	sealer cipher.AEAD

	opened  int            // entry that current shows, -1 none
	current *backend.Chunk // borrowed by the caller of Chunk
}

// entry is one chunk: in memory (words) or in the file.
type entry struct {
	first  int64 // number of its first row
	rows   int
	words  []uint64
	offset int64
	length int // bytes of plain text in the file
}

// NewStore makes an empty store for chunks of the given column types. Beyond limit bytes it writes to a file in dir.
func NewStore(types []backend.Type, dir string, limit int) *Store {
	return &Store{dir: dir, limit: limit, types: types, opened: -1}
}

// Allow changes the directory and the limit of memory for chunks to come.
func (s *Store) Allow(dir string, limit int) { s.dir, s.limit = dir, limit }

// Fits says whether a chunk fits into the memory that is left, strings included.
func (s *Store) Fits(c *backend.Chunk) bool { return s.memory+len(flatten(c))*8 <= s.limit }

// Rows is the number of rows kept.
func (s *Store) Rows() int64 { return s.rows }

// Add copies a chunk behind those already kept.
func (s *Store) Add(c *backend.Chunk) error {
	if c.Len == 0 {
		return nil
	}
	e := entry{first: s.rows, rows: c.Len, words: flatten(c)}
	if bytes := len(e.words) * 8; s.memory+bytes <= s.limit {
		s.memory += bytes
	} else if err := s.write(&e); err != nil {
		return err
	}
	s.entries, s.rows = append(s.entries, e), s.rows+int64(c.Len)
	return nil
}

func (s *Store) write(e *entry) error {
	if s.file == nil {
		if err := s.create(); err != nil {
			return err
		}
	}
	plain := unsafe.Slice((*byte)(unsafe.Pointer(&e.words[0])), len(e.words)*8)
	sealed := s.sealer.Seal(nil, s.nonce(s.size), plain, nil)
	if _, err := s.file.WriteAt(sealed, s.size); err != nil {
		return fmt.Errorf("could not write to temporary file: %w", err)
	}
	e.offset, e.length, e.words = s.size, len(plain), nil
	s.size += int64(len(sealed))
	return nil
}

// create opens the file and removes its name at once: whatever happens, nothing of it stays behind.
func (s *Store) create() error {
	var key [32]byte
	if _, err := rand.Read(key[:]); err != nil {
		return fmt.Errorf("could not make a key for a temporary file: %w", err)
	}
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return fmt.Errorf("could not make a key for a temporary file: %w", err)
	}
	if s.sealer, err = cipher.NewGCM(block); err != nil {
		return fmt.Errorf("could not make a key for a temporary file: %w", err)
	}
	if s.file, err = os.CreateTemp(s.dir, "tarn-rows-*"); err != nil {
		return fmt.Errorf("could not create temporary file: %w", err)
	}
	if err = os.Remove(s.file.Name()); err != nil {
		return fmt.Errorf("could not remove the name of a temporary file: %w", err)
	}
	return nil
}

// nonce is the place in the file: no two pieces share one, and the key serves one file.
func (s *Store) nonce(offset int64) []byte {
	nonce := make([]byte, s.sealer.NonceSize())
	binary.BigEndian.PutUint64(nonce, uint64(offset))
	return nonce
}

// Chunk finds the chunk with row number n (from 0) and the number of its first row; nil behind the last. It is good
// until the next call.
func (s *Store) Chunk(n int64) (c *backend.Chunk, first int64, err error) {
	i := s.find(n)
	if i == len(s.entries) {
		return nil, 0, nil
	}
	if i != s.opened {
		words, err := s.load(&s.entries[i])
		if err != nil {
			return nil, 0, err
		}
		s.current, s.opened = open(words, s.types), i
	}
	return s.current, s.entries[i].first, nil
}

// find is the entry that holds row n.
func (s *Store) find(n int64) int {
	low, high := 0, len(s.entries)
	for low < high {
		if mid := (low + high) / 2; n < s.entries[mid].first+int64(s.entries[mid].rows) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// load gives a copy of a chunk's words that open may write to.
func (s *Store) load(e *entry) ([]uint64, error) {
	if e.words != nil {
		return append([]uint64(nil), e.words...), nil
	}
	sealed := make([]byte, e.length+s.sealer.Overhead())
	if _, err := s.file.ReadAt(sealed, e.offset); err != nil {
		return nil, fmt.Errorf("could not read from temporary file: %w", err)
	}
	words := make([]uint64, e.length/8)
	plain := unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), e.length)
	if _, err := s.sealer.Open(plain[:0], s.nonce(e.offset), sealed, nil); err != nil {
		return nil, fmt.Errorf("could not read from temporary file: %w", err)
	}
	return words, nil
}

// Close gives memory and file back.
func (s *Store) Close() error {
	s.entries, s.current, s.opened = nil, nil, -1
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	s.file = nil
	return err
}
