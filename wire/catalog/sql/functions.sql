-- The functions of pg_catalog that clients call on the catalogs. Runs last.
--
-- A macro's argument is put into its body as it was written, names and all: f(oid) would find a column oid of the body's
-- own tables, and an argument that is a subquery would run once per row of theirs. So arguments are computed in a SELECT
-- without FROM, under a name that no client's column has, and the body reads them from there:
-- (SELECT … FROM (SELECT o AS oid_) a JOIN t ON t.oid = a.oid_).

-- Temporary relations by name and by OID.
CREATE OR REPLACE MACRO memory.tarn_catalog.temp_oids() AS CAST(getvariable('tarn_temp_oids') AS MAP(VARCHAR, UINTEGER));
CREATE OR REPLACE MACRO memory.tarn_catalog.temp_names() AS CAST(getvariable('tarn_temp_names') AS MAP(UINTEGER, VARCHAR));

-- Names: text to oid and back. A name may be qualified and quoted; digits are the OID itself.
CREATE OR REPLACE MACRO memory.tarn_catalog.parts(s) AS
  list_transform(regexp_extract_all(s, '"(?:[^"]|"")*"|[^."]+'),
    lambda x: CASE WHEN x[1] = '"' THEN replace(substr(x, 2, length(x) - 2), '""', '"') ELSE lower(trim(x)) END);
CREATE OR REPLACE MACRO memory.pg.to_regclass(s) AS
  (SELECT coalesce(try_cast(a.s AS UINTEGER), memory.tarn_catalog.temp_oids()[replace(replace(lower(a.s), 'pg_temp.', ''), '"', '')],
     (SELECT arg_min(r.oid, coalesce(memory.tarn_catalog.rank(r.nspname), 0)) FROM memory.tarn_catalog.names r WHERE r.name = a.p[-1]
        AND CASE len(a.p) WHEN 1 THEN memory.tarn_catalog.rank(r.nspname) IS NOT NULL ELSE r.nspname = a.p[-2] END))
   FROM (SELECT b.s_ AS s, memory.tarn_catalog.parts(b.s_) AS p FROM (SELECT s AS s_) b) a);
CREATE OR REPLACE MACRO memory.pg.regclassin(s) AS
  (SELECT CASE WHEN a.s_ IS NULL THEN NULL WHEN a.s_ = '-' THEN 0 ELSE coalesce(memory.pg.to_regclass(a.s_),
     CAST(error('[SQLSTATE 42P01] relation "' || a.s_ || '" does not exist') AS UINTEGER)) END FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regclassout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '-' ELSE coalesce(
    memory.tarn_catalog.written(r.nspname, r.name, r.schemas), memory.tarn_catalog.temp_names()[q.o_], q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.tarn_catalog.names r ON r.oid = q.o_);
CREATE OR REPLACE MACRO memory.pg.to_regnamespace(s) AS
  (SELECT coalesce(try_cast(a.s_ AS UINTEGER), (SELECT max(n.oid) FROM memory.pg.pg_namespace n WHERE n.nspname = memory.tarn_catalog.parts(a.s_)[1])) FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regnamespacein(s) AS
  (SELECT CASE WHEN a.s_ IS NULL THEN NULL WHEN a.s_ = '-' THEN 0 ELSE coalesce(memory.pg.to_regnamespace(a.s_),
     CAST(error('[SQLSTATE 3F000] schema "' || a.s_ || '" does not exist') AS UINTEGER)) END FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regnamespaceout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '-' ELSE coalesce(memory.tarn_catalog.ident(x.nspname), q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.pg.pg_namespace x ON x.oid = q.o_);
CREATE OR REPLACE MACRO memory.pg.to_regrole(s) AS
  (SELECT coalesce(try_cast(a.s_ AS UINTEGER), (SELECT max(n.oid) FROM memory.tarn_catalog.all_roles n WHERE n.name = memory.tarn_catalog.parts(a.s_)[1])) FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regrolein(s) AS
  (SELECT CASE WHEN a.s_ IS NULL THEN NULL WHEN a.s_ = '-' THEN 0 ELSE coalesce(memory.pg.to_regrole(a.s_),
     CAST(error('[SQLSTATE 42704] role "' || a.s_ || '" does not exist') AS UINTEGER)) END FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regroleout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '-' ELSE coalesce(memory.tarn_catalog.ident(x.name), q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.tarn_catalog.all_roles x ON x.oid = q.o_);

-- Types by any name: the formatted one, the internal one, the grammar's other words, with or without modifier and [].
CREATE OR REPLACE MACRO memory.tarn_catalog.type_word(s) AS
  CASE s WHEN 'int' THEN 'int4' WHEN 'decimal' THEN 'numeric' WHEN 'dec' THEN 'numeric' WHEN 'float' THEN 'float8'
         WHEN 'char' THEN 'bpchar' WHEN 'string' THEN 'text' ELSE s END;
CREATE OR REPLACE MACRO memory.pg.to_regtype(s) AS
  (SELECT coalesce(try_cast(a.s AS UINTEGER), (SELECT max(x.oid) FROM memory.tarn_catalog.type_name x WHERE x.formatted = a.w),
     (SELECT max(CASE WHEN a.dims THEN t.typarray ELSE t.oid END) FROM memory.pg.pg_type t JOIN memory.pg.pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typname = CASE WHEN contains(a.s, '"') THEN a.p[-1] ELSE memory.tarn_catalog.type_word(a.p[-1]) END
        AND CASE len(a.p) WHEN 1 THEN memory.tarn_catalog.rank(n.nspname) IS NOT NULL ELSE n.nspname = a.p[-2] END))
   FROM (SELECT b.s_ AS s, b.s_ LIKE '%]' AS dims, memory.tarn_catalog.parts(regexp_replace(rtrim(b.s_, '[]'), '\s*\([0-9, ]*\)', '')) AS p,
           CASE WHEN contains(b.s_, '"') THEN b.s_ ELSE regexp_replace(regexp_replace(lower(trim(b.s_)), '^pg_catalog\.', ''), '\s*\([0-9, ]*\)', '') END AS w
         FROM (SELECT s AS s_) b) a);
CREATE OR REPLACE MACRO memory.pg.regtypein(s) AS
  (SELECT CASE WHEN a.s_ IS NULL THEN NULL WHEN a.s_ = '-' THEN 0 ELSE coalesce(memory.pg.to_regtype(a.s_),
     CAST(error('[SQLSTATE 42704] type "' || a.s_ || '" does not exist') AS UINTEGER)) END FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regtypeout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '-' ELSE coalesce(x.formatted, q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.tarn_catalog.type_name x ON x.oid = q.o_);
CREATE OR REPLACE MACRO memory.pg.format_type(o, m) AS
  (SELECT CASE WHEN max(a.oid_) IS NULL THEN NULL WHEN max(a.oid_) = 0 THEN '-' ELSE coalesce(max(CASE
     WHEN a.m_ IS NULL THEN x.formatted WHEN a.m_ < 0 THEN x.bare WHEN x.style = '' THEN x.formatted
     ELSE x.prefix || CASE x.style WHEN 'n' THEN concat('(', ((a.m_ - 4) >> 16) & 65535, ',', (a.m_ - 4) & 65535, ')') WHEN 'l' THEN concat('(', a.m_ - 4, ')')
       WHEN 'p' THEN concat('(', a.m_, ')') WHEN 'i' THEN CASE WHEN (a.m_ & 65535) = 65535 THEN '' ELSE concat('(', a.m_ & 65535, ')') END END || x.suffix END), '???') END
   FROM (SELECT o AS oid_, m AS m_) a LEFT JOIN memory.tarn_catalog.type_name x ON x.oid = a.oid_);

-- Functions, operators, collations, text search objects: only PostgreSQL's own exist.
CREATE OR REPLACE MACRO memory.pg.to_regproc(s) AS
  (SELECT coalesce(try_cast(a.s_ AS UINTEGER), (SELECT CASE WHEN count(*) = 1 THEN max(p.oid) END FROM memory.pg.pg_proc p WHERE p.proname = memory.tarn_catalog.parts(a.s_)[-1])) FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regprocin(s) AS
  (SELECT CASE WHEN a.s_ IS NULL THEN NULL WHEN a.s_ = '-' THEN 0 ELSE coalesce(memory.pg.to_regproc(a.s_),
     CASE WHEN (SELECT count(*) FROM memory.pg.pg_proc p WHERE p.proname = memory.tarn_catalog.parts(a.s_)[-1]) > 1
     THEN CAST(error('[SQLSTATE 42725] more than one function named "' || a.s_ || '"') AS UINTEGER)
     ELSE CAST(error('[SQLSTATE 42883] function "' || a.s_ || '" does not exist') AS UINTEGER) END) END FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regprocout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '-' ELSE coalesce(x.name, q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.tarn_catalog.proc_text x ON x.oid = q.o_);
CREATE OR REPLACE MACRO memory.pg.to_regprocedure(s) AS
  (SELECT coalesce(try_cast(a.s_ AS UINTEGER), (SELECT max(x.oid) FROM memory.tarn_catalog.proc_text x WHERE x.signature = replace(replace(a.s_, 'pg_catalog.', ''), ', ', ','))) FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regprocedurein(s) AS
  (SELECT CASE WHEN a.s_ IS NULL THEN NULL WHEN a.s_ = '-' THEN 0 ELSE coalesce(memory.pg.to_regprocedure(a.s_),
     CAST(error('[SQLSTATE 42883] function "' || a.s_ || '" does not exist') AS UINTEGER)) END FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regprocedureout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '-' ELSE coalesce(x.signature, q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.tarn_catalog.proc_text x ON x.oid = q.o_);
CREATE OR REPLACE MACRO memory.pg.regoperout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '0' ELSE coalesce(x.name, q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.tarn_catalog.operator_text x ON x.oid = q.o_);
CREATE OR REPLACE MACRO memory.pg.regoperatorout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '0' ELSE coalesce(x.signature, q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.tarn_catalog.operator_text x ON x.oid = q.o_);
CREATE OR REPLACE MACRO memory.pg.to_regoper(s) AS
  (SELECT CASE WHEN count(*) = 1 THEN max(p.oid) END FROM (SELECT s AS s_) a JOIN memory.pg.pg_operator p ON p.oprname = replace(a.s_, 'pg_catalog.', ''));
CREATE OR REPLACE MACRO memory.pg.to_regoperator(s) AS
  (SELECT max(x.oid) FROM (SELECT s AS s_) a JOIN memory.tarn_catalog.operator_text x ON x.signature = replace(replace(a.s_, 'pg_catalog.', ''), ', ', ','));
CREATE OR REPLACE MACRO memory.pg.regoperin(s) AS
  (SELECT CASE WHEN a.s_ IS NULL THEN NULL WHEN a.s_ = '-' THEN 0 ELSE coalesce(memory.pg.to_regoper(a.s_),
     CAST(error('[SQLSTATE 42883] operator does not exist: ' || a.s_ || '') AS UINTEGER)) END FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regoperatorin(s) AS
  (SELECT CASE WHEN a.s_ IS NULL THEN NULL WHEN a.s_ = '-' THEN 0 ELSE coalesce(memory.pg.to_regoperator(a.s_),
     CAST(error('[SQLSTATE 42883] operator does not exist: ' || a.s_ || '') AS UINTEGER)) END FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.to_regcollation(s) AS
  (SELECT coalesce(try_cast(a.s_ AS UINTEGER), (SELECT max(c.oid) FROM memory.pg.pg_collation c WHERE c.collname = memory.tarn_catalog.parts(a.s_)[-1])) FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regcollationin(s) AS
  (SELECT CASE WHEN a.s_ IS NULL THEN NULL WHEN a.s_ = '-' THEN 0 ELSE coalesce(memory.pg.to_regcollation(a.s_),
     CAST(error('[SQLSTATE 42704] collation "' || a.s_ || '" for encoding "UTF8" does not exist') AS UINTEGER)) END FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regcollationout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '-' ELSE coalesce(memory.tarn_catalog.ident(x.collname), q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.pg.pg_collation x ON x.oid = q.o_);
CREATE OR REPLACE MACRO memory.pg.regconfigin(s) AS
  (SELECT coalesce((SELECT max(c.oid) FROM memory.pg.pg_ts_config c WHERE c.cfgname = memory.tarn_catalog.parts(a.s_)[-1]),
     CAST(error('[SQLSTATE 42704] text search configuration "' || a.s_ || '" does not exist') AS UINTEGER)) FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regconfigout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '-' ELSE coalesce(x.cfgname, q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.pg.pg_ts_config x ON x.oid = q.o_);
CREATE OR REPLACE MACRO memory.pg.regdictionaryin(s) AS
  (SELECT coalesce((SELECT max(c.oid) FROM memory.pg.pg_ts_dict c WHERE c.dictname = memory.tarn_catalog.parts(a.s_)[-1]),
     CAST(error('[SQLSTATE 42704] text search dictionary "' || a.s_ || '" does not exist') AS UINTEGER)) FROM (SELECT s AS s_) a);
CREATE OR REPLACE MACRO memory.pg.regdictionaryout(o) AS
  (SELECT max(CASE q.o_ WHEN 0 THEN '-' ELSE coalesce(x.dictname, q.o_::VARCHAR) END)
   FROM (SELECT o::UINTEGER AS o_) q LEFT JOIN memory.pg.pg_ts_dict x ON x.oid = q.o_);

-- Visibility: NULL for what does not exist.
CREATE OR REPLACE MACRO memory.pg.pg_table_is_visible(o) AS
  (SELECT coalesce(bool_or(CASE WHEN r.oid IS NOT NULL THEN memory.tarn_catalog.found_unqualified(r.nspname, r.schemas) END), bool_or(CASE WHEN memory.tarn_catalog.temp_names()[a.oid_] IS NOT NULL THEN true END))
   FROM (SELECT o AS oid_) a LEFT JOIN memory.tarn_catalog.names r ON r.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_type_is_visible(o) AS
  (SELECT bool_or(memory.tarn_catalog.rank(n.nspname) IS NOT NULL) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_type t ON t.oid = a.oid_
   JOIN memory.pg.pg_namespace n ON n.oid = t.typnamespace);
CREATE OR REPLACE MACRO memory.pg.pg_function_is_visible(o) AS
  (SELECT bool_or(memory.tarn_catalog.rank(n.nspname) IS NOT NULL) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_proc p ON p.oid = a.oid_
   JOIN memory.pg.pg_namespace n ON n.oid = p.pronamespace);
CREATE OR REPLACE MACRO memory.pg.pg_operator_is_visible(o) AS (SELECT bool_or(true) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_operator p ON p.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_opclass_is_visible(o) AS (SELECT bool_or(true) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_opclass p ON p.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_opfamily_is_visible(o) AS (SELECT bool_or(true) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_opfamily p ON p.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_collation_is_visible(o) AS (SELECT bool_or(true) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_collation p ON p.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_conversion_is_visible(o) AS (SELECT bool_or(true) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_conversion p ON p.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_ts_config_is_visible(o) AS (SELECT bool_or(true) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_ts_config p ON p.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_ts_dict_is_visible(o) AS (SELECT bool_or(true) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_ts_dict p ON p.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_ts_parser_is_visible(o) AS (SELECT bool_or(true) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_ts_parser p ON p.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_ts_template_is_visible(o) AS (SELECT bool_or(true) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_ts_template p ON p.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_statistics_obj_is_visible(o) AS NULL::BOOLEAN;

-- Comments.
CREATE OR REPLACE MACRO memory.pg.obj_description(o) AS
    (SELECT max(d.description) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_description d ON d.objoid = a.oid_ AND d.objsubid = 0),
  (o, c) AS (SELECT max(d.description) FROM (SELECT o AS oid_, c AS cat_) a JOIN memory.pg.pg_description d ON d.objoid = a.oid_ AND d.objsubid = 0
     JOIN memory.tarn_catalog.static_pg_class k ON k.oid = d.classoid AND k.relname = a.cat_);
CREATE OR REPLACE MACRO memory.pg.col_description(o, n) AS
  (SELECT max(d.description) FROM (SELECT o AS oid_, n AS n_) a JOIN memory.pg.pg_description d ON d.objoid = a.oid_ AND d.objsubid = a.n_
   AND d.objsubid <> 0 AND d.classoid = 1259);
CREATE OR REPLACE MACRO memory.pg.shobj_description(o, c) AS
  (SELECT max(d.description) FROM (SELECT o AS oid_, c AS cat_) a JOIN memory.pg.pg_shdescription d ON d.objoid = a.oid_ AND a.cat_ = 'pg_database');

-- Definitions.
CREATE OR REPLACE MACRO memory.pg.pg_get_userbyid(o) AS
  (SELECT coalesce(max(r.name), max(CASE WHEN a.oid_ = memory.tarn_catalog.role_oid(memory.tarn_catalog.username()) THEN memory.tarn_catalog.username() END), 'unknown (OID=' || max(a.oid_) || ')')
   FROM (SELECT o AS oid_) a LEFT JOIN memory.tarn_catalog.roles r ON r.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_get_expr(e, o) AS e::VARCHAR, (e, o, pretty) AS e::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_constraintdef(o) AS
    (SELECT max(d.definition) FROM (SELECT o AS oid_) a JOIN memory.tarn_catalog.constraint_definition d ON d.oid = a.oid_),
  (o, pretty) AS (SELECT max(d.definition) FROM (SELECT o AS oid_) a JOIN memory.tarn_catalog.constraint_definition d ON d.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_get_indexdef(o) AS
    (SELECT max(d.definition) FROM (SELECT o AS oid_) a JOIN memory.tarn_catalog.index_definition d ON d.oid = a.oid_),
  (o, col, pretty) AS (SELECT max(CASE WHEN a.col_ = 0 THEN d.definition ELSE coalesce(memory.tarn_catalog.ident(t.attname), '') END)
    FROM (SELECT o AS oid_, col AS col_) a JOIN memory.tarn_catalog.index_definition d ON d.oid = a.oid_
    LEFT JOIN memory.pg.pg_attribute t ON t.attrelid = a.oid_ AND t.attnum = a.col_);
CREATE OR REPLACE MACRO memory.tarn_catalog.view_definition(o) AS
  (SELECT max(d.definition) FROM (SELECT o AS oid_) q JOIN memory.tarn_catalog.view_text d ON d.oid = q.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_get_viewdef(o UINTEGER) AS memory.tarn_catalog.view_definition(o),
  (o VARCHAR) AS memory.tarn_catalog.view_definition(memory.pg.regclassin(o)),
  (o UINTEGER, pretty) AS memory.tarn_catalog.view_definition(o),
  (o VARCHAR, pretty) AS memory.tarn_catalog.view_definition(memory.pg.regclassin(o));
CREATE OR REPLACE MACRO memory.pg.pg_get_ruledef(o) AS NULL::VARCHAR, (o, pretty) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_triggerdef(o) AS NULL::VARCHAR, (o, pretty) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_statisticsobjdef(o) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_statisticsobjdef_columns(o) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_partkeydef(o) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_partition_constraintdef(o) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_serial_sequence(t, c) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_replica_identity_index(o) AS NULL::UINTEGER;
CREATE OR REPLACE MACRO memory.pg.pg_get_function_result(o) AS
  (SELECT max(x.result) FROM (SELECT o AS oid_) a JOIN memory.tarn_catalog.proc_text x ON x.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_get_function_arguments(o) AS
  (SELECT max(x.arguments) FROM (SELECT o AS oid_) a JOIN memory.tarn_catalog.proc_text x ON x.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_get_function_identity_arguments(o) AS
  (SELECT max(x.identity) FROM (SELECT o AS oid_) a JOIN memory.tarn_catalog.proc_text x ON x.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_get_function_sqlbody(o) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_function_arg_default(o, n) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_functiondef(o) AS
  (SELECT max(concat('CREATE OR REPLACE FUNCTION ', n.nspname, '.', memory.tarn_catalog.ident(p.proname), '(', x.arguments, e')\n RETURNS ', x.result,
     e'\n LANGUAGE ', l.lanname, e'\n', concat_ws('', CASE p.provolatile WHEN 'i' THEN ' IMMUTABLE' WHEN 's' THEN ' STABLE' END,
       CASE p.proparallel WHEN 's' THEN ' PARALLEL SAFE' WHEN 'r' THEN ' PARALLEL RESTRICTED' END, CASE WHEN p.proisstrict THEN ' STRICT' END),
     e'\nAS $function$', p.prosrc, e'$function$\n'))
   FROM (SELECT o AS oid_) a JOIN memory.pg.pg_proc p ON p.oid = a.oid_ JOIN memory.tarn_catalog.proc_text x ON x.oid = p.oid
   JOIN memory.pg.pg_language l ON l.oid = p.prolang JOIN memory.pg.pg_namespace n ON n.oid = p.pronamespace);
-- The specific_name of information_schema.routines.
CREATE OR REPLACE MACRO memory.pg.nameconcatoid(n, o) AS left(n, 62 - length(o::VARCHAR)) || '_' || o::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_get_keywords() AS TABLE
  SELECT word, catcode, barelabel, catdesc, baredesc FROM memory.tarn_catalog.keyword;
CREATE OR REPLACE MACRO memory.pg.pg_partition_ancestors(o) AS TABLE
  SELECT r.oid AS relid FROM (SELECT o::UINTEGER AS oid_) a JOIN memory.tarn_catalog.names r ON r.oid = a.oid_ AND r.kind IN ('p', 'I');
CREATE OR REPLACE MACRO memory.pg.pg_partition_tree(o) AS TABLE
  SELECT r.oid AS relid, NULL::UINTEGER AS parentrelid, true AS isleaf, 0::INTEGER AS level FROM (SELECT o::UINTEGER AS oid_) a JOIN memory.tarn_catalog.names r ON r.oid = a.oid_ AND r.kind IN ('p', 'I');
CREATE OR REPLACE MACRO memory.pg.pg_partition_root(o) AS NULL::UINTEGER;
CREATE OR REPLACE MACRO memory.pg.pg_relation_is_publishable(o) AS
  (SELECT bool_or(r.kind = 'r' AND r.nspname NOT IN ('pg_catalog', 'information_schema')) FROM (SELECT o AS oid_) a JOIN memory.tarn_catalog.names r ON r.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_relation_is_updatable(o, triggers) AS CASE WHEN o IS NOT NULL AND triggers IS NOT NULL THEN 0::INTEGER END;
CREATE OR REPLACE MACRO memory.pg.pg_column_is_updatable(o, n, triggers) AS CASE WHEN o IS NOT NULL AND n IS NOT NULL AND triggers IS NOT NULL THEN false END;
CREATE OR REPLACE MACRO memory.pg.pg_index_column_has_property(o, n, p) AS
  CASE p WHEN 'asc' THEN true WHEN 'orderable' THEN true WHEN 'nulls_last' THEN true WHEN 'returnable' THEN true
         WHEN 'search_array' THEN true WHEN 'search_nulls' THEN true ELSE CASE WHEN o IS NOT NULL AND n IS NOT NULL AND p IS NOT NULL THEN false END END;
CREATE OR REPLACE MACRO memory.pg.pg_index_has_property(o, p) AS p IN ('clusterable', 'index_scan', 'bitmap_scan', 'backward_scan');
CREATE OR REPLACE MACRO memory.pg.pg_indexam_has_property(o, p) AS p IN ('can_order', 'can_unique', 'can_multi_col', 'can_exclude', 'can_include');
CREATE OR REPLACE MACRO memory.pg.pg_describe_object(c, o, s) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_options_to_table(o) AS TABLE SELECT NULL::VARCHAR AS option_name, NULL::VARCHAR AS option_value WHERE false;
CREATE OR REPLACE MACRO memory.pg.acldefault(t, o) AS
  (SELECT CASE WHEN a.t_ IS NULL OR a.o_ IS NULL THEN NULL
     WHEN a.granted IS NULL THEN CAST(error('[SQLSTATE XX000] unrecognized objtype abbreviation: ' || a.t_) AS VARCHAR[])
     ELSE list_filter([CASE WHEN a.granted[1] <> '' THEN '=' || a.granted[1] || '/' || a.owner END,
       CASE WHEN a.granted[2] <> '' THEN a.owner || '=' || a.granted[2] || '/' || a.owner END], lambda x: x IS NOT NULL) END
   FROM (SELECT b.*, memory.tarn_catalog.granted(b.t_) AS granted, (SELECT coalesce(max(memory.tarn_catalog.acl_name(r.name)), b.o_::VARCHAR)
           FROM memory.tarn_catalog.all_roles r WHERE r.oid = b.o_) AS owner FROM (SELECT t AS t_, o AS o_) b) a);
-- A table function in PostgreSQL: dialect unnests the list.
CREATE OR REPLACE MACRO memory.pg.aclexplode(a) AS
  (SELECT flatten(list_transform(x.items, lambda i: list_transform(
     list_filter(memory.tarn_catalog.privileges(), lambda p: contains(i.granted, p[1])), lambda p: {
       'grantor': x.roles[i.grantor], 'grantee': coalesce(x.roles[i.grantee], 0), 'privilege_type': p[2:], 'is_grantable': contains(i.granted, p[1] || '*')})))
   FROM (SELECT list_transform(a, lambda i: regexp_extract(i, '^((?:[^"=]|"[^"]*")*)=([a-zA-Z*]*)/(.*)$', ['grantee', 'granted', 'grantor'])) AS items,
           (SELECT map(list(memory.tarn_catalog.acl_name(r.name)), list(r.oid)) FROM memory.tarn_catalog.all_roles r) AS roles) x);
CREATE OR REPLACE MACRO memory.pg.pg_timezone_abbrevs() AS TABLE
  SELECT DISTINCT z.abbrev, z.utc_offset, z.is_dst FROM pg_timezone_names() z;
CREATE OR REPLACE MACRO memory.pg.pg_show_all_settings() AS TABLE SELECT * FROM memory.pg.pg_settings;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_activity(p) AS TABLE SELECT b.* FROM (SELECT p AS p_) a, memory.pg.pg_stat_activity b WHERE a.p_ IS NULL OR b.pid = a.p_;
CREATE OR REPLACE MACRO memory.pg.pg_lock_status() AS TABLE SELECT * FROM memory.pg.pg_locks;
CREATE OR REPLACE MACRO memory.pg.pg_available_extensions() AS TABLE
  SELECT name, default_version, comment FROM memory.pg.pg_available_extensions;
CREATE OR REPLACE MACRO memory.pg._pg_expandarray(a) AS TABLE
  SELECT unnest(a) AS x, generate_subscripts(a, 1)::INTEGER AS n;

-- Privileges: who may connect may read; nobody writes. What does not exist is an error by name and NULL by OID.
CREATE OR REPLACE MACRO memory.tarn_catalog.allowed(p) AS
  list_has_any(list_transform(string_split(upper(p), ','), lambda x: trim(replace(x, 'WITH GRANT OPTION', ''))),
    ['SELECT', 'USAGE', 'CONNECT', 'EXECUTE', 'TEMP', 'TEMPORARY', 'MEMBER']);
CREATE OR REPLACE MACRO memory.tarn_catalog.never(o, p) AS CASE WHEN o IS NOT NULL AND p IS NOT NULL THEN false END;
CREATE OR REPLACE MACRO memory.tarn_catalog.relation_exists(o) AS
  (SELECT count(r.oid) > 0 OR count(memory.tarn_catalog.temp_names()[a.oid_]) > 0 FROM (SELECT o AS oid_) a LEFT JOIN memory.tarn_catalog.names r ON r.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.has_table_privilege(t VARCHAR, p) AS CASE WHEN memory.pg.regclassin(t) IS NOT NULL THEN memory.tarn_catalog.allowed(p) END,
  (t UINTEGER, p) AS CASE WHEN memory.tarn_catalog.relation_exists(t) THEN memory.tarn_catalog.allowed(p) END,
  (u, t VARCHAR, p) AS CASE WHEN memory.pg.regclassin(t) IS NOT NULL THEN memory.tarn_catalog.allowed(p) END,
  (u, t UINTEGER, p) AS CASE WHEN memory.tarn_catalog.relation_exists(t) THEN memory.tarn_catalog.allowed(p) END;
CREATE OR REPLACE MACRO memory.pg.has_any_column_privilege(t VARCHAR, p) AS CASE WHEN memory.pg.regclassin(t) IS NOT NULL THEN memory.tarn_catalog.allowed(p) END,
  (t UINTEGER, p) AS CASE WHEN memory.tarn_catalog.relation_exists(t) THEN memory.tarn_catalog.allowed(p) END,
  (u, t VARCHAR, p) AS CASE WHEN memory.pg.regclassin(t) IS NOT NULL THEN memory.tarn_catalog.allowed(p) END,
  (u, t UINTEGER, p) AS CASE WHEN memory.tarn_catalog.relation_exists(t) THEN memory.tarn_catalog.allowed(p) END;
CREATE OR REPLACE MACRO memory.pg.has_column_privilege(t, c, p) AS memory.tarn_catalog.allowed(p), (u, t, c, p) AS memory.tarn_catalog.allowed(p);
CREATE OR REPLACE MACRO memory.pg.has_schema_privilege(s, p) AS memory.tarn_catalog.allowed(p), (u, s, p) AS memory.tarn_catalog.allowed(p);
CREATE OR REPLACE MACRO memory.pg.has_database_privilege(s, p) AS memory.tarn_catalog.allowed(p), (u, s, p) AS memory.tarn_catalog.allowed(p);
CREATE OR REPLACE MACRO memory.pg.has_function_privilege(s, p) AS memory.tarn_catalog.allowed(p), (u, s, p) AS memory.tarn_catalog.allowed(p);
CREATE OR REPLACE MACRO memory.pg.has_type_privilege(s, p) AS memory.tarn_catalog.allowed(p), (u, s, p) AS memory.tarn_catalog.allowed(p);
CREATE OR REPLACE MACRO memory.pg.has_language_privilege(s, p) AS memory.tarn_catalog.allowed(p), (u, s, p) AS memory.tarn_catalog.allowed(p);
CREATE OR REPLACE MACRO memory.pg.has_sequence_privilege(s, p) AS memory.tarn_catalog.allowed(p), (u, s, p) AS memory.tarn_catalog.allowed(p);
CREATE OR REPLACE MACRO memory.pg.has_tablespace_privilege(s, p) AS memory.tarn_catalog.never(s, p), (u, s, p) AS memory.tarn_catalog.never(s, p);
CREATE OR REPLACE MACRO memory.pg.has_foreign_data_wrapper_privilege(s, p) AS memory.tarn_catalog.never(s, p), (u, s, p) AS memory.tarn_catalog.never(s, p);
CREATE OR REPLACE MACRO memory.pg.has_server_privilege(s, p) AS memory.tarn_catalog.never(s, p), (u, s, p) AS memory.tarn_catalog.never(s, p);
CREATE OR REPLACE MACRO memory.pg.has_parameter_privilege(s, p) AS memory.tarn_catalog.never(s, p), (u, s, p) AS memory.tarn_catalog.never(s, p);
CREATE OR REPLACE MACRO memory.tarn_catalog.role_of(r) AS
  CASE WHEN typeof(r) = 'VARCHAR' THEN memory.tarn_catalog.role_oid(r::VARCHAR) ELSE try_cast(r AS UINTEGER) END;
CREATE OR REPLACE MACRO memory.pg.pg_has_role(r, p) AS
    CASE WHEN r IS NOT NULL AND p IS NOT NULL THEN memory.tarn_catalog.username() = 'tarn'
      OR memory.tarn_catalog.role_oid(memory.tarn_catalog.username()) = memory.tarn_catalog.role_of(r) END,
  (u, r, p) AS CASE WHEN r IS NOT NULL AND p IS NOT NULL THEN memory.tarn_catalog.role_of(u) = 10 OR memory.tarn_catalog.role_of(u) = memory.tarn_catalog.role_of(r) END;

-- Sizes. A table's size is an estimate, see refresh.sql.
CREATE OR REPLACE MACRO memory.tarn_catalog.size(o) AS
  (SELECT max(b.bytes) FROM (SELECT o AS oid_) q JOIN memory.tarn_catalog.names b ON b.oid = q.oid_)::BIGINT;
CREATE OR REPLACE MACRO memory.pg.pg_table_size(o UINTEGER) AS memory.tarn_catalog.size(o),
  (o VARCHAR) AS memory.tarn_catalog.size(memory.pg.regclassin(o));
CREATE OR REPLACE MACRO memory.pg.pg_relation_size(o UINTEGER) AS memory.tarn_catalog.size(o),
  (o VARCHAR) AS memory.tarn_catalog.size(memory.pg.regclassin(o)),
  (o UINTEGER, fork) AS memory.tarn_catalog.size(o) * CASE WHEN fork = 'main' THEN 1 WHEN fork IS NOT NULL THEN 0 END,
  (o VARCHAR, fork) AS memory.tarn_catalog.size(memory.pg.regclassin(o)) * CASE WHEN fork = 'main' THEN 1 WHEN fork IS NOT NULL THEN 0 END;
CREATE OR REPLACE MACRO memory.pg.pg_total_relation_size(o UINTEGER) AS memory.tarn_catalog.size(o),
  (o VARCHAR) AS memory.tarn_catalog.size(memory.pg.regclassin(o));
CREATE OR REPLACE MACRO memory.pg.pg_indexes_size(o) AS CASE WHEN o IS NOT NULL THEN 0::BIGINT END;
CREATE OR REPLACE MACRO memory.pg.pg_database_size(d) AS
  CASE WHEN d IS NOT NULL THEN (SELECT coalesce(sum(r.bytes), 0) FROM memory.tarn_catalog.rel r)::BIGINT END;
CREATE OR REPLACE MACRO memory.pg.pg_tablespace_size(d) AS
  CASE WHEN d IS NOT NULL THEN (SELECT coalesce(sum(r.bytes), 0) FROM memory.tarn_catalog.rel r)::BIGINT END;
CREATE OR REPLACE MACRO memory.pg.pg_size_pretty(n) AS list_transform([n], lambda b: CASE WHEN b IS NULL THEN NULL
  WHEN abs(b) < 10240 THEN concat(b::HUGEINT, ' bytes')
  ELSE concat(CASE WHEN b < 0 THEN '-' END, CASE
    WHEN abs(b) // 512 < 20479 THEN concat((abs(b) // 512 + 1) // 2, ' kB')
    WHEN abs(b) // 524288 < 20479 THEN concat((abs(b) // 524288 + 1) // 2, ' MB')
    WHEN abs(b) // 536870912 < 20479 THEN concat((abs(b) // 536870912 + 1) // 2, ' GB')
    WHEN abs(b) // 549755813888 < 20479 THEN concat((abs(b) // 549755813888 + 1) // 2, ' TB')
    ELSE concat((abs(b) // 562949953421312 + 1) // 2, ' PB') END) END)[1];
CREATE OR REPLACE MACRO memory.pg.current_setting(n) AS
    (SELECT max(x.setting) FROM (SELECT lower(n) AS n) a JOIN memory.pg.pg_settings x ON lower(x.name) = a.n),
  (n, missing_ok) AS (SELECT max(x.setting) FROM (SELECT lower(n) AS n) a JOIN memory.pg.pg_settings x ON lower(x.name) = a.n);

-- Encodings.
CREATE OR REPLACE MACRO memory.pg.pg_encoding_to_char(e) AS (SELECT coalesce(max(x.name), max(CASE WHEN a.e_ IS NOT NULL THEN '' END)) FROM (SELECT e AS e_) a LEFT JOIN memory.tarn_catalog.encoding x ON x.id = a.e_);
CREATE OR REPLACE MACRO memory.pg.pg_char_to_encoding(n) AS
  (SELECT coalesce(max(x.id), max(CASE WHEN a.n IS NOT NULL THEN -1 END)) FROM (SELECT regexp_replace(lower(n), '[^a-z0-9]', '', 'g') AS n) a
   LEFT JOIN memory.tarn_catalog.encoding x ON replace(lower(x.name), '_', '') = a.n)::INTEGER;
CREATE OR REPLACE MACRO memory.pg.getdatabaseencoding() AS 'UTF8';
CREATE OR REPLACE MACRO memory.pg.pg_client_encoding() AS 'UTF8';
CREATE OR REPLACE MACRO memory.pg.pg_encoding_max_length(e) AS CASE WHEN e = 6 THEN 4 WHEN e IS NOT NULL THEN 1 END::INTEGER;

-- The server and its state: one that is not a standby, keeps no locks and shares no snapshots.
CREATE OR REPLACE MACRO memory.pg.pg_postmaster_start_time() AS (SELECT max(s.at) FROM memory.tarn_catalog.started s);
CREATE OR REPLACE MACRO memory.pg.pg_conf_load_time() AS (SELECT max(s.at) FROM memory.tarn_catalog.started s);
CREATE OR REPLACE MACRO memory.pg.pg_is_in_backup() AS false;
CREATE OR REPLACE MACRO memory.pg.pg_current_wal_lsn() AS '0/0';
CREATE OR REPLACE MACRO memory.pg.pg_last_wal_receive_lsn() AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_last_wal_replay_lsn() AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_last_xact_replay_timestamp() AS NULL::TIMESTAMPTZ;
CREATE OR REPLACE MACRO memory.pg.pg_is_other_temp_schema(o) AS CASE WHEN o IS NOT NULL THEN false END;
CREATE OR REPLACE MACRO memory.pg.pg_my_temp_schema() AS
  CASE WHEN memory.tarn_catalog.temp_names() IS NULL THEN 0 ELSE memory.tarn_catalog.temp_nsp() END::UINTEGER;
CREATE OR REPLACE MACRO memory.pg.pg_tablespace_location(o) AS CASE WHEN o IS NOT NULL THEN '' END;
CREATE OR REPLACE MACRO memory.pg.pg_tablespace_databases(o) AS TABLE SELECT d.oid AS pg_tablespace_databases FROM memory.tarn_catalog.databases d;
CREATE OR REPLACE MACRO memory.pg.pg_collation_actual_version(o) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_database_collation_actual_version(o) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_relation_filenode(o) AS (SELECT max(c.relfilenode) FROM (SELECT o AS oid_) a JOIN memory.pg.pg_class c ON c.oid = a.oid_);
CREATE OR REPLACE MACRO memory.pg.pg_relation_filepath(o) AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.pg_blocking_pids(p) AS CASE WHEN p IS NOT NULL THEN []::INTEGER[] END;
CREATE OR REPLACE MACRO memory.pg.pg_safe_snapshot_blocking_pids(p) AS CASE WHEN p IS NOT NULL THEN []::INTEGER[] END;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_numscans(o) AS CASE WHEN o IS NOT NULL THEN 0::BIGINT END;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_tuples_returned(o) AS CASE WHEN o IS NOT NULL THEN 0::BIGINT END;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_tuples_fetched(o) AS CASE WHEN o IS NOT NULL THEN 0::BIGINT END;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_live_tuples(o) AS
  (SELECT coalesce(max(r.tuples), max(CASE WHEN a.oid_ IS NOT NULL THEN 0 END)) FROM (SELECT o AS oid_) a LEFT JOIN memory.tarn_catalog.rel r ON r.oid = a.oid_)::BIGINT;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_dead_tuples(o) AS CASE WHEN o IS NOT NULL THEN 0::BIGINT END;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_last_vacuum_time(o) AS NULL::TIMESTAMPTZ;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_last_analyze_time(o) AS NULL::TIMESTAMPTZ;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_backend_pid(i) AS CASE WHEN i IS NOT NULL THEN memory.tarn_catalog.pid() END;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_backend_idset() AS TABLE SELECT 1 AS pg_stat_get_backend_idset;
CREATE OR REPLACE MACRO memory.pg.pg_stat_get_snapshot_timestamp() AS NULL::TIMESTAMPTZ;

-- Sequences: there are none.
CREATE OR REPLACE MACRO memory.pg.nextval(s) AS CAST(error('[SQLSTATE 42P01] relation "' || s::VARCHAR || '" does not exist') AS BIGINT);
CREATE OR REPLACE MACRO memory.pg.currval(s) AS CAST(error('[SQLSTATE 42P01] relation "' || s::VARCHAR || '" does not exist') AS BIGINT);
CREATE OR REPLACE MACRO memory.pg.lastval() AS CAST(error('[SQLSTATE 55000] lastval is not yet defined in this session') AS BIGINT);
CREATE OR REPLACE MACRO memory.pg.setval(s, v) AS CAST(error('[SQLSTATE 42P01] relation "' || s::VARCHAR || '" does not exist') AS BIGINT),
  (s, v, c) AS CAST(error('[SQLSTATE 42P01] relation "' || s::VARCHAR || '" does not exist') AS BIGINT);
CREATE OR REPLACE MACRO memory.pg.pg_sequence_last_value(o) AS NULL::BIGINT;

-- The type of a value.
CREATE OR REPLACE MACRO memory.pg.pg_typeof(x) AS
  (SELECT coalesce(max(CASE WHEN a.t LIKE '%]' THEN d.array_oid ELSE d.oid END),
     max(CASE WHEN a.t LIKE '%]' THEN 1009 WHEN a.t = '"NULL"' THEN 705 ELSE 25 END))
   FROM (SELECT typeof(x) AS t) a LEFT JOIN memory.tarn_catalog.ducktype d ON d.name = regexp_extract(a.t, '^[^(\[]*'))::UINTEGER;
CREATE OR REPLACE MACRO memory.pg.row_security_active(o) AS CASE WHEN o IS NOT NULL THEN false END;
CREATE OR REPLACE MACRO memory.pg.inet_client_addr() AS NULL::VARCHAR;
CREATE OR REPLACE MACRO memory.pg.aclcontains(a, i) AS CASE WHEN a IS NOT NULL AND i IS NOT NULL THEN false END;
CREATE OR REPLACE MACRO memory.pg.mxid_age(x) AS CASE WHEN x IS NOT NULL THEN 0::INTEGER END;
