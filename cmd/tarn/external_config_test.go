package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/viper"

	"github.com/tarn-sql/tarn/cmd/tarn/remote"
)

func TestExternalConfig(t *testing.T) {
	read := func(set map[string]any) (remote.Config, error) {
		v := viper.New()
		for k, x := range set {
			v.Set("external."+k, x)
		}
		return readExternalConfig(v)
	}
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("abc\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := read(map[string]any{"url": "https://nlp.example.org/annotate?key=k", "name": "acm@1", "token_file": file, "timeout": "5s", "documents": 4})
	if err != nil || c.Token != "abc" || c.Timeout != 5*time.Second || c.Documents != 4 || c.Attempts != 4 {
		t.Errorf("%+v %v", c, err)
	}
	if c, err := read(nil); err != nil || c != (remote.Config{}) {
		t.Errorf("%+v %v", c, err)
	}
	if e, err := remote.New(remote.Config{}); e != nil || err != nil {
		t.Error(e, err)
	}
	for name, set := range map[string]map[string]any{
		"http to another machine": {"url": "http://nlp.example.org/", "name": "x"},
		"another scheme":          {"url": "ftp://nlp.example.org/", "name": "x"},
		"no address":              {"url": "nlp", "name": "x"},
		"a user":                  {"url": "https://u:s3cret@nlp.example.org/", "name": "x"},
		"no name":                 {"url": "https://nlp.example.org/"},
		"an odd name":             {"url": "https://nlp.example.org/", "name": "x'y"},
		"two tokens":              {"url": "https://nlp.example.org/", "name": "x", "token": "s3cret", "token_file": file},
		"no token file":           {"url": "https://nlp.example.org/", "name": "x", "token_file": file + "2"},
		"an odd token":            {"url": "https://nlp.example.org/", "name": "x", "token": "s3cret\r\nX: y"},
		"a negative count":        {"url": "https://nlp.example.org/", "name": "x", "attempts": -1},
	} {
		var usage usageError
		if _, err := read(set); !errors.As(err, &usage) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, u := range []string{"http://127.0.0.1:8080/", "http://localhost/", "http://[::1]/"} {
		if _, err := read(map[string]any{"url": u, "name": "x"}); err != nil {
			t.Errorf("%s: %v", u, err)
		}
	}
}
