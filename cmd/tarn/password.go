package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/tarn-sql/tarn/wire/auth"
)

// newVerifier asks for a user's new password and makes what is stored of it.
func (a *app) newVerifier(ctx context.Context, user string, from secretOptions) (string, error) {
	secret, err := a.newSecret(ctx, user, from)
	switch {
	case err != nil:
		return "", err
	case secret == "" && from.verifier:
		return "", usagef("there is no verifier on the first line")
	case secret == "":
		return "", usagef("the password is empty: everybody would know it")
	case strings.ContainsRune(secret, 0):
		return "", usagef("the password has a zero byte, which clients cannot send")
	case from.verifier:
		return secret, nil
	}
	return auth.NewVerifier(secret)
}

// newSecret reads a password, or what stands for one: the first line of a file or of standard input, or what is typed on
// a terminal, twice.
func (a *app) newSecret(ctx context.Context, user string, from secretOptions) (string, error) {
	if from.file != "" && from.file != "-" {
		if err := exists(from.file); err != nil {
			return "", err
		}
		f, err := os.Open(from.file)
		if err != nil {
			return "", usageError{err}
		}
		defer f.Close()
		return firstLine(f)
	}
	terminal, ok := a.in.(*os.File)
	if !ok || !term.IsTerminal(int(terminal.Fd())) {
		return firstLine(a.in)
	}
	if from.verifier {
		return a.typed(ctx, terminal, fmt.Sprintf("Verifier of %s: ", user))
	}
	secret, err := a.typed(ctx, terminal, fmt.Sprintf("Password for %s: ", user))
	if err != nil || secret == "" {
		return "", err
	}
	again, err := a.typed(ctx, terminal, "The same again: ")
	if err == nil && again != secret {
		err = errors.New("the two passwords differ: nothing was changed")
	}
	return secret, err
}

// longestSecret is more than any client sends.
const longestSecret = 4096

func firstLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(r, longestSecret)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("the password could not be read: %w", err)
	}
	if len(line) == longestSecret {
		return "", usagef("the first line has %d bytes and more: that is no password", longestSecret)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// typed reads a line from a terminal, which does not show it.
func (a *app) typed(ctx context.Context, terminal *os.File, prompt string) (string, error) {
	fd := int(terminal.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", fmt.Errorf("terminal: %w", err)
	}
	fmt.Fprint(a.err, prompt)
	defer fmt.Fprintln(a.err)
	type line struct {
		text []byte
		err  error
	}
	read := make(chan line, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		read <- line{text, err}
	}()
	select {
	case l := <-read:
		if l.err != nil && !errors.Is(l.err, io.EOF) {
			return "", fmt.Errorf("terminal: %w", l.err)
		}
		return string(l.text), nil
	case <-ctx.Done(): // the read goes on until the process ends, which leaves the terminal as it found it
		return "", errors.Join(ctx.Err(), term.Restore(fd, before))
	}
}
