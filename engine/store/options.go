package store

import (
	"errors"
	"fmt"
)

// Options say what a store has and what it may use.
type Options struct {
	Tables []Table // filled by loads; Writer.Append names them by their index here
	Views  []View  // created in this order, so that a view may use those before it

	// Kept are the columns of the rows that a load keeps for LoadOptions.Derive (ingest): they are stored nowhere.
	Kept []Column

	// Functions are functions in Go that SQL may call.
	Functions []ScalarFunction

	// Memory in bytes bounds DuckDB's buffers; 0 is a quarter of the machine's. Spools and blocks take little beside it.
	Memory int64
	// Threads is the number of threads that run SQL; 0 is one per processor.
	Threads int
	// Prelude are SQL scripts that furnish the instance (not the file) after tables and keys are there, before it is locked.
	Prelude []string
	// ReadOnly opens the directory for queries only. Several processes may do so at once, and none that writes.
	ReadOnly bool
	// Command is what this process is for the user ("tarn serve"), for the message that another process gets.
	Command string
}

const (
	minMemory     = 64 << 20
	defaultMemory = 256 << 20 // at least, where a quarter of the machine's is less
)

// EnsureDefaults fills in what was left empty.
func (o *Options) EnsureDefaults() {
	if o.Memory == 0 {
		o.Memory = max(physicalMemory()/4, defaultMemory)
	}
	if o.Command == "" {
		o.Command = "tarn"
	}
}

// Validate reports everything that is wrong with o.
func (o *Options) Validate() error {
	errs := append(Validate(o.Tables, o.Views), validateFunctions(o.Functions)...)
	if o.Memory < minMemory {
		errs = append(errs, fmt.Errorf("memory limit of %d bytes is below the least, %d", o.Memory, minMemory))
	}
	if o.Threads < 0 {
		errs = append(errs, fmt.Errorf("negative number of threads: %d", o.Threads))
	}
	return errors.Join(errs...)
}
