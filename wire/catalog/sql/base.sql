-- What everything else stands on. Runs once, before the static rows.
CREATE SCHEMA IF NOT EXISTS memory.pg;
CREATE SCHEMA IF NOT EXISTS memory.info;
CREATE SCHEMA IF NOT EXISTS memory.pgtemp;
CREATE SCHEMA IF NOT EXISTS memory.tarn_catalog;
CREATE SCHEMA IF NOT EXISTS memory.tarn_meta;

-- Filled by the engine: keys that clients see (kind p or f), comments beside DuckDB's own, and the roles that may connect.
CREATE TABLE IF NOT EXISTS memory.tarn_meta.key(
  schema_name VARCHAR, table_name VARCHAR, constraint_name VARCHAR, kind VARCHAR, column_names VARCHAR[],
  ref_schema VARCHAR, ref_table VARCHAR, ref_column_names VARCHAR[]);
CREATE TABLE IF NOT EXISTS memory.tarn_meta.comment(
  schema_name VARCHAR, table_name VARCHAR, column_name VARCHAR, comment VARCHAR);
CREATE TABLE IF NOT EXISTS memory.tarn_meta.role(name VARCHAR, superuser BOOLEAN, login BOOLEAN);

CREATE TABLE IF NOT EXISTS memory.tarn_catalog.oid(kind VARCHAR, schema_name VARCHAR, name VARCHAR, oid UINTEGER);

-- The first 31 bits' worth above 16383, as catalog.OID computes it in Go.
CREATE OR REPLACE MACRO memory.tarn_catalog.oid_of(kind, schema_name, name, probe) AS
  (16384 + md5_number_lower(concat(kind, chr(31), schema_name, chr(31), name, chr(31), probe)) % 2147467264)::UINTEGER;

-- The PostgreSQL type that a DuckDB type is shown as, alone and as element of a list (wire/codec shows values the same
-- way). What is not listed is text.
CREATE OR REPLACE TABLE memory.tarn_catalog.ducktype AS
SELECT name, oid::UINTEGER AS oid, array_oid::UINTEGER AS array_oid, oid = array_oid AS nested FROM (VALUES
  ('BOOLEAN', 16, 1000), ('TINYINT', 21, 1005), ('UTINYINT', 21, 1005), ('SMALLINT', 21, 1005), ('USMALLINT', 23, 1007),
  ('INTEGER', 23, 1007), ('UINTEGER', 20, 1016), ('BIGINT', 20, 1016), ('UBIGINT', 1700, 1231), ('HUGEINT', 1700, 1231),
  ('UHUGEINT', 1700, 1231), ('FLOAT', 700, 1021), ('DOUBLE', 701, 1022), ('DECIMAL', 1700, 1231), ('BLOB', 17, 1001),
  ('BIT', 1562, 1563), ('DATE', 1082, 1182), ('TIME', 1083, 1183), ('TIME WITH TIME ZONE', 1266, 1270),
  ('TIMESTAMP', 1114, 1115), ('TIMESTAMP_S', 1114, 1115), ('TIMESTAMP_MS', 1114, 1115), ('TIMESTAMP_NS', 1114, 1115),
  ('TIMESTAMP WITH TIME ZONE', 1184, 1185), ('INTERVAL', 1186, 1187), ('UUID', 2950, 2951), ('JSON', 114, 199),
  ('STRUCT', 114, 114), ('MAP', 114, 114), ('UNION', 114, 114), ('VARIANT', 114, 114)
) t(name, oid, array_oid);
-- numeric(p,s); DECIMAL(38,s) from scale 9 on carries numeric without bounds, and so do lists.
CREATE OR REPLACE MACRO memory.tarn_catalog.type_mod(t) AS
  CASE WHEN regexp_matches(t, '^DECIMAL\(\d+,\d+\)$') AND NOT regexp_matches(t, '^DECIMAL\(38,(9|[123][0-9])\)')
  THEN regexp_extract(t, '\((\d+),', 1)::INTEGER * 65536 + regexp_extract(t, ',(\d+)\)', 1)::INTEGER + 4 ELSE -1 END::INTEGER;

-- When the server started.
CREATE OR REPLACE TABLE memory.tarn_catalog.started AS SELECT now() AS at;
