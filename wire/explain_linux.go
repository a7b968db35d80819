package wire

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// owner names the process that listens on a TCP port, as far as /proc shows it to us.
func owner(port string) string {
	n, err := strconv.Atoi(port)
	if err != nil {
		return ""
	}
	inode := listener(n)
	if inode == "" {
		return ""
	}
	links, _ := filepath.Glob("/proc/[0-9]*/fd/*") // the pattern is well-formed
	for _, link := range links {
		if target, err := os.Readlink(link); err != nil || target != "socket:["+inode+"]" {
			continue
		}
		pid := strings.Split(link, "/")[2]
		name, _ := os.ReadFile("/proc/" + pid + "/comm") // gone by now: the number alone helps too
		return fmt.Sprintf(" (%s, process %s)", strings.TrimSpace(string(name)), pid)
	}
	return ""
}

// listener is the inode of the socket that listens on a port.
func listener(port int) string {
	const listening = "0A"
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, _ := os.ReadFile(table) // without it we know less, that is all
		for _, line := range strings.Split(string(text), "\n") {
			f := strings.Fields(line)
			if len(f) > 9 && f[3] == listening && strings.HasSuffix(f[1], fmt.Sprintf(":%04X", port)) {
				return f[9]
			}
		}
	}
	return ""
}
