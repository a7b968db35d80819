package main

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
)

// The pinned artifact.
const (
	artifact = "ca.uhn.hapi.fhir:hapi-fhir-validation-resources-r4:" + version
	version  = "6.10.5"
	jarPath  = "ca/uhn/hapi/fhir/hapi-fhir-validation-resources-r4/" + version +
		"/hapi-fhir-validation-resources-r4-" + version + ".jar"
	inJar = "org/hl7/fhir/r4/model/"
)

func main() {
	out := flag.String("out", "r4.model.zst", "file to write")
	flag.Parse()
	if err := run(flag.Arg(0), *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(jar, out string) error {
	if jar == "" {
		var err error
		if jar, err = fetch(); err != nil {
			return err
		}
	}
	z, err := zip.OpenReader(jar)
	if err != nil {
		return err
	}
	defer z.Close()
	m, err := readModel(&z.Reader)
	if err != nil {
		return fmt.Errorf("%s: %w", jar, err)
	}
	b, err := compress(m.encode())
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d types, %d members, %d search parameters, %d bytes\n",
		out, len(m.types), len(m.members), len(m.params), len(b))
	return os.WriteFile(out, b, 0o644)
}

// fetch returns the jar in the local Maven repository and lets mvn bring it there first where it is absent.
func fetch() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	jar := filepath.Join(home, ".m2", "repository", filepath.FromSlash(jarPath))
	if _, err := os.Stat(jar); err == nil {
		return jar, nil
	}
	mvn := exec.Command("mvn", "-q", "-B", "dependency:get", "-Dartifact="+artifact, "-Dtransitive=false")
	mvn.Stdout, mvn.Stderr = os.Stdout, os.Stderr
	if err := mvn.Run(); err != nil {
		return "", fmt.Errorf("mvn dependency:get %s: %w (or name the jar)", artifact, err)
	}
	return jar, nil
}

func readModel(z *zip.Reader) (*model, error) {
	m := newModel()
	for _, name := range []string{"profile/profiles-types.xml", "profile/profiles-resources.xml"} {
		if err := open(z, inJar+name, m.readProfiles); err != nil {
			return nil, err
		}
	}
	if err := open(z, inJar+"sp/search-parameters.json", m.readSearch); err != nil {
		return nil, err
	}
	return m, m.link()
}

func open(z *zip.Reader, name string, read func(io.Reader) error) error {
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := read(f); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func compress(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}
