package main

import (
	"strconv"
	"strings"

	"github.com/tarn-sql/tarn/cmd/tarn/sqlerror"
)

// memorySize reads a size like "4GB", "512MiB" or "1000000" (bytes); "" is 0: as engine.Options has it.
func memorySize(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	number := strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
	unit, known := sizeUnits[strings.ToLower(strings.TrimSpace(text[len(number):]))]
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || !known || n <= 0 {
		return 0, usagef(`memory is %q: write it as "4GB" or "512MiB"`, text)
	}
	if bytes := int64(n * float64(unit)); bytes >= minMemory {
		return bytes, nil
	}
	return 0, usagef("memory is %q: at least %dMiB are needed", text, minMemory>>20)
}

// minMemory is what a server and small loads need: with 64 MiB the catalog alone does not fit.
const minMemory = 128 << 20

var sizeUnits = map[string]int64{
	"": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30,
	"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40,
}

// memoryHint says what to do about work that needs more than --memory.
const memoryHint = "Start tarn (the server, where one runs) with more --memory or fewer --threads."

// hinted gives an error of the engine the hint that clients see, where the engine cannot know what to do.
func hinted(err error) error {
	if sqlerror.State(err) == outOfMemory {
		return memoryError{err}
	}
	return err
}

const outOfMemory = "53200" // SQLSTATE

type memoryError struct{ error }

func (memoryError) Hint() string    { return memoryHint }
func (e memoryError) Unwrap() error { return e.error }
