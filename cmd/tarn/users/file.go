package users

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/tarn-sql/tarn/wire/auth"
)

// FileName is the name of the file in a data directory. That it exists is what makes a server ask for passwords.
const FileName = "users"

// header begins a new file.
const header = `; Who may connect, and the SCRAM-SHA-256 verifiers of their passwords: 'tarn user --help'.
; As long as this file is here, passwords are asked for. Nobody can log in as the user "".
`

// Read reads the users of a data directory. Where there is no file the error is fs.ErrNotExist's.
func Read(dir string) (List, error) {
	path := filepath.Join(dir, FileName)
	info, err := os.Stat(path)
	if err != nil {
		return List{}, err
	}
	if !info.Mode().IsRegular() { // reading from a pipe would not end
		return List{}, fmt.Errorf("%s is no file", path)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return List{}, fmt.Errorf("%s: others may read it or write to it (%v): chmod 600 %[1]s", path, mode)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return List{}, err
	}
	l, err := Parse(string(text))
	if err != nil {
		return List{}, fmt.Errorf("%s, %w", path, err)
	}
	return l, nil
}

// Update changes the users of a data directory, one process after the other: whoever reads meanwhile has the file as it
// was or as it will be. A file is made where there is none. Nothing changes where change returns an error.
func Update(dir string, change func(*List) error) error {
	unlock, err := lock(dir)
	if err != nil {
		return err
	}
	defer unlock()
	l, err := Read(dir)
	if errors.Is(err, fs.ErrNotExist) {
		l, err = Parse(header)
	}
	if err != nil {
		return err
	}
	if err := change(&l); err != nil {
		return err
	}
	if l.Secret() == nil {
		secret, err := auth.NewVerifier(rand.Text())
		if err != nil {
			return err
		}
		l.set(nobody, secret)
	}
	return write(dir, l.String())
}

// lock waits until no other process changes the users of a data directory. The kernel drops the lock when the process ends.
func lock(dir string) (unlock func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		if err = unix.Flock(int(f.Fd()), unix.LOCK_EX); !errors.Is(err, unix.EINTR) {
			break
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", dir, err), f.Close())
	}
	return func() { f.Close() }, nil
}

// write replaces the file, with all of its bytes on the disk before it has its name.
func write(dir, text string) error {
	path := filepath.Join(dir, FileName)
	f, err := os.OpenFile(path+".new", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	err = errors.Join(err, f.Chmod(0o600), handOver(f, dir), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncFolder(dir)
}

// handOver gives a file that root writes to whoever owns the directory: the server, which runs as that user, is to read it.
func handOver(f *os.File, dir string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	owner := info.Sys().(*syscall.Stat_t)
	return f.Chown(int(owner.Uid), int(owner.Gid))
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
