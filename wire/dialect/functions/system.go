package functions

import "strings"

// systemTable: functions about the server and session whose answer is a constant for us. Those that name the user,
// the database or a setting are the printer's; those of the catalogs are wire/catalog's.
const systemTable = `
pg_is_in_recovery() bool = false
pg_is_wal_replay_paused() bool = false
pg_export_snapshot() text = '00000003-0000001B-1'
txid_current() int8 = CAST(txid_current() AS BIGINT)
txid_current_if_assigned() int8 = CAST(NULL AS BIGINT)
pg_current_xact_id() xid8 = CAST(txid_current() AS UBIGINT)
pg_advisory_lock(int8) void = CAST('' AS VARCHAR)
pg_advisory_lock(int4, int4) void = CAST('' AS VARCHAR)
pg_advisory_lock_shared(int8) void = CAST('' AS VARCHAR)
pg_advisory_xact_lock(int8) void = CAST('' AS VARCHAR)
pg_advisory_xact_lock(int4, int4) void = CAST('' AS VARCHAR)
pg_try_advisory_lock(int8) bool = true
pg_try_advisory_lock(int4, int4) bool = true
pg_try_advisory_lock_shared(int8) bool = true
pg_try_advisory_xact_lock(int8) bool = true
pg_try_advisory_xact_lock(int4, int4) bool = true
pg_advisory_unlock(int8) bool = true
pg_advisory_unlock(int4, int4) bool = true
pg_advisory_unlock_shared(int8) bool = true
pg_advisory_unlock_all() void = CAST('' AS VARCHAR)
inet_server_addr() inet = CAST(NULL AS VARCHAR)
inet_server_port() int4 = CAST(NULL AS INTEGER)
inet_client_port() int4 = CAST(NULL AS INTEGER)
pg_typeof(any) regtype = memory.pg.pg_typeof($1)
aclexplode(aclitem[]) set {grantor oid, grantee oid, privilege_type text, is_grantable bool} = memory.pg.aclexplode($1)
num_nonnulls(any...) int4 = @num_nonnulls([$*])
num_nulls(any...) int4 = @num_nulls([$*])
`

const systemMacros = `
num_nonnulls(l) AS CAST(len(list_filter(l, lambda e: e IS NOT NULL)) AS INTEGER);
num_nulls(l) AS CAST(len(list_filter(l, lambda e: e IS NULL)) AS INTEGER);
`

// catalogNames are functions of the system catalogs without one of Catalog's prefixes.
var catalogNames = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(`
		format_type obj_description col_description shobj_description current_schemas row_security_active
		nameconcatoid acldefault makeaclitem aclcontains
		regclassin regclassout regtypein regtypeout regprocin regprocout array_in array_out
		numeric_precision inet_client_addr
		_pg_truetypid _pg_truetypmod _pg_char_max_length _pg_char_octet_length _pg_numeric_precision
		_pg_numeric_precision_radix _pg_numeric_scale _pg_datetime_precision _pg_interval_type _pg_index_position
		currval lastval nextval setval`) {
		m[n] = true
	}
	return m
}()
