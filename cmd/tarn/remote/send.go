package remote

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/tarn-sql/tarn/nlp/external"
)

// refusal is an answer with an HTTP status other than 200.
type refusal struct {
	code  int
	after time.Duration // what Retry-After asks for
}

func (r refusal) Error() string {
	return fmt.Sprintf("the annotator answers %d %s", r.code, http.StatusText(r.code))
}

// passing reports whether the same request may be answered later.
func (r refusal) passing() bool {
	return r.code >= 500 && r.code != http.StatusNotImplemented || r.code == http.StatusTooManyRequests || r.code == http.StatusRequestTimeout
}

// ofContent reports whether the answer is about what was sent; others are about who asked, and where.
func (r refusal) ofContent() bool {
	switch r.code {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return true
	}
	return false
}

// The waits between attempts: they double, and a part of them is chance, so that many clients do not come back at once.
const (
	firstWait = 500 * time.Millisecond
	mostWait  = 30 * time.Second
)

// ask sends a request, several times where that may help, and reads the answer.
func (a *Annotator) ask(ctx context.Context, documents []external.Document) ([]external.Result, error) {
	body, err := external.EncodeBatch(documents)
	if err != nil {
		return nil, err
	}
	for attempt := 1; ; attempt++ {
		var results []external.Result
		answer, err := a.post(ctx, body)
		if err == nil {
			if results, err = external.DecodeBatch(answer, documents); err == nil {
				return results, nil
			}
		}
		var refused refusal
		if errors.As(err, &refused) && !refused.passing() || errors.Is(err, errAnswerSize) || ctx.Err() != nil {
			return nil, err
		}
		if attempt >= a.config.Attempts {
			return nil, fmt.Errorf("%w (%d attempts)", err, attempt)
		}
		if a.sleep(ctx, a.wait(attempt, refused.after)) != nil {
			return nil, err
		}
	}
}

// wait is how long to wait after an attempt; after is what the annotator asked for.
func (a *Annotator) wait(attempt int, after time.Duration) time.Duration {
	d := mostWait
	if attempt < 7 {
		d = min(firstWait<<(attempt-1), mostWait)
	}
	d = d/2 + time.Duration(a.random()*float64(d/2))
	return max(d, min(after, mostWait))
}

var errAnswerSize = errors.New("the answer is too large")

// post sends a body and returns the answer's. Errors have neither the token nor words of the texts: what an annotator
// writes into its own errors is not repeated.
func (a *Annotator) post(ctx context.Context, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, a.config.URL, bytes.NewReader(body))
	if err != nil {
		return nil, withoutAddress(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "tarn")
	if a.config.Token != "" {
		request.Header.Set("Authorization", "Bearer "+a.config.Token)
	}
	response, err := a.client.Do(request)
	if err != nil {
		return nil, withoutAddress(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		_, _ = io.CopyN(io.Discard, response.Body, 64<<10) // so that the connection can serve again
		return nil, refusal{response.StatusCode, retryAfter(response.Header.Get("Retry-After"))}
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, a.config.AnswerBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the answer: %w", withoutAddress(err))
	case int64(len(answer)) > a.config.AnswerBytes:
		return nil, fmt.Errorf("%w: more than %d bytes", errAnswerSize, a.config.AnswerBytes)
	}
	return answer, nil
}

// withoutAddress is an error without the URL, which may have a key in it.
func withoutAddress(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// retryAfter reads the header: seconds, or a date.
func retryAfter(s string) time.Duration {
	if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return time.Duration(min(n, 3600)) * time.Second
	}
	if at, err := http.ParseTime(s); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}

// sleepFor waits, or returns why ctx ended.
func sleepFor(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

func randomFraction() float64 { return rand.Float64() }
