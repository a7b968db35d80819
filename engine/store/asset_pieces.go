package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"github.com/tarn-sql/tarn/engine/duck"
)

const (
	assetPiece = 4000 // bytes: see raw.piece in DESIGN.md
	// piecesWritten and piecesRead are how many pieces one statement writes or reads: enough that a statement's own cost does
	// not count, few enough that they need little memory.
	piecesWritten = 128
	piecesRead    = 2048
)

// pieceWriter cuts an asset's bytes into pieces and inserts them.
type pieceWriter struct {
	conn   *duck.Conn
	asset  int64
	pieces int64 // written
	bytes  int64
	hash   hash.Hash
}

// copy writes all of r.
func (w *pieceWriter) copy(ctx context.Context, r io.Reader) error {
	w.hash = sha256.New()
	whole, err := w.conn.Prepare(ctx, w.insert(piecesWritten))
	if err != nil {
		return err
	}
	defer whole.Close()
	buf := make([]byte, piecesWritten*assetPiece)
	for {
		n, err := io.ReadFull(r, buf)
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return err
		}
		if err := w.write(ctx, whole, buf[:n]); err != nil || last {
			return err
		}
	}
}

// write inserts the pieces of data, with the statement for a whole buffer where they fill it.
func (w *pieceWriter) write(ctx context.Context, whole *duck.Stmt, data []byte) error {
	w.hash.Write(data)
	w.bytes += int64(len(data))
	var args []any
	for len(data) > 0 {
		n := min(assetPiece, len(data))
		w.pieces++
		args = append(args, w.pieces, data[:n:n])
		data = data[n:]
	}
	var err error
	switch len(args) / 2 {
	case 0:
	case piecesWritten:
		_, err = whole.Exec(ctx, args...)
	default:
		_, err = w.conn.Exec(ctx, w.insert(len(args)/2), args...)
	}
	return err
}

// insert is the statement that inserts n pieces.
func (w *pieceWriter) insert(n int) string {
	var b strings.Builder
	b.WriteString("INSERT INTO lake.raw.asset_piece (asset_id, ordinal, data) VALUES ")
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "(%d, $%d, $%d::BLOB)", w.asset, 2*i+1, 2*i+2)
	}
	return b.String()
}

func (w *pieceWriter) sum() string { return hex.EncodeToString(w.hash.Sum(nil)) }

// readPieces puts an asset's bytes together and checks them.
func readPieces(ctx context.Context, c *duck.Conn, a Asset) ([]byte, error) {
	data := make([]byte, 0, a.Bytes)
	for first := int64(1); int64(len(data)) < a.Bytes; first += piecesRead {
		before := len(data)
		sql := fmt.Sprintf("SELECT data FROM lake.raw.asset_piece WHERE asset_id = %d AND ordinal BETWEEN %d AND %d ORDER BY ordinal",
			a.id, first, first+piecesRead-1)
		err := each(ctx, c, sql, func(chunk *duck.Chunk, i int) error {
			data = append(data, chunk.Vectors[0].Bytes(i)...)
			return nil
		})
		if err != nil {
			return nil, err
		}
		if len(data) == before {
			break
		}
	}
	sum := sha256.Sum256(data)
	if int64(len(data)) != a.Bytes || hex.EncodeToString(sum[:]) != a.SHA256 {
		return nil, newError(codeCorrupted, "its bytes are damaged: %d of them, %d were stored", len(data), a.Bytes)
	}
	return data, nil
}
