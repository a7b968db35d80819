-- Makes a session's temporary relations visible in its catalogs: variables in the shape of rel and att (support.sql).
SET VARIABLE tarn_temp_rel = (
  SELECT list({'oid': memory.tarn_catalog.oid_of('c', 'pg_temp', f.name, ''), 'nsp': memory.tarn_catalog.temp_nsp(),
    'schema_name': 'pg_temp_3', 'name': f.name, 'kind': f.kind, 'comment': f.comment, 'tuples': f.tuples, 'natts': f.natts,
    'rowtype': memory.tarn_catalog.oid_of('t', 'pg_temp', f.name, ''), 'arraytype': memory.tarn_catalog.oid_of('a', 'pg_temp', f.name, ''),
    'rule': memory.tarn_catalog.oid_of('w', 'pg_temp', f.name, ''), 'definition': f.definition, 'persistence': 't',
    'bytes': 0, 'indexed': false, 'triggered': false})
  FROM (SELECT table_name AS name, 'r' AS kind, comment, estimated_size AS tuples, column_count AS natts, NULL::VARCHAR AS definition
        FROM duckdb_tables() WHERE database_name = 'temp' AND NOT internal
        UNION ALL SELECT view_name, 'v', comment, -1, column_count, regexp_extract(sql, '(?s)^CREATE .*?VIEW .*? AS (.*)$', 1)
        FROM duckdb_views() WHERE database_name = 'temp' AND NOT internal) f);
SET VARIABLE tarn_temp_att = (
  SELECT list({'relid': memory.tarn_catalog.oid_of('c', 'pg_temp', c.table_name, ''), 'attnum': c.column_index::SMALLINT, 'name': c.column_name,
    'typid': CASE WHEN data_type LIKE '%]' THEN coalesce(k.array_oid, 1009) ELSE coalesce(t.oid, k.oid, 25) END::UINTEGER,
    'typmod': coalesce(t.typmod, memory.tarn_catalog.type_mod(data_type)), 'required': NOT c.is_nullable,
    'expr': nullif(c.column_default, 'NULL'), 'comment': c.comment, 'nested': coalesce(k.nested, false)})
  FROM duckdb_columns() c LEFT JOIN memory.tarn_catalog.ducktype k ON k.name = regexp_extract(c.data_type, '^[^(\[]*')
  -- What DuckDB's types do not tell (jsonb, varchar(n), char(n)), the CHECK tells that wire/dialect puts there.
  LEFT JOIN (SELECT table_name, constraint_column_names[1] AS column_name,
      CASE regexp_extract(expression, '^memory.pg.(\w+)', 1) WHEN 'is_jsonb' THEN 3802 WHEN 'fits_varchar' THEN 1043 WHEN 'fits_bpchar' THEN 1042 END AS oid,
      TRY_CAST(regexp_extract(expression, ', (\d+)\)$', 1) AS INTEGER) + 4 AS typmod
    FROM duckdb_constraints() WHERE database_name = 'temp' AND constraint_type = 'CHECK') t
    ON t.oid IS NOT NULL AND t.table_name = c.table_name AND t.column_name = c.column_name
  WHERE c.database_name = 'temp' AND NOT c.internal);
SET VARIABLE tarn_temp_oids = (SELECT map(list(name), list(oid)) FROM memory.tarn_catalog.temp_rel);
SET VARIABLE tarn_temp_names = (SELECT map(list(oid), list(name)) FROM memory.tarn_catalog.temp_rel);
