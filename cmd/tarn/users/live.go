package users

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Live is the users of a data directory as they are at each moment: what wire's servers ask. Where the file cannot be
// read, nobody gets in. Safe for concurrent use.
type Live struct {
	dir string
	log func(format string, args ...any)

	mu      sync.Mutex
	info    fs.FileInfo // of the file that list was read from, nil: there was none
	list    List
	problem string // why the file is not as it should be
	seen    bool   // there was a file: from then on passwords are asked for
}

// Watch begins with the users as they are now. log hears, once, of each problem with the file.
func Watch(dir string, log func(format string, args ...any)) *Live {
	return &Live{dir: dir, log: log}
}

// Verifier is auth.Users'.
func (l *Live) Verifier(user string) (verifier string, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refresh()
	return l.list.Verifier(user)
}

// Secret is auth.Secret's.
func (l *Live) Secret() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refresh()
	return l.list.Secret()
}

// Names are the users' names, sorted.
func (l *Live) Names() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refresh()
	return l.list.Names()
}

// Trusting says that there is no file and never was one since Watch: nobody is asked for a password. A file that goes
// away does not open the doors.
func (l *Live) Trusting() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refresh()
	return !l.seen
}

// Removed says that a user is not among the users, as far as they can be read.
func (l *Live) Removed(user string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refresh()
	_, ok := l.list.Verifier(user)
	return l.seen && l.problem == "" && !ok
}

// refresh reads the file where it is another than before. One that could not be read is tried each time.
func (l *Live) refresh() {
	info, err := os.Stat(filepath.Join(l.dir, FileName))
	if errors.Is(err, fs.ErrNotExist) && !l.seen {
		return
	}
	if err == nil && l.problem == "" && same(info, l.info) {
		return
	}
	l.seen, l.list, l.info = true, List{}, info // of before it is read: a change meanwhile is seen the next time
	if err == nil {
		l.list, err = Read(l.dir)
	}
	problem := ""
	if err != nil {
		problem = err.Error()
	}
	if problem != "" && problem != l.problem {
		l.log("nobody can log in now: %s", problem)
	}
	l.problem = problem
}

// same says whether a file is the one that was read.
func same(a, b fs.FileInfo) bool {
	return b != nil && os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()) && a.Mode() == b.Mode()
}
