-- Rebuilds what follows from the tables, views, keys and comments of lake. Every statement ends with a line that ends
-- in a semicolon. Runs in one transaction.

-- Relations of lake that clients see.
CREATE OR REPLACE TABLE memory.tarn_catalog.found AS
SELECT f.* REPLACE (coalesce(c.comment, f.comment) AS comment) FROM (
SELECT schema_name, table_name AS name, 'r' AS kind, comment, estimated_size AS tuples, column_count AS natts,
       NULL::VARCHAR AS definition
FROM duckdb_tables() WHERE database_name = {database} AND NOT internal AND schema_name NOT IN {hidden}
UNION ALL
SELECT v.schema_name, v.view_name, 'v', v.comment, -1, v.column_count, regexp_extract(v.sql, '(?s)^CREATE VIEW .*? AS (.*)$', 1)
FROM duckdb_views() v ANTI JOIN memory.tarn_meta.key k ON k.schema_name = v.schema_name AND k.table_name = v.view_name
WHERE v.database_name = {database} AND NOT v.internal AND v.schema_name NOT IN {hidden}
UNION ALL
-- A table that the engine keeps as rows and a dictionary: a view with keys.
SELECT v.schema_name, v.view_name, 'r', v.comment, coalesce(t.estimated_size, -1), v.column_count, NULL
FROM duckdb_views() v SEMI JOIN memory.tarn_meta.key k ON k.schema_name = v.schema_name AND k.table_name = v.view_name
LEFT JOIN duckdb_tables() t ON t.database_name = v.database_name AND t.schema_name IN {hidden} AND t.table_name = v.view_name || '_row'
WHERE v.database_name = {database} AND NOT v.internal AND v.schema_name NOT IN {hidden}
) f LEFT JOIN memory.tarn_meta.comment c ON c.schema_name = f.schema_name AND c.table_name = f.name AND c.column_name = '';

-- Keys: the engine's declarations, and constraints of DuckDB's own. A foreign key shows only where it
-- names a key of a table, as PostgreSQL has it: one of a view is a hint that tools do not expect.
CREATE OR REPLACE TABLE memory.tarn_catalog.constraints AS
WITH declared AS (
  SELECT schema_name, table_name, constraint_name AS name,
         CASE kind WHEN 'PRIMARY KEY' THEN 'p' WHEN 'FOREIGN KEY' THEN 'f' WHEN 'UNIQUE' THEN 'u' ELSE kind END AS kind,
         column_names, ref_schema, ref_table, ref_column_names
  FROM memory.tarn_meta.key
  UNION ALL
  SELECT schema_name, table_name, constraint_name,
         CASE constraint_type WHEN 'PRIMARY KEY' THEN 'p' WHEN 'UNIQUE' THEN 'u' ELSE 'f' END,
         constraint_column_names, schema_name, referenced_table, referenced_column_names
  FROM duckdb_constraints() d
  WHERE database_name = {database} AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
    AND (schema_name, table_name) NOT IN (SELECT (k.schema_name, k.table_name) FROM memory.tarn_meta.key k)
), numbered AS ( -- names that were cut to 63 bytes may be the same
  SELECT *, row_number() OVER (PARTITION BY schema_name, table_name, name ORDER BY kind, column_names) - 1 AS again FROM declared
)
SELECT d.* EXCLUDE (again) REPLACE (CASE again WHEN 0 THEN d.name ELSE left(d.name, 60) || again END AS name) FROM numbered d
SEMI JOIN memory.tarn_catalog.found f ON f.kind = 'r' AND f.schema_name = d.schema_name AND f.name = d.table_name
WHERE d.kind <> 'f'
   OR (d.ref_schema, d.ref_table, list_sort(d.ref_column_names)) IN (
     SELECT (k.schema_name, k.table_name, list_sort(k.column_names)) FROM declared k
     SEMI JOIN memory.tarn_catalog.found t ON t.kind = 'r' AND t.schema_name = k.schema_name AND t.name = k.table_name
     WHERE k.kind <> 'f');

-- OIDs: a hash of kind, schema and name. Once given they stay; see DESIGN.md for collisions.
INSERT INTO memory.tarn_catalog.oid
WITH wanted AS (
  SELECT 'n' AS kind, '' AS schema_name, schema_name AS name FROM duckdb_schemas()
  WHERE database_name = {database} AND NOT internal
  UNION SELECT 'n', '', schema_name FROM memory.tarn_catalog.found
  UNION SELECT 'c', schema_name, name FROM memory.tarn_catalog.found
  UNION SELECT 't', schema_name, name FROM memory.tarn_catalog.found
  UNION SELECT 'a', schema_name, name FROM memory.tarn_catalog.found
  UNION SELECT 'w', schema_name, name FROM memory.tarn_catalog.found WHERE kind = 'v'
  UNION SELECT 'c', schema_name, name FROM memory.tarn_catalog.constraints WHERE kind <> 'f'
  UNION SELECT 'k', schema_name, table_name || '.' || name FROM memory.tarn_catalog.constraints
  UNION SELECT 'r', '', name FROM memory.tarn_meta.role
), fresh AS (
  SELECT *, memory.tarn_catalog.oid_of(kind, schema_name, name, '') AS h0,
         memory.tarn_catalog.oid_of(kind, schema_name, name, '1') AS h1,
         memory.tarn_catalog.oid_of(kind, schema_name, name, '2') AS h2
  FROM wanted ANTI JOIN memory.tarn_catalog.oid USING (kind, schema_name, name)
), first AS (
  SELECT *, row_number() OVER (PARTITION BY h0 ORDER BY kind, schema_name, name) > 1
         OR h0 IN (SELECT oid FROM memory.tarn_catalog.oid) AS taken0
  FROM fresh
), second AS (
  SELECT *, taken0 AND (row_number() OVER (PARTITION BY taken0, h1 ORDER BY kind, schema_name, name) > 1
         OR h1 IN (SELECT oid FROM memory.tarn_catalog.oid) OR h1 IN (SELECT h0 FROM fresh)) AS taken1
  FROM first
)
SELECT kind, schema_name, name, CASE WHEN NOT taken0 THEN h0 WHEN NOT taken1 THEN h1 ELSE h2 END FROM second;

-- Schemas. public keeps PostgreSQL's own OID; main is DuckDB's and shows only if something is in it.
CREATE OR REPLACE TABLE memory.tarn_catalog.nsp AS
SELECT DISTINCT s.schema_name AS name, CASE s.schema_name WHEN 'public' THEN 2200 ELSE o.oid END::UINTEGER AS oid, s.comment
FROM duckdb_schemas() s
JOIN memory.tarn_catalog.oid o ON o.kind = 'n' AND o.name = s.schema_name
WHERE s.database_name = {database} AND NOT s.internal AND s.schema_name NOT IN {hidden}
  AND (s.schema_name <> 'main' OR EXISTS (SELECT 1 FROM memory.tarn_catalog.found f WHERE f.schema_name = 'main'))
  AND s.schema_name NOT IN ('pg_catalog', 'information_schema');

-- A table's size is its share of the file by rows and columns: DuckDB tells no more without reading the table.
CREATE OR REPLACE TABLE memory.tarn_catalog.rel AS
SELECT c.oid, n.oid AS nsp, f.schema_name, f.name, f.kind, f.comment, f.tuples, f.natts,
       t.oid AS rowtype, a.oid AS arraytype, w.oid AS rule, f.definition, 'p' AS persistence,
       CASE f.kind WHEN 'r' THEN s.bytes * (f.tuples * f.natts / s.weight) ELSE 0 END::BIGINT AS bytes,
       EXISTS (SELECT 1 FROM memory.tarn_catalog.constraints k
               WHERE k.kind <> 'f' AND k.schema_name = f.schema_name AND k.table_name = f.name) AS indexed,
       EXISTS (SELECT 1 FROM memory.tarn_catalog.constraints k
               WHERE k.kind = 'f' AND (k.schema_name = f.schema_name AND k.table_name = f.name
                  OR k.ref_schema = f.schema_name AND k.ref_table = f.name)) AS triggered
FROM memory.tarn_catalog.found f
CROSS JOIN (SELECT coalesce((SELECT max(block_size * used_blocks) FROM pragma_database_size() WHERE database_name = {database}), 0) AS bytes,
                   greatest(sum(tuples * natts), 1)::DOUBLE AS weight FROM memory.tarn_catalog.found WHERE kind = 'r') s
JOIN memory.tarn_catalog.nsp n ON n.name = f.schema_name
JOIN memory.tarn_catalog.oid c ON c.kind = 'c' AND c.schema_name = f.schema_name AND c.name = f.name
JOIN memory.tarn_catalog.oid t ON t.kind = 't' AND t.schema_name = f.schema_name AND t.name = f.name
JOIN memory.tarn_catalog.oid a ON a.kind = 'a' AND a.schema_name = f.schema_name AND a.name = f.name
LEFT JOIN memory.tarn_catalog.oid w ON w.kind = 'w' AND w.schema_name = f.schema_name AND w.name = f.name;

CREATE OR REPLACE TABLE memory.tarn_catalog.att AS
WITH cols AS MATERIALIZED (
  SELECT schema_name, table_name, column_index, column_name, data_type, is_nullable, column_default, comment
  FROM duckdb_columns() WHERE database_name = {database} AND NOT internal
), types AS (
  SELECT data_type, CASE WHEN NOT is_array THEN coalesce(k.oid, 25) ELSE coalesce(k.array_oid, 1009) END::UINTEGER AS typid, typmod,
         coalesce(k.nested, false) AS nested
  FROM (
    SELECT data_type, regexp_extract(data_type, '^[^(\[]*') AS base,
           data_type LIKE '%]' AS is_array,
           memory.tarn_catalog.type_mod(data_type) AS typmod
    FROM (SELECT DISTINCT data_type FROM cols)
  ) LEFT JOIN memory.tarn_catalog.ducktype k ON k.name = base
), keys AS (
  SELECT DISTINCT schema_name, table_name, unnest(column_names) AS column_name
  FROM memory.tarn_catalog.constraints WHERE kind = 'p'
)
SELECT r.oid AS relid, c.column_index::SMALLINT AS attnum, c.column_name AS name, t.typid, t.typmod,
       NOT c.is_nullable OR k.column_name IS NOT NULL AS required, CASE WHEN c.column_default <> 'NULL' AND NOT starts_with(c.column_default, 'CAST(NULL AS ') THEN c.column_default END AS expr,
       coalesce(w.comment, c.comment) AS comment, t.nested
FROM cols c
JOIN memory.tarn_catalog.rel r ON r.schema_name = c.schema_name AND r.name = c.table_name
JOIN types t ON t.data_type = c.data_type
LEFT JOIN keys k ON k.schema_name = c.schema_name AND k.table_name = c.table_name AND k.column_name = c.column_name
LEFT JOIN memory.tarn_meta.comment w ON w.schema_name = c.schema_name AND w.table_name = c.table_name AND w.column_name = c.column_name;

-- Constraints with attribute numbers.
CREATE OR REPLACE TABLE memory.tarn_catalog.con AS
WITH keyed AS MATERIALIZED (
  SELECT k.*, o.oid, r.oid AS relid, r.nsp, coalesce(f.oid, 0)::UINTEGER AS refid, coalesce(i.oid, 0)::UINTEGER AS indid
  FROM memory.tarn_catalog.constraints k
  JOIN memory.tarn_catalog.rel r ON r.schema_name = k.schema_name AND r.name = k.table_name
  JOIN memory.tarn_catalog.oid o ON o.kind = 'k' AND o.schema_name = k.schema_name AND o.name = k.table_name || '.' || k.name
  LEFT JOIN memory.tarn_catalog.rel f ON k.kind = 'f' AND f.schema_name = k.ref_schema AND f.name = k.ref_table
  LEFT JOIN memory.tarn_catalog.oid i ON k.kind <> 'f' AND i.kind = 'c' AND i.schema_name = k.schema_name AND i.name = k.name
), own AS (
  SELECT p.oid, list(a.attnum ORDER BY p.pos) AS attnums, list(a.typid ORDER BY p.pos) AS types, count(*) AS n,
         string_agg(memory.tarn_catalog.ident(a.name), ', ' ORDER BY p.pos) AS cols
  FROM (SELECT oid, relid, unnest(column_names) AS col, generate_subscripts(column_names, 1) AS pos FROM keyed) p
  JOIN memory.tarn_catalog.att a ON a.relid = p.relid AND a.name = p.col GROUP BY p.oid
), other AS (
  SELECT p.oid, list(a.attnum ORDER BY p.pos) AS attnums, count(*) AS n,
         string_agg(memory.tarn_catalog.ident(a.name), ', ' ORDER BY p.pos) AS cols
  FROM (SELECT oid, refid, unnest(ref_column_names) AS col, generate_subscripts(ref_column_names, 1) AS pos FROM keyed) p
  JOIN memory.tarn_catalog.att a ON a.relid = p.refid AND a.name = p.col GROUP BY p.oid
)
SELECT k.oid, k.name, k.kind, k.nsp, k.schema_name, k.table_name, k.relid, k.refid, k.indid, k.column_names,
       k.ref_schema, k.ref_table, k.ref_column_names, w.attnums, w.types, t.attnums AS ref_attnums,
       CASE k.kind WHEN 'f' THEN 'FOREIGN KEY' WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END || ' (' || w.cols || ')' AS definition,
       '(' || t.cols || ')' AS ref_columns,
       CASE WHEN k.kind <> 'f' THEN 'CREATE UNIQUE INDEX ' || memory.tarn_catalog.ident(k.name) || ' ON '
              || memory.tarn_catalog.ident(k.schema_name) || '.' || memory.tarn_catalog.ident(k.table_name)
              || ' USING btree (' || w.cols || ')' END AS index_definition
FROM keyed k JOIN own w ON w.oid = k.oid AND w.n = len(k.column_names)
LEFT JOIN other t ON t.oid = k.oid
WHERE k.kind <> 'f' OR t.n = len(k.ref_column_names);

-- Every relation's name, with the other schemas that have a relation of that name, for visibility, regclass and the like.
CREATE OR REPLACE TABLE memory.tarn_catalog.names AS
WITH everything AS (
  SELECT oid, relnamespace AS nsp, CASE relnamespace WHEN 11 THEN 'pg_catalog' ELSE 'information_schema' END AS nspname,
         relname AS name, relkind AS kind, 0::BIGINT AS bytes FROM memory.tarn_catalog.static_pg_class
  UNION ALL SELECT oid, nsp, schema_name, name, kind, bytes FROM memory.tarn_catalog.rel
  UNION ALL SELECT indid, nsp, schema_name, name, 'i', 0 FROM memory.tarn_catalog.con WHERE indid <> 0
), shared AS (
  SELECT name, list(nspname) AS schemas FROM everything GROUP BY name HAVING count(*) > 1
)
SELECT e.*, s.schemas FROM everything e LEFT JOIN shared s ON s.name = e.name;

-- What format_type says of a type: with modifier m it is prefix, the modifier's form by style, suffix.
CREATE OR REPLACE TABLE memory.tarn_catalog.type_name AS
SELECT oid, formatted, CASE oid WHEN 1042 THEN 'bpchar' WHEN 1560 THEN '"bit"' ELSE formatted END AS bare,
       CASE WHEN oid IN (1700, 1231) THEN 'n' WHEN oid IN (1042, 1014, 1043, 1015) THEN 'l' WHEN oid IN (1186, 1187) THEN 'i'
            WHEN oid IN (1114, 1115, 1184, 1185, 1083, 1183, 1266, 1270, 1560, 1561, 1562, 1563) THEN 'p' ELSE '' END AS style,
       CASE WHEN oid IN (1114, 1115, 1184, 1185) THEN 'timestamp' WHEN oid IN (1083, 1183, 1266, 1270) THEN 'time'
            ELSE rtrim(formatted, '[]') END AS prefix,
       CASE WHEN oid IN (1114, 1115, 1184, 1185, 1083, 1183, 1266, 1270) THEN regexp_extract(formatted, ' .*$')
            WHEN formatted LIKE '%[]' THEN '[]' ELSE '' END AS suffix
FROM (SELECT oid, formatted FROM memory.tarn_catalog.type_text
      UNION ALL SELECT rowtype, memory.tarn_catalog.shown(schema_name, name) FROM memory.tarn_catalog.rel
      UNION ALL SELECT arraytype, memory.tarn_catalog.shown(schema_name, name) || '[]' FROM memory.tarn_catalog.rel);

-- Roles: the owner of everything, PostgreSQL's predefined ones, those of the engine.
CREATE OR REPLACE TABLE memory.tarn_catalog.roles AS
SELECT 10::UINTEGER AS oid, 'tarn' AS name, true AS superuser, true AS login
UNION ALL SELECT oid, rolname, false, false FROM memory.tarn_catalog.role
UNION ALL SELECT o.oid, r.name, coalesce(r.superuser, false), coalesce(r.login, true)
  FROM memory.tarn_meta.role r JOIN memory.tarn_catalog.oid o ON o.kind = 'r' AND o.name = r.name WHERE r.name <> 'tarn';
