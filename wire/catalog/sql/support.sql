-- What the relations and functions stand on. Runs after the first Refresh, before the relations.

-- The session, by its variables.
CREATE OR REPLACE MACRO memory.tarn_catalog.username() AS coalesce(getvariable('tarn_user')::VARCHAR, 'tarn');
CREATE OR REPLACE MACRO memory.tarn_catalog.database() AS coalesce(getvariable('tarn_database')::VARCHAR, 'tarn');
CREATE OR REPLACE MACRO memory.tarn_catalog.pid() AS coalesce(getvariable('tarn_pid')::INTEGER, 0);
CREATE OR REPLACE MACRO memory.tarn_catalog.path() AS coalesce(getvariable('tarn_path')::VARCHAR[], ['public']);
CREATE OR REPLACE MACRO memory.tarn_catalog.temp_nsp() AS memory.tarn_catalog.oid_of('n', '', 'pg_temp_3', '');
CREATE OR REPLACE VIEW memory.tarn_catalog.session_settings AS
SELECT unnest(CAST(getvariable('tarn_settings') AS STRUCT(name VARCHAR, "value" VARCHAR)[]), recursive := true);
CREATE OR REPLACE MACRO memory.tarn_catalog.setting(n, otherwise) AS
  coalesce((SELECT max(x.value) FROM (SELECT n AS n) a JOIN memory.tarn_catalog.session_settings x ON x.name = a.n), otherwise);
CREATE OR REPLACE VIEW memory.tarn_catalog.session_prepared AS
SELECT unnest(CAST(getvariable('tarn_prepared') AS STRUCT(name VARCHAR, "statement" VARCHAR, from_sql BOOLEAN)[]), recursive := true);
CREATE OR REPLACE VIEW memory.tarn_catalog.session_cursors AS
SELECT unnest(CAST(getvariable('tarn_cursors') AS STRUCT(name VARCHAR, "statement" VARCHAR,
  is_holdable BOOLEAN, is_binary BOOLEAN, is_scrollable BOOLEAN)[]), recursive := true);

-- Temporary relations of the session, in the shape of rel and att.
CREATE OR REPLACE VIEW memory.tarn_catalog.temp_rel AS
SELECT unnest(CAST(getvariable('tarn_temp_rel') AS STRUCT(oid UINTEGER, nsp UINTEGER, schema_name VARCHAR, name VARCHAR,
  kind VARCHAR, comment VARCHAR, tuples BIGINT, natts BIGINT, rowtype UINTEGER, arraytype UINTEGER, rule UINTEGER,
  definition VARCHAR, persistence VARCHAR, bytes BIGINT, indexed BOOLEAN, triggered BOOLEAN)[]), recursive := true);
CREATE OR REPLACE VIEW memory.tarn_catalog.temp_att AS
SELECT unnest(CAST(getvariable('tarn_temp_att') AS STRUCT(relid UINTEGER, attnum SMALLINT, name VARCHAR, typid UINTEGER,
  typmod INTEGER, required BOOLEAN, expr VARCHAR, comment VARCHAR, nested BOOLEAN)[]), recursive := true);

-- The roles, and who is connected.
CREATE OR REPLACE MACRO memory.tarn_catalog.role_oid(n) AS
  CASE n WHEN 'tarn' THEN 10 ELSE memory.tarn_catalog.oid_of('r', '', n, '') END::UINTEGER;
CREATE OR REPLACE VIEW memory.tarn_catalog.all_roles AS
SELECT * FROM memory.tarn_catalog.roles
UNION ALL SELECT memory.tarn_catalog.role_oid(u), u, false, true FROM (SELECT memory.tarn_catalog.username() AS u)
  WHERE u NOT IN (SELECT name FROM memory.tarn_catalog.roles);

-- Rights: a role as an access list writes it, the letters of what may be granted in their order, and what everybody and the owner
-- have of themselves on a kind of object, by the letter that acldefault takes.
CREATE OR REPLACE MACRO memory.tarn_catalog.acl_name(n) AS
  CASE WHEN regexp_full_match(n, '[a-zA-Z0-9_]+') THEN n ELSE '"' || replace(n, '"', '""') || '"' END;
CREATE OR REPLACE MACRO memory.tarn_catalog.privileges() AS
  ['aINSERT', 'rSELECT', 'wUPDATE', 'dDELETE', 'DTRUNCATE', 'xREFERENCES', 'tTRIGGER', 'XEXECUTE', 'UUSAGE', 'CCREATE', 'TTEMPORARY',
   'cCONNECT', 'sSET', 'AALTER SYSTEM'];
CREATE OR REPLACE MACRO memory.tarn_catalog.granted(kind) AS MAP {
  'c': ['', ''], 'r': ['', 'arwdDxt'], 's': ['', 'rwU'], 'd': ['Tc', 'CTc'], 'f': ['X', 'X'], 'l': ['U', 'U'], 'L': ['', 'rw'],
  'n': ['', 'UC'], 'p': ['', 'sA'], 't': ['', 'C'], 'F': ['', 'U'], 'S': ['', 'U'], 'T': ['U', 'U']}[kind];

-- Databases: whatever name a client connects to is the one there is.
CREATE OR REPLACE VIEW memory.tarn_catalog.databases AS
SELECT memory.tarn_catalog.oid_of('b', '', d, '') AS oid, d AS name, false AS template
  FROM (SELECT memory.tarn_catalog.database() AS d) WHERE d NOT IN ('postgres', 'template0', 'template1')
UNION ALL SELECT * FROM (VALUES (5::UINTEGER, 'postgres', false), (1::UINTEGER, 'template1', true), (4::UINTEGER, 'template0', true));

-- Where a schema stands on the search path, NULL off it.
CREATE OR REPLACE MACRO memory.tarn_catalog.rank(nspname) AS
  CASE nspname WHEN 'pg_catalog' THEN 0
  ELSE nullif(list_position(memory.tarn_catalog.path(), nspname), 0) END;
-- Whether an unqualified name finds the relation of a row of names.
CREATE OR REPLACE MACRO memory.tarn_catalog.found_unqualified(nspname, schemas) AS
  memory.tarn_catalog.rank(nspname) IS NOT NULL AND (schemas IS NULL OR len(list_filter(schemas,
    lambda x: memory.tarn_catalog.rank(x) < memory.tarn_catalog.rank(nspname))) = 0);
-- How a relation of names is written for the session's search path.
CREATE OR REPLACE MACRO memory.tarn_catalog.written(nspname, n, schemas) AS
  CASE WHEN memory.tarn_catalog.found_unqualified(nspname, schemas) THEN '' ELSE memory.tarn_catalog.ident(nspname) || '.' END
    || memory.tarn_catalog.ident(n);

-- Types as information_schema shows them: domains resolved, arrays called ARRAY.
CREATE OR REPLACE VIEW memory.tarn_catalog.column_type AS
SELECT t.oid, coalesce(b.oid, t.oid) AS true_oid, CASE t.typtype WHEN 'd' THEN t.typtypmod ELSE -1 END AS typmod,
       CASE WHEN coalesce(b.typelem, t.typelem) <> 0 AND coalesce(b.typlen, t.typlen) = -1 AND coalesce(b.typcategory, t.typcategory) = 'A' THEN 'ARRAY'
            WHEN coalesce(b.typnamespace, t.typnamespace) = 11 THEN x.formatted ELSE 'USER-DEFINED' END AS data_type,
       'pg_catalog' AS udt_schema, coalesce(b.typname, t.typname) AS udt_name,
       CASE t.typtype WHEN 'd' THEN t.typname END AS domain
FROM memory.tarn_catalog.static_pg_type t
LEFT JOIN memory.tarn_catalog.static_pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
JOIN memory.tarn_catalog.type_text x ON x.oid = coalesce(b.oid, t.oid);

-- Definitions as text. A relation of public is found unqualified.
CREATE OR REPLACE VIEW memory.tarn_catalog.view_text AS
SELECT oid, definition FROM memory.tarn_catalog.system_view
UNION ALL SELECT oid, regexp_replace(rtrim(definition, '; '), '(^|[^a-zA-Z0-9_".])lake\.', '\1', 'g') || ';' AS definition FROM memory.tarn_catalog.rel WHERE kind = 'v'
UNION ALL SELECT oid, rtrim(definition, '; ') || ';' FROM memory.tarn_catalog.temp_rel WHERE kind = 'v';
CREATE OR REPLACE VIEW memory.tarn_catalog.index_definition AS
SELECT oid, definition FROM memory.tarn_catalog.index_text
UNION ALL SELECT indid, index_definition FROM memory.tarn_catalog.con WHERE indid <> 0;
CREATE OR REPLACE VIEW memory.tarn_catalog.constraint_definition AS
SELECT oid, definition FROM memory.tarn_catalog.constraint_text
-- Foreign keys are for joins: what they name may be in no load, or inside of another resource. PostgreSQL calls that NOT VALID.
UNION ALL SELECT c.oid, c.definition || coalesce(' REFERENCES ' || memory.tarn_catalog.written(r.nspname, r.name, r.schemas) || c.ref_columns || ' NOT VALID', '')
FROM memory.tarn_catalog.con c LEFT JOIN memory.tarn_catalog.names r ON r.oid = c.refid;
-- Key columns one by one.
CREATE OR REPLACE VIEW memory.tarn_catalog.key_column AS
SELECT oid, conname, connamespace, contype, conrelid, confrelid, conindid, unnest(conkey) AS attnum,
       unnest(confkey) AS ref_attnum, generate_subscripts(conkey, 1) AS pos
FROM memory.pg.pg_constraint;
-- information_schema's own helpers (information_schema.sql of PostgreSQL).
CREATE OR REPLACE MACRO memory.pg._pg_char_max_length(t, m) AS
  CASE WHEN m = -1 THEN NULL WHEN t IN (1042, 1043) THEN m - 4 WHEN t IN (1560, 1562) THEN m END::INTEGER;
CREATE OR REPLACE MACRO memory.pg._pg_char_octet_length(t, m) AS
  CASE WHEN t IN (25, 1042, 1043) THEN CASE WHEN m = -1 THEN 1073741824 ELSE (m - 4) * 4 END END::INTEGER;
CREATE OR REPLACE MACRO memory.pg._pg_numeric_precision(t, m) AS
  CASE t WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 1700 THEN CASE WHEN m = -1 THEN NULL ELSE ((m - 4) >> 16) & 65535 END
  WHEN 700 THEN 24 WHEN 701 THEN 53 END::INTEGER;
CREATE OR REPLACE MACRO memory.pg._pg_numeric_precision_radix(t, m) AS
  CASE WHEN t IN (21, 23, 20, 700, 701) THEN 2 WHEN t = 1700 THEN 10 END::INTEGER;
CREATE OR REPLACE MACRO memory.pg._pg_numeric_scale(t, m) AS
  CASE WHEN t IN (21, 23, 20) THEN 0 WHEN t = 1700 THEN CASE WHEN m = -1 THEN NULL ELSE (m - 4) & 65535 END END::INTEGER;
CREATE OR REPLACE MACRO memory.pg._pg_datetime_precision(t, m) AS
  CASE WHEN t = 1082 THEN 0 WHEN t IN (1083, 1114, 1184, 1266) THEN CASE WHEN m < 0 THEN 6 ELSE m END
  WHEN t = 1186 THEN CASE WHEN m < 0 OR (m & 65535) = 65535 THEN 6 ELSE m & 65535 END END::INTEGER;
CREATE OR REPLACE MACRO memory.pg._pg_index_position(index, attribute) AS
  (SELECT max(list_position(c.attnums, a.att)) FROM (SELECT index AS idx, attribute AS att) a
   JOIN memory.tarn_catalog.con c ON c.indid = a.idx AND c.indid <> 0)::INTEGER;
