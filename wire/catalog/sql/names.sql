-- How names are written. Runs after the static rows, before the first Refresh.

-- A name as an identifier, quoted where PostgreSQL quotes it; and as found from the default search path.
CREATE OR REPLACE MACRO memory.tarn_catalog.ident(n) AS
  CASE WHEN regexp_full_match(n, '[a-z_][a-z0-9_]*') AND n NOT IN (SELECT word FROM memory.tarn_catalog.keyword WHERE catcode <> 'U')
  THEN n ELSE '"' || replace(n, '"', '""') || '"' END;
CREATE OR REPLACE MACRO memory.tarn_catalog.shown(schema_name, n) AS
  CASE WHEN schema_name = 'public' THEN '' ELSE memory.tarn_catalog.ident(schema_name) || '.' END || memory.tarn_catalog.ident(n);
