package remote

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"
)

// Config says how to reach an annotator outside (package nlp/external has the contract). The zero value means none.
type Config struct {
	URL         string
	Name        string        // of the annotator: nlp_entity.source is "external:" and this
	Token       string        // sent as "Authorization: Bearer"; never printed
	Timeout     time.Duration // of one request
	Attempts    int           // of one request
	Concurrency int           // requests at a time
	Documents   int           // of one request, at most
	Bytes       int           // of the texts of one request, at most; a larger document is not sent
	AnswerBytes int64         // of one answer, at most
}

// EnsureDefaults fills in what is not said.
func (c *Config) EnsureDefaults() {
	c.Timeout = cmp.Or(c.Timeout, 60*time.Second)
	c.Attempts = cmp.Or(c.Attempts, 4)
	c.Concurrency = cmp.Or(c.Concurrency, 2)
	c.Documents = cmp.Or(c.Documents, 16)
	c.Bytes = cmp.Or(c.Bytes, 1<<20)
	c.AnswerBytes = cmp.Or(c.AnswerBytes, 64<<20)
}

// Validate reports everything that is wrong, by the names that the configuration file has for it.
func (c *Config) Validate() error {
	var errs []error
	wrong := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	u, err := url.Parse(c.URL)
	switch {
	case err != nil || u.Host == "":
		wrong("external.url is no address")
	case u.User != nil:
		wrong("external.url has a user in it: use external.token")
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		wrong("external.url is http to another machine: patients' texts need https")
	case u.Scheme != "https" && u.Scheme != "http":
		wrong("external.url is neither https nor http")
	}
	if !isSourceName(c.Name) {
		wrong("external.name is %q: give the annotator a name of letters, digits, '.', '_', '-' and '@'", c.Name)
	}
	if strings.ContainsFunc(c.Token, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		wrong("external.token has blanks or control characters")
	}
	if c.Timeout < 0 || c.Attempts < 1 || c.Concurrency < 1 || c.Documents < 1 || c.Bytes < 1 {
		wrong("external.timeout, .attempts, .concurrency, .documents and .bytes must be positive")
	}
	return errors.Join(errs...)
}

// isLoopback reports whether a host is this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// isSourceName reports whether a name may stand in nlp_entity.source.
func isSourceName(s string) bool {
	other := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("._-@", r)
	}
	return s != "" && len(s) <= 64 && !strings.ContainsFunc(s, other)
}
