package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// lock is the held LOCK file of a data directory. The kernel drops the lock when the process ends, however it ends; the
// text in the file only serves the message for the next one.
type lock struct {
	file   *os.File
	shared bool
}

// acquire takes the directory for this process alone, or together with other readers where shared. command is what the
// process is for the user ("tarn serve").
func acquire(dir, command string, shared bool) (*lock, error) {
	path := filepath.Join(dir, lockFile)
	how, mode := unix.LOCK_EX, os.O_CREATE|os.O_RDWR
	if shared {
		how, mode = unix.LOCK_SH, os.O_RDONLY // on a read-only file system as well
	}
	f, err := os.OpenFile(path, mode, 0o600)
	if err != nil {
		return nil, err
	}
	err = flock(f, how|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		defer f.Close()
		return nil, inUse(dir, path)
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("lock data directory %s: %w", dir, err)
	}
	if !shared {
		_ = sign(f, command) // a full disk must not keep anybody from looking; the message for the next one is poorer then
	}
	return &lock{f, shared}, nil
}

func flock(f *os.File, how int) error {
	for {
		if err := unix.Flock(int(f.Fd()), how); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// sign writes who holds the lock.
func sign(f *os.File, command string) error {
	text := fmt.Sprintf("process %d (%s), started %s\n", os.Getpid(), command, time.Now().Format(time.RFC3339))
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt([]byte(text), 0)
	return err
}

func inUse(dir, path string) error {
	text, _ := os.ReadFile(path) // the message is poorer without it, no more
	holder := strings.TrimSpace(string(text))
	if holder == "" {
		holder = "another process"
	}
	return newError(codeInUse, "data directory %s is in use by %s; work through it, stop it, or choose another one with --data",
		dir, holder)
}

// release lets the next process in. The file stays: removing it would let two processes lock two files of one name.
func (l *lock) release() error {
	if l.shared {
		return l.file.Close()
	}
	return errors.Join(l.file.Truncate(0), l.file.Close())
}
