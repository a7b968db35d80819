package main

import (
	"os"
	"strings"

	"github.com/spf13/viper"

	"github.com/tarn-sql/tarn/cmd/tarn/remote"
)

// externalSettings are the settings of the annotator outside, of which token and token_file exclude each other. There are
// no flags for them: a command line is no place for a token.
var externalSettings = []string{
	"external.url", "external.name", "external.token", "external.token-file", "external.timeout", "external.attempts",
	"external.concurrency", "external.documents", "external.bytes",
}

// readExternalConfig reads the externalSettings from the configuration file and the environment (TARN_EXTERNAL_URL,
// TARN_EXTERNAL_TOKEN, …).
func readExternalConfig(v *viper.Viper) (remote.Config, error) {
	c := remote.Config{
		URL: v.GetString("external.url"), Name: v.GetString("external.name"), Token: v.GetString("external.token"),
		Timeout: v.GetDuration("external.timeout"), Attempts: v.GetInt("external.attempts"), Concurrency: v.GetInt("external.concurrency"),
		Documents: v.GetInt("external.documents"), Bytes: v.GetInt("external.bytes"),
	}
	if file := v.GetString("external.token_file"); file != "" && c.URL != "" {
		if c.Token != "" {
			return remote.Config{}, usagef("external.token and external.token_file are both set: one is enough")
		}
		b, err := os.ReadFile(file)
		if err != nil {
			return remote.Config{}, usagef("external.token_file: %w", err)
		}
		c.Token = strings.TrimSpace(string(b))
	}
	if c.URL == "" {
		return remote.Config{}, nil
	}
	c.EnsureDefaults()
	if err := c.Validate(); err != nil {
		return remote.Config{}, usageError{err}
	}
	return c, nil
}
