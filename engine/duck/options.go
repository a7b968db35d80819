package duck

import (
	"errors"
	"fmt"
	"strings"
)

// Options say how to open an instance.
type Options struct {
	// Path is the database file, created where absent; "" opens no file and the store lives in memory only.
	Path string
	// Alias is the catalog name under which Path is attached; "lake" where empty. A catalog must not share its name with
	// a schema, since DuckDB then cannot tell "x.y" apart.
	Alias string
	// ReadOnly attaches Path for reading.
	ReadOnly bool

	// MemoryLimit in bytes bounds DuckDB's buffers; 0 leaves DuckDB's default, 80 % of the machine.
	MemoryLimit int64
	// Threads is the number of DuckDB's worker threads; 0 leaves its default, one per core.
	Threads int
	// TempDir takes what does not fit into MemoryLimit; "" allows no spilling.
	TempDir string
	// MaxTempSize in bytes bounds TempDir; 0 leaves DuckDB's default, 90 % of what is free on the disk.
	MaxTempSize int64
	// StreamBuffer in bytes bounds how far a streaming query runs ahead of its reader; 0 leaves DuckDB's 1 MB.
	StreamBuffer int64

	// Prelude are statements, scripts allowed, run after the file is attached and before Open returns, while reading
	// files is still possible: other parts build their catalogs with them.
	Prelude []string
}

const (
	defaultAlias = "lake"

	// storageVersion pins the file format, so that a newer library does not silently write files that an older tarn
	// cannot open.
	storageVersion = "v1.5.0"

	// RowGroup is the number of rows that DuckDB compresses and scans at a time, a multiple of 2048. Its default of 122,880
	// leaves most FHIR tables as one group, which one thread compresses at COMMIT; and a group of it does not fit the
	// processor's cache. Half of this makes files some percent larger and loads no faster.
	RowGroup = 7 * 2048
)

// EnsureDefaults fills in what was left empty.
func (o *Options) EnsureDefaults() {
	if o.Alias == "" {
		o.Alias = defaultAlias
	}
}

// Validate reports all that is wrong with o.
func (o *Options) Validate() error {
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	switch strings.ToLower(o.Alias) {
	case "memory", "system", "temp", "main":
		bad("duck: catalog name %q is taken by DuckDB", o.Alias)
	}
	if o.MemoryLimit < 0 || o.Threads < 0 || o.MaxTempSize < 0 || o.StreamBuffer < 0 {
		bad("duck: negative limit")
	}
	if o.ReadOnly && o.Path == "" {
		bad("duck: nothing to read: ReadOnly without a Path")
	}
	if strings.ContainsRune(o.Path+o.Alias+o.TempDir, 0) {
		bad("duck: NUL byte in a path or name")
	}
	return errors.Join(errs...)
}

// config is what the instance starts with.
func (o *Options) config() map[string]string {
	c := map[string]string{
		"autoinstall_known_extensions": "false",
		"autoload_known_extensions":    "false",
		"allow_community_extensions":   "false",
		"allow_unsigned_extensions":    "false",
		"preserve_insertion_order":     "false", // else a table function runs on one thread
		"write_buffer_row_group_count": "1",     // a full row group goes to the file at once: five would wait in memory, uncompressed
		"temp_directory":               o.TempDir,
	}
	if o.MemoryLimit > 0 {
		c["memory_limit"] = fmt.Sprintf("%dB", o.MemoryLimit)
	}
	if o.Threads > 0 {
		c["threads"] = fmt.Sprint(o.Threads)
	}
	return c
}

// settings are the statements that every instance runs first: PostgreSQL's meaning of SQL where DuckDB leaves the choice
// and it does not change what views mean. So integer_division stays off: wire/dialect prints divisions as PostgreSQL has
// them, and the setting would break INTERVAL / 2.
func (o *Options) settings() []string {
	all := []string{
		"SET GLOBAL errors_as_json = true",            // before all else, for parseError
		"SET GLOBAL default_null_order = 'postgres'",  // NULLs sort as the largest value
		"SET GLOBAL preserve_identifier_case = false", // unquoted names fold to lower case
		"SET GLOBAL TimeZone = 'UTC'",                 // no zone of the machine ever shows
	}
	if o.MaxTempSize > 0 {
		// As an option of the start DuckDB 1.5.5 takes it, shows it, and does not keep to it.
		all = append(all, fmt.Sprintf("SET GLOBAL max_temp_directory_size = '%dB'", o.MaxTempSize))
	}
	return all
}

// sessionOptions are the options that stay changeable after Lock, because a session or the owner of the instance needs them
// while it runs. None of them names a file or loosens a rule.
var sessionOptions = []string{"TimeZone", "Calendar", "threads", "memory_limit", "streaming_buffer_size", "preserve_insertion_order"}

// lock are the statements that shut the instance; the order matters, each one would refuse its predecessor.
func lock() []string {
	names := make([]string, len(sessionOptions))
	for i, n := range sessionOptions {
		names[i] = QuoteLiteral(n)
	}
	return []string{
		"SET GLOBAL enable_external_access = false",
		"SET GLOBAL allowed_configs = [" + strings.Join(names, ", ") + "]",
		"SET GLOBAL lock_configuration = true",
	}
}

// attach is the statement that brings the file in.
func (o *Options) attach() string {
	mode := fmt.Sprintf("STORAGE_VERSION '%s', ROW_GROUP_SIZE %d", storageVersion, RowGroup)
	if o.ReadOnly {
		mode = "READ_ONLY"
	}
	path := o.Path
	if path == "" {
		path, mode = ":memory:", "TYPE duckdb"
	}
	return fmt.Sprintf("ATTACH %s AS %s (%s)", QuoteLiteral(path), QuoteIdent(o.Alias), mode)
}
