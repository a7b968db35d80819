package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// ownPath is path as any process of this user can open it: the owner of the data directory, which reads the inputs, may be
// another process, with another working directory and another standard input. "-" is this one's.
func ownPath(path string) (string, error) {
	if path == "-" {
		path = "/dev/stdin"
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if !utf8.ValidString(abs) { // the owner is told in JSON, and in SQL, which know no other texts
		return "", usagef("%q: the path is not UTF-8: name a folder above it, or a link to it", abs)
	}
	if fd := descriptor(abs); fd != "" {
		proc := fmt.Sprintf("/proc/%d/fd/%s", os.Getpid(), fd)
		if _, err := os.Stat(proc); err == nil {
			return proc, nil
		}
	}
	return abs, exists(abs)
}

// exists says that there is nothing at a path that the user named.
func exists(path string) error {
	_, err := os.Stat(path)
	var at *fs.PathError
	if errors.As(err, &at) { // without the name of the system call
		return usagef("%s: %w", at.Path, at.Err)
	}
	return err
}

// descriptor returns the number of the open file that a path names, "" where it names none: /dev/stdin, or /dev/fd/63 as
// a shell's <(…) is called.
func descriptor(path string) string {
	if path == "/dev/stdin" {
		return "0"
	}
	for _, folder := range []string{"/dev/fd/", "/proc/self/fd/"} {
		if fd, ok := strings.CutPrefix(path, folder); ok {
			return fd
		}
	}
	return ""
}
