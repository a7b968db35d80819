package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"strings"
	"testing"
	"testing/iotest"
)

func TestAssets(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	s := mustOpen(t, dir, Options{})
	want := map[string][]byte{}
	for _, a := range []struct {
		name string
		size int
	}{{"empty", 0}, {"one", 1}, {"piece", assetPiece}, {"buffer", assetPiece * piecesWritten}, {"window", assetPiece*piecesRead + 17}, {"big", 9_000_001}} {
		data := make([]byte, a.size)
		for i := range data {
			data[i] = byte(i * 7 / (1 + i%251))
		}
		want[a.name] = data
		put, err := s.PutAsset(ctx, Asset{Kind: "k", Name: a.name, Version: "1", Facts: map[string]any{"n": 3.0}, Enabled: true}, bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", a.name, err)
		}
		if put.Bytes != int64(a.size) || len(put.SHA256) != 64 || put.Added.IsZero() {
			t.Errorf("%s: stored as %+v", a.name, put)
		}
	}
	mustClose(t, s)
	s = mustOpen(t, dir, Options{}) // the next process sees the same
	defer mustClose(t, s)
	for name, data := range want {
		got, err := s.ReadAsset(ctx, "k", name)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	list, err := s.Assets(ctx, "k")
	if err != nil || len(list) != len(want) || list[0].Name != "big" || !maps.Equal(list[0].Facts, map[string]any{"n": 3.0}) || !list[0].Enabled {
		t.Errorf("list: %+v, %v", list, err)
	}
	if other, err := s.Assets(ctx, "other"); err != nil || len(other) != 0 {
		t.Errorf("another kind: %v, %v", other, err)
	}
}

func TestAssetIsReplacedChangedAndRemoved(t *testing.T) {
	ctx := t.Context()
	s := mustOpen(t, t.TempDir(), Options{})
	defer mustClose(t, s)
	put := func(text string) error {
		_, err := s.PutAsset(ctx, Asset{Kind: "k", Name: "a"}, strings.NewReader(text))
		return err
	}
	for _, text := range []string{"first", strings.Repeat("second ", 5000), "third"} {
		if err := put(text); err != nil {
			t.Fatal(err)
		}
		if got, err := s.ReadAsset(ctx, "k", "a"); err != nil || string(got) != text {
			t.Fatalf("%d bytes instead of %d, %v", len(got), len(text), err)
		}
	}
	if n := query(t, s, "SELECT (SELECT count(*) FROM lake.tarn.asset) || ' ' || (SELECT count(*) FROM lake.raw.asset_piece)"); n != "1 1" {
		t.Errorf("assets and pieces: %s", n)
	}
	broken := errors.New("broken")
	if _, err := s.PutAsset(ctx, Asset{Kind: "k", Name: "a"}, io.MultiReader(strings.NewReader("x"), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("a failing reader: %v", err)
	}
	if got, err := s.ReadAsset(ctx, "k", "a"); err != nil || string(got) != "third" {
		t.Errorf("after a failed put: %q, %v", got, err)
	}
	if err := s.SetAsset(ctx, "k", "a", true); err != nil {
		t.Fatal(err)
	}
	if list, _ := s.Assets(ctx, "k"); len(list) != 1 || !list[0].Enabled {
		t.Errorf("enabled: %+v", list)
	}
	if err := s.RemoveAsset(ctx, "k", "a"); err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{"remove": s.RemoveAsset(ctx, "k", "a"), "set": s.SetAsset(ctx, "k", "a", false), "read": second(s.ReadAsset(ctx, "k", "a"))} {
		if !errors.Is(err, ErrNoAsset) {
			t.Errorf("%s of what is gone: %v", what, err)
		}
	}
	if n := query(t, s, "SELECT count(*)::VARCHAR FROM lake.raw.asset_piece"); n != "0" {
		t.Errorf("pieces left: %s", n)
	}
}

func second(_ []byte, err error) error { return err }

func TestDamagedAsset(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	defer mustClose(t, s)
	for _, sql := range []string{
		"UPDATE lake.raw.asset_piece SET data = 'other'::BLOB", "DELETE FROM lake.raw.asset_piece",
		"UPDATE lake.tarn.asset SET bytes = bytes + 1",
	} {
		if _, err := s.PutAsset(t.Context(), Asset{Kind: "k", Name: "drugs"}, strings.NewReader("bytes")); err != nil {
			t.Fatal(err)
		}
		execute(t, s, sql)
		var coded interface{ SQLState() string }
		if _, err := s.ReadAsset(t.Context(), "k", "drugs"); !errors.As(err, &coded) || coded.SQLState() != codeCorrupted || !strings.Contains(err.Error(), "drugs") {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

func TestAssetCancelled(t *testing.T) {
	s := mustOpen(t, t.TempDir(), Options{})
	defer mustClose(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	stop := readerFunc(func(p []byte) (int, error) { cancel(); return len(p), nil })
	if _, err := s.PutAsset(ctx, Asset{Kind: "k", Name: "a"}, stop); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if list, err := s.Assets(t.Context(), "k"); err != nil || len(list) != 0 {
		t.Errorf("something stayed: %v, %v", list, err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestAssetOfReaderOnly(t *testing.T) {
	dir := t.TempDir()
	mustClose(t, mustOpen(t, dir, Options{}))
	s := mustOpen(t, dir, Options{ReadOnly: true})
	defer mustClose(t, s)
	if _, err := s.PutAsset(t.Context(), Asset{Kind: "k", Name: "a"}, strings.NewReader("")); err == nil {
		t.Error("a reader stored an asset")
	}
}
