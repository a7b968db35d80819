package wire

import (
	"errors"
	"fmt"
	"net"
	"syscall"
)

// explainListen says in plain words why an address cannot be listened on, and what to do.
func explainListen(addr string, err error) error {
	host, port, splitErr := net.SplitHostPort(addr)
	if splitErr != nil {
		return fmt.Errorf("could not listen on %s: %w", addr, err)
	}
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("port %s on %s is already used by another program%s: stop it or choose another port: %w", port, host, owner(port), err)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("port %s may only be used by root: choose one from 1024 on: %w", port, err)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Errorf("this machine has no address %s: %w", host, err)
	}
	return fmt.Errorf("could not listen on %s: %w", addr, err)
}
