package setting

import "math"

const (
	maxInt = math.MaxInt32
)

func boolean(name, value, text string) Definition {
	return Definition{Name: name, Kind: Bool, Default: value, Text: text}
}

func integer(name, value, unit string, low, high float64, text string) Definition {
	return Definition{Name: name, Kind: Integer, Default: value, Unit: unit, Min: low, Max: high, Text: text}
}

func number(name, value string, low, high float64, text string) Definition {
	return Definition{Name: name, Kind: Real, Default: value, Min: low, Max: high, Text: text}
}

func text(name, value, about string) Definition {
	return Definition{Name: name, Kind: String, Default: value, Text: about}
}

func enum(name, value, text string, values ...string) Definition {
	return Definition{Name: name, Kind: Enum, Default: value, Values: values, Text: text}
}

func (d Definition) reported() Definition                              { d.Report = true; return d }
func (d Definition) fixed() Definition                                 { d.Context = Internal; return d }
func (d Definition) server() Definition                                { d.Context = Server; return d }
func (d Definition) list() Definition                                  { d.List = true; return d }
func (d Definition) checked(f func(string) (string, error)) Definition { d.check = f; return d }

var messageLevels = []string{
	"debug5", "debug4", "debug3", "debug2", "debug1", "debug", "log", "info", "notice", "warning", "error",
}

var isolations = []string{"serializable", "repeatable read", "read committed", "read uncommitted"}

// table are PostgreSQL 15's settings as far as clients set or read them. Settings about how PostgreSQL plans or stores
// are accepted, so that clients may set them, and change nothing here.
var table = []Definition{
	// What the session honours.
	text("application_name", "", "Sets the application name to be reported in statistics and logs.").reported(),
	enum("bytea_output", "hex", "Sets the output format for bytea.", "escape", "hex"),
	text("client_encoding", "UTF8", "Sets the client's character set encoding.").reported().checked(checkEncoding),
	enum("client_min_messages", "notice", "Sets the message levels that are sent to the client.", messageLevels...),
	text("DateStyle", "ISO, MDY", "Sets the display format for date and time values.").reported().list().checked(checkDateStyle),
	boolean("default_transaction_deferrable", "off", "Sets the default deferrable status of new transactions."),
	enum("default_transaction_isolation", "read committed", "Sets the transaction isolation level of each new transaction.", isolations...),
	boolean("default_transaction_read_only", "on", "Sets the default read-only status of new transactions.").reported(),
	integer("extra_float_digits", "1", "", -15, 3, "Sets the number of digits displayed for floating-point values."),
	integer("idle_in_transaction_session_timeout", "0", "ms", 0, maxInt, "Sets the maximum allowed idle time between queries, when in a transaction."),
	integer("idle_session_timeout", "0", "ms", 0, maxInt, "Sets the maximum allowed idle time between queries, when not in a transaction."),
	enum("IntervalStyle", "postgres", "Sets the display format for interval values.", "postgres", "postgres_verbose", "sql_standard", "iso_8601").reported(),
	text("role", "none", "Sets the current role."),
	text("search_path", `"$user", public`, "Sets the schema search order for names that are not schema-qualified.").list(),
	text("session_authorization", "", "Sets the session user name.").reported().fixed(),
	integer("statement_timeout", "0", "ms", 0, maxInt, "Sets the maximum allowed duration of any statement."),
	text("TimeZone", "UTC", "Sets the time zone for displaying and interpreting time stamps.").reported().checked(checkTimeZone),
	boolean("transaction_deferrable", "off", "Whether to defer a read-only serializable transaction until it can be executed with no possible serialization failures."),
	enum("transaction_isolation", "read committed", "Sets the current transaction's isolation level.", isolations...),
	boolean("transaction_read_only", "on", "Sets the current transaction's read-only status."),

	// What the server is.
	integer("block_size", "8192", "", 8192, 8192, "Shows the size of a disk block.").fixed(),
	boolean("data_checksums", "on", "Shows whether data checksums are turned on for this cluster.").fixed(),
	boolean("in_hot_standby", "off", "Shows whether hot standby is currently active.").reported().fixed(),
	boolean("integer_datetimes", "on", "Shows whether datetimes are integer based.").reported().fixed(),
	boolean("is_superuser", "off", "Shows whether the current user is a superuser.").reported().fixed(),
	text("lc_collate", "C.UTF-8", "Shows the collation order locale.").fixed(),
	text("lc_ctype", "C.UTF-8", "Shows the character classification and case conversion locale.").fixed(),
	integer("max_function_args", "100", "", 100, 100, "Shows the maximum number of function arguments.").fixed(),
	integer("max_identifier_length", "63", "", 63, 63, "Shows the maximum identifier length.").fixed(),
	integer("max_index_keys", "32", "", 32, 32, "Shows the maximum number of index keys.").fixed(),
	text("server_encoding", "UTF8", "Shows the server (database) character set encoding.").reported().fixed(),
	text("server_version", "", "Shows the server version.").reported().fixed(),
	integer("server_version_num", "", "", 0, maxInt, "Shows the server version as an integer.").fixed(),
	integer("max_connections", "100", "", 1, 262143, "Sets the maximum number of concurrent connections.").server(),
	text("listen_addresses", "localhost", "Sets the host name or IP address(es) to listen to.").server(),
	integer("port", "5432", "", 1, 65535, "Sets the TCP port the server listens on.").server(),
	boolean("ssl", "off", "Enables SSL connections.").server(),
	enum("password_encryption", "scram-sha-256", "Chooses the algorithm for encrypting passwords.", "md5", "scram-sha-256"),
	enum("wal_level", "replica", "Sets the level of information written to the WAL.", "minimal", "replica", "logical").server(),
	text("data_directory", "", "Sets the server's data directory.").server(),
	integer("superuser_reserved_connections", "3", "", 0, 262143, "Sets the number of connection slots reserved for superusers.").server(),
	text("shared_preload_libraries", "", "Lists shared libraries to preload into server.").server(),
	text("log_timezone", "UTC", "Sets the time zone to use in log messages.").server(),
	boolean("fsync", "on", "Forces synchronization of updates to disk.").server(),
	enum("archive_mode", "off", "Allows archiving of WAL files using archive_command.", "always", "on", "off").server(),
	boolean("hot_standby", "on", "Allows connections and queries during recovery.").server(),
	integer("shared_buffers", "16384", "8kB", 16, maxInt, "Sets the number of shared memory buffers used by the server.").server(),
	boolean("autovacuum", "on", "Starts the autovacuum subprocess.").server(),
	integer("max_prepared_transactions", "0", "", 0, 262143, "Sets the maximum number of simultaneously prepared transactions.").server(),
	integer("max_locks_per_transaction", "64", "", 10, maxInt, "Sets the maximum number of locks per transaction.").server(),
	text("cluster_name", "", "Sets the name of the cluster, which is included in the process title.").server(),

	// What is accepted and changes nothing.
	boolean("allow_in_place_tablespaces", "off", "Allows tablespaces directly inside pg_tblspc, for testing."),
	boolean("allow_system_table_mods", "off", "Allows modifications of the structure of system tables."),
	boolean("array_nulls", "on", "Enable input of NULL elements in arrays."),
	enum("backslash_quote", "safe_encoding", `Sets whether "\'" is allowed in string literals.`, "safe_encoding", "on", "off"),
	boolean("check_function_bodies", "on", "Check routine bodies during CREATE FUNCTION and CREATE PROCEDURE."),
	integer("client_connection_check_interval", "0", "ms", 0, maxInt, "Sets the time interval between checks for disconnection while running queries."),
	enum("compute_query_id", "auto", "Enables in-core computation of query identifiers.", "auto", "regress", "on", "off"),
	enum("constraint_exclusion", "partition", "Enables the planner to use constraints to optimize queries.", "partition", "on", "off"),
	number("cpu_index_tuple_cost", "0.005", 0, math.MaxFloat64, "Sets the planner's estimate of the cost of processing each index entry."),
	number("cpu_operator_cost", "0.0025", 0, math.MaxFloat64, "Sets the planner's estimate of the cost of processing each operator or function call."),
	number("cpu_tuple_cost", "0.01", 0, math.MaxFloat64, "Sets the planner's estimate of the cost of processing each tuple (row)."),
	number("cursor_tuple_fraction", "0.1", 0, 1, "Sets the planner's estimate of the fraction of a cursor's rows that will be retrieved."),
	integer("deadlock_timeout", "1000", "ms", 1, maxInt, "Sets the time to wait on a lock before checking for deadlock."),
	boolean("debug_print_plan", "off", "Logs each query's execution plan."),
	integer("default_statistics_target", "100", "", 1, 10000, "Sets the default statistics target."),
	text("default_table_access_method", "heap", "Sets the default table access method for new tables."),
	text("default_tablespace", "", "Sets the default tablespace to create tables and indexes in."),
	text("default_text_search_config", "pg_catalog.simple", "Sets default text search configuration."),
	text("default_toast_compression", "pglz", "Sets the default compression method for compressible values."),
	text("dynamic_library_path", "$libdir", "Sets the path for dynamically loadable modules."),
	integer("effective_cache_size", "524288", "8kB", 1, maxInt, "Sets the planner's assumption about the total size of the data caches."),
	integer("effective_io_concurrency", "1", "", 0, 1000, "Number of simultaneous requests that can be handled efficiently by the disk subsystem."),
	boolean("enable_async_append", "on", "Enables the planner's use of async append plans."),
	boolean("enable_bitmapscan", "on", "Enables the planner's use of bitmap-scan plans."),
	boolean("enable_gathermerge", "on", "Enables the planner's use of gather merge plans."),
	boolean("enable_hashagg", "on", "Enables the planner's use of hashed aggregation plans."),
	boolean("enable_hashjoin", "on", "Enables the planner's use of hash join plans."),
	boolean("enable_incremental_sort", "on", "Enables the planner's use of incremental sort steps."),
	boolean("enable_indexonlyscan", "on", "Enables the planner's use of index-only-scan plans."),
	boolean("enable_indexscan", "on", "Enables the planner's use of index-scan plans."),
	boolean("enable_material", "on", "Enables the planner's use of materialization."),
	boolean("enable_memoize", "on", "Enables the planner's use of memoization."),
	boolean("enable_mergejoin", "on", "Enables the planner's use of merge join plans."),
	boolean("enable_nestloop", "on", "Enables the planner's use of nested-loop join plans."),
	boolean("enable_parallel_append", "on", "Enables the planner's use of parallel append plans."),
	boolean("enable_parallel_hash", "on", "Enables the planner's use of parallel hash plans."),
	boolean("enable_partition_pruning", "on", "Enables plan-time and execution-time partition pruning."),
	boolean("enable_partitionwise_aggregate", "off", "Enables partitionwise aggregation and grouping."),
	boolean("enable_partitionwise_join", "off", "Enables partitionwise join."),
	boolean("enable_seqscan", "on", "Enables the planner's use of sequential-scan plans."),
	boolean("enable_sort", "on", "Enables the planner's use of explicit sort steps."),
	boolean("enable_tidscan", "on", "Enables the planner's use of TID scan plans."),
	boolean("escape_string_warning", "on", "Warn about backslash escapes in ordinary string literals."),
	boolean("exit_on_error", "off", "Terminate session on any error."),
	enum("force_parallel_mode", "off", "Forces use of parallel query facilities.", "off", "on", "regress"),
	integer("from_collapse_limit", "8", "", 1, maxInt, "Sets the FROM-list size beyond which subqueries are not collapsed."),
	boolean("geqo", "on", "Enables genetic query optimization."),
	integer("geqo_threshold", "12", "", 2, maxInt, "Sets the threshold of FROM items beyond which GEQO is used."),
	integer("gin_fuzzy_search_limit", "0", "", 0, maxInt, "Sets the maximum allowed result for exact search by GIN."),
	number("hash_mem_multiplier", "2", 1, 1000, "Multiple of work_mem to use for hash tables."),
	boolean("jit", "on", "Allow JIT compilation."),
	number("jit_above_cost", "100000", -1, math.MaxFloat64, "Perform JIT compilation if query is more expensive."),
	integer("join_collapse_limit", "8", "", 1, maxInt, "Sets the FROM-list size beyond which JOIN constructs are not flattened."),
	text("lc_messages", "C.UTF-8", "Sets the language in which messages are displayed."),
	text("lc_monetary", "C.UTF-8", "Sets the locale for formatting monetary amounts."),
	text("lc_numeric", "C.UTF-8", "Sets the locale for formatting numbers."),
	text("lc_time", "C.UTF-8", "Sets the locale for formatting date and time values."),
	boolean("lo_compat_privileges", "off", "Enables backward compatibility mode for privilege checks on large objects."),
	text("local_preload_libraries", "", "Lists unprivileged shared libraries to preload into each backend."),
	integer("lock_timeout", "0", "ms", 0, maxInt, "Sets the maximum allowed duration of any wait for a lock."),
	boolean("log_duration", "off", "Logs the duration of each completed SQL statement."),
	integer("log_min_duration_statement", "-1", "ms", -1, maxInt, "Sets the minimum execution time above which all statements will be logged."),
	enum("log_min_messages", "warning", "Sets the message levels that are logged.", messageLevels...),
	enum("log_statement", "none", "Sets the type of statements logged.", "none", "ddl", "mod", "all"),
	integer("logical_decoding_work_mem", "65536", "kB", 64, maxInt, "Sets the maximum memory to be used for logical decoding."),
	integer("maintenance_work_mem", "65536", "kB", 1024, maxInt, "Sets the maximum memory to be used for maintenance operations."),
	integer("max_parallel_maintenance_workers", "2", "", 0, 1024, "Sets the maximum number of parallel processes per maintenance operation."),
	integer("max_parallel_workers", "8", "", 0, 1024, "Sets the maximum number of parallel workers that can be active at one time."),
	integer("max_parallel_workers_per_gather", "2", "", 0, 1024, "Sets the maximum number of parallel processes per executor node."),
	integer("max_stack_depth", "2048", "kB", 100, maxInt, "Sets the maximum stack depth, in kilobytes."),
	integer("min_parallel_table_scan_size", "1024", "8kB", 0, 715827882, "Sets the minimum amount of table data for a parallel scan."),
	boolean("parallel_leader_participation", "on", "Controls whether Gather and Gather Merge also run subplans."),
	number("parallel_setup_cost", "1000", 0, math.MaxFloat64, "Sets the planner's estimate of the cost of starting up worker processes for parallel query."),
	number("parallel_tuple_cost", "0.1", 0, math.MaxFloat64, "Sets the planner's estimate of the cost of passing each tuple (row) from worker to leader backend."),
	enum("plan_cache_mode", "auto", "Controls the planner's selection of custom or generic plan.", "auto", "force_generic_plan", "force_custom_plan"),
	boolean("quote_all_identifiers", "off", "When generating SQL fragments, quote all identifiers."),
	number("random_page_cost", "4", 0, math.MaxFloat64, "Sets the planner's estimate of the cost of a nonsequentially fetched disk page."),
	boolean("row_security", "on", "Enable row security."),
	number("seed", "0", -1, 1, "Sets the seed for random-number generation."),
	number("seq_page_cost", "1", 0, math.MaxFloat64, "Sets the planner's estimate of the cost of a sequentially fetched disk page."),
	enum("session_replication_role", "origin", "Sets the session's behavior for triggers and rewrite rules.", "origin", "replica", "local"),
	text("session_preload_libraries", "", "Lists shared libraries to preload into each backend."),
	boolean("standard_conforming_strings", "on", `Causes '...' strings to treat backslashes literally.`).reported().checked(checkStandardStrings),
	enum("stats_fetch_consistency", "cache", "Sets the consistency of accesses to statistics data.", "none", "cache", "snapshot"),
	boolean("synchronize_seqscans", "on", "Enable synchronized sequential scans."),
	enum("synchronous_commit", "on", "Sets the current transaction's synchronization level.", "local", "remote_write", "remote_apply", "on", "off"),
	integer("tcp_keepalives_count", "0", "", 0, maxInt, "Maximum number of TCP keepalive retransmits."),
	integer("tcp_keepalives_idle", "0", "s", 0, maxInt, "Time between issuing TCP keepalives."),
	integer("tcp_keepalives_interval", "0", "s", 0, maxInt, "Time between TCP keepalive retransmits."),
	integer("tcp_user_timeout", "0", "ms", 0, maxInt, "TCP user timeout."),
	integer("temp_buffers", "1024", "8kB", 100, maxInt, "Sets the maximum number of temporary buffers used by each session."),
	integer("temp_file_limit", "-1", "kB", -1, maxInt, "Limits the total size of all temporary files used by each process."),
	text("temp_tablespaces", "", "Sets the tablespace(s) to use for temporary tables and sort files."),
	text("timezone_abbreviations", "Default", "Selects a file of time zone abbreviations."),
	boolean("trace_notify", "off", "Generates debugging output for LISTEN and NOTIFY."),
	boolean("track_activities", "on", "Collects information about executing commands."),
	boolean("track_counts", "on", "Collects statistics on database activity."),
	enum("track_functions", "none", "Collects function-level statistics on database activity.", "none", "pl", "all"),
	boolean("track_io_timing", "off", "Collects timing statistics for database I/O activity."),
	boolean("transform_null_equals", "off", `Treats "expr=NULL" as "expr IS NULL".`),
	integer("vacuum_cost_delay", "0", "ms", 0, 100, "Vacuum cost delay in milliseconds."),
	integer("wal_sender_timeout", "60000", "ms", 0, maxInt, "Sets the maximum time to wait for WAL replication."),
	integer("work_mem", "4096", "kB", 64, maxInt, "Sets the maximum memory to be used for query workspaces."),
	enum("xmlbinary", "base64", "Sets how binary values are to be encoded in XML.", "base64", "hex"),
	enum("xmloption", "content", "Sets whether XML data in implicit parsing and serialization operations is to be considered as documents or content fragments.", "content", "document"),
}
