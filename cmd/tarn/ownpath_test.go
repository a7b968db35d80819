package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestOwnPath: what is this process's own alone gets a name that the owner of the data directory can open too.
func TestOwnPath(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /proc")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	proc := func(fd uintptr) string { return fmt.Sprintf("/proc/%d/fd/%d", os.Getpid(), fd) }
	here, err := filepath.Abs("ownpath_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"-":                                     proc(0),
		"/dev/stdin":                            proc(0),
		fmt.Sprintf("/dev/fd/%d", r.Fd()):       proc(r.Fd()),
		fmt.Sprintf("/proc/self/fd/%d", r.Fd()): proc(r.Fd()),
		"ownpath_test.go":                       here,
	} {
		if got, err := ownPath(path); err != nil || got != want {
			t.Errorf("%s: %s, want %s (%v)", path, got, want, err)
		}
	}
	if got, err := ownPath("no-such-file"); err == nil {
		t.Errorf("an absent file is %s", got)
	}
	if got, err := ownPath("caf\xe9"); err == nil || !strings.Contains(err.Error(), "is not UTF-8") {
		t.Errorf("a path that is no text is %q (%v)", got, err)
	}
}
