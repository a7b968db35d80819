package functions

// stringTable: functions on text, bytea, bit strings; regular expressions with constant patterns are the printer's.
// Hashes tell equal from unequal and spread evenly, as readers that split a table by them need; their values are DuckDB's.
const stringTable = `
length(text) int4 = CAST(length($1) AS INTEGER)
length(bytea) int4 = CAST(octet_length($1) AS INTEGER)
length(bit) int4 = CAST(length($1) AS INTEGER)
length(varbit) int4 = CAST(length($1) AS INTEGER)
char_length(text) int4 = CAST(length($1) AS INTEGER)
character_length(text) int4 = CAST(length($1) AS INTEGER)
octet_length(text) int4 = CAST(strlen($1) AS INTEGER)
octet_length(bytea) int4 = CAST(octet_length($1) AS INTEGER)
bit_length(text) int4 = CAST(strlen($1) * 8 AS INTEGER)
bit_length(bytea) int4 = CAST(octet_length($1) * 8 AS INTEGER)
lower(text) text
upper(text) text
initcap(text) text = @initcap($1)
btrim(text) text = trim($1)
btrim(text, text) text = trim($1, $2)
ltrim(text) text
ltrim(text, text) text
rtrim(text) text
rtrim(text, text) text
left(text, int4) text
right(text, int4) text
lpad(text, int4) text = lpad($1, $2, ' ')
lpad(text, int4, text) text = CASE WHEN $3 = '' THEN left($1, $2) ELSE lpad($1, $2, $3) END
rpad(text, int4) text = rpad($1, $2, ' ')
rpad(text, int4, text) text = CASE WHEN $3 = '' THEN left($1, $2) ELSE rpad($1, $2, $3) END
repeat(text, int4) text
reverse(text) text
replace(text, text, text) text = CASE WHEN $2 = '' THEN $1 ELSE replace($1, $2, $3) END
translate(text, text, text) text
substr(text, int4) text = @substr($1, $2)
substr(text, int4, int4) text = @substr($1, $2, $3)
substr(bytea, int4) bytea = @bytea_substr($1, $2)
substr(bytea, int4, int4) bytea = @bytea_substr($1, $2, $3)
substring(text, int4) text = @substr($1, $2)
substring(text, int4, int4) text = @substr($1, $2, $3)
substring(bytea, int4) bytea = @bytea_substr($1, $2)
substring(bytea, int4, int4) bytea = @bytea_substr($1, $2, $3)
position(text, text) int4 = CAST(strpos($1, $2) AS INTEGER)
strpos(text, text) int4 = CAST(strpos($1, $2) AS INTEGER)
overlay(text, text, int4) text = @overlay($1, $2, $3, CAST(length($2) AS INTEGER))
overlay(text, text, int4, int4) text = @overlay($1, $2, $3, $4)
split_part(text, text, int4) text = @split_part($1, $2, $3)
starts_with(text, text) bool
ascii(text) int4 = CASE WHEN $1 = '' THEN 0 ELSE ascii($1) END
chr(int4) text = @character($1)
md5(text) text
md5(bytea) text = md5($1)
sha256(bytea) bytea = unhex(sha256($1))
hashtext(text) int4 = @hash4($1)
hashint4(int4) int4 = @hash4($1)
hashint8(int8) int4 = @hash4($1)
hashtextextended(text, int8) int8 = @hash8($1, $2)
to_hex(int4) text = @to_hex($1)
to_hex(int8) text = @to_hex($1)
encode(bytea, text) text = @encode($1, $2)
decode(text, text) bytea = @decode($1, $2)
convert_from(bytea, name) text = @convert_from($1, $2)
convert_to(text, name) bytea = @convert_to($1, $2)
convert(bytea, name, name) bytea = @convert_to(@convert_from($1, $2), $3)
concat(str...) text = concat($*)
concat_ws(text, str...) text = concat_ws($*)
quote_ident(text) text = @quote_ident($1)
quote_literal(str) text = @quote_literal($1)
quote_nullable(str) text = @quote_nullable($1)
parse_ident(text) text[] = @parse_ident($1)
parse_ident(text, bool) text[] = @parse_ident($1)
string_to_array(text, text) text[] = @string_to_array($1, $2)
string_to_array(text, text, text) text[] = @string_to_array($1, $2, $3)
string_to_table(text, text) set text = @string_to_array($1, $2)
string_to_table(text, text, text) set text = @string_to_array($1, $2, $3)
normalize(text) text = nfc_normalize($1)
unicode(text) int4
get_byte(bytea, int4) int4 = @get_byte($1, $2)
levenshtein(text, text) int4 = CAST(levenshtein($1, $2) AS INTEGER)
textcat(text, text) text = ($1 || $2)
textlen(text) int4 = CAST(length($1) AS INTEGER)
to_ascii(text) text = strip_accents($1)
text(str) text = $1
name(text) name = left($1, 63)
bpchar(str) bpchar = $1
varchar(str) varchar = $1
gen_random_uuid() uuid
uuid_generate_v4() uuid = gen_random_uuid()
regexp_split_to_array(text, regex) text[] = string_split_regex($1, $2)
regexp_split_to_table(text, regex) set text = string_split_regex($1, $2)
regexp_match(text, regex) text[] = @regexp_match($1, $2)
inet_client_addr() inet = CAST(NULL AS VARCHAR)
host(inet) text = split_part($1, '/', 1)
masklen(inet) int4 = @masklen($1)
family(inet) int4 = CASE WHEN contains($1, ':') THEN 6 ELSE 4 END
`

// stringMacros are the macros that the table above names.
const stringMacros = `
initcap(s) AS CASE WHEN s IS NOT NULL THEN list_reduce(list_prepend('', regexp_extract_all(s, '[\p{L}\p{N}]+|[^\p{L}\p{N}]+')),
	lambda a, w: a || upper(left(w, 1)) || lower(w[2:])) END;
substr(s, start) AS CASE WHEN start < 1 THEN s ELSE substring(s, start) END,
	(s, start, n) AS CASE WHEN n < 0 THEN @raise('22011', 'negative substring length not allowed')
	WHEN start < 1 THEN substring(s, 1, greatest(start::BIGINT + n - 1, 0)) ELSE substring(s, start, n) END;
bytea_substr(b, start) AS unhex(substring(hex(b), greatest(start, 1) * 2 - 1)),
	(b, start, n) AS unhex(substring(hex(b), greatest(start, 1) * 2 - 1,
	greatest(CASE WHEN start < 1 THEN start + n - 1 ELSE n END, 0) * 2));
overlay(s, r, start, n) AS @substr(s, 1, start - 1) || r || @substr(s, start + n);
split_part(s, d, n) AS CASE WHEN n = 0 THEN @raise('22023', 'field position must not be zero')
	WHEN d = '' THEN CASE WHEN n IN (1, -1) THEN s ELSE '' END ELSE split_part(s, d, n) END;
bit_in(s) AS CASE upper(left(s, 1)) WHEN 'B' THEN s[2:]
	WHEN 'X' THEN right(CAST(CAST(unhex(s[2:]) AS BIT) AS VARCHAR), length(s) * 4 - 4) ELSE s END;
hash4(x) AS CASE WHEN x IS NOT NULL THEN CAST((hash(x) & 4294967295)::BIGINT - 2147483648 AS INTEGER) END;
hash8(x, seed) AS CASE WHEN x IS NOT NULL AND seed IS NOT NULL
	THEN CAST(hash(x, seed)::HUGEINT - 9223372036854775808 AS BIGINT) END;
to_hex(n INTEGER) AS lower(to_hex(n::BIGINT & 4294967295)), (n BIGINT) AS lower(to_hex(n));
escape_byte(h) AS CASE WHEN h = '5C' THEN '\\' WHEN h = '00' OR h >= '80' THEN
	printf('\%o%o%o', ('0x' || h)::INTEGER // 64, ('0x' || h)::INTEGER // 8 % 8, ('0x' || h)::INTEGER % 8) ELSE decode(unhex(h)) END;
escape_text(b) AS array_to_string(list_transform(regexp_extract_all(hex(b), '..'), lambda h: @escape_byte(h)), '');
encode(b, format) AS CASE format WHEN 'hex' THEN lower(hex(b)) WHEN 'base64' THEN
	regexp_replace(base64(b), '(.{76})', '\1' || chr(10), 'g') WHEN 'escape' THEN @escape_text(b)
	ELSE @raise('22023', 'unrecognized encoding: "' || format || '"') END;
decode(s, format) AS CASE format WHEN 'hex' THEN unhex(regexp_replace(s, '\s', '', 'g'))
	WHEN 'base64' THEN from_base64(regexp_replace(s, '\s', '', 'g')) WHEN 'escape' THEN encode(s)
	ELSE @raise('22023', 'unrecognized encoding: "' || format || '"') END;
reserved() AS ['all', 'analyse', 'analyze', 'and', 'any', 'array', 'as', 'asc', 'asymmetric', 'authorization', 'between', 'bigint',
	'binary', 'bit', 'boolean', 'both', 'case', 'cast', 'char', 'character', 'check', 'coalesce', 'collate', 'collation',
	'column', 'concurrently', 'constraint', 'create', 'cross', 'current_catalog', 'current_date', 'current_role',
	'current_schema', 'current_time', 'current_timestamp', 'current_user', 'dec', 'decimal', 'default', 'deferrable',
	'desc', 'distinct', 'do', 'else', 'end', 'except', 'exists', 'extract', 'false', 'fetch', 'float', 'for', 'foreign',
	'freeze', 'from', 'full', 'grant', 'greatest', 'group', 'grouping', 'having', 'ilike', 'in', 'initially', 'inner',
	'inout', 'int', 'integer', 'intersect', 'interval', 'into', 'is', 'isnull', 'join', 'lateral', 'leading', 'least',
	'left', 'like', 'limit', 'localtime', 'localtimestamp', 'national', 'natural', 'nchar', 'none', 'normalize', 'not',
	'notnull', 'null', 'nullif', 'numeric', 'offset', 'on', 'only', 'or', 'order', 'out', 'outer', 'overlaps', 'overlay',
	'placing', 'position', 'precision', 'primary', 'real', 'references', 'returning', 'right', 'row', 'select',
	'session_user', 'setof', 'similar', 'smallint', 'some', 'substring', 'symmetric', 'table', 'tablesample', 'then',
	'time', 'timestamp', 'to', 'trailing', 'treat', 'trim', 'true', 'union', 'unique', 'user', 'using', 'values',
	'varchar', 'variadic', 'verbose', 'when', 'where', 'window', 'with', 'xmlattributes', 'xmlconcat', 'xmlelement',
	'xmlexists', 'xmlforest', 'xmlnamespaces', 'xmlparse', 'xmlpi', 'xmlroot', 'xmlserialize', 'xmltable'];
quote_ident(s) AS CASE WHEN regexp_full_match(s, '[a-z_][a-z0-9_]*') AND NOT list_contains(@reserved(), s) THEN s
	ELSE '"' || replace(s, '"', '""') || '"' END;
quote_literal(s) AS CASE WHEN contains(s, '\') THEN ' E''' || replace(replace(s, '\', '\\'), '''', '''''') || ''''
	ELSE '''' || replace(s, '''', '''''') || '''' END;
quote_nullable(s) AS coalesce(@quote_literal(s), 'NULL');
parse_ident(s) AS list_transform(regexp_extract_all(trim(s), '"(?:[^"]|"")*"|[^."]+'),
	lambda e: CASE WHEN starts_with(e, '"') THEN replace(e[2:-2], '""', '"') ELSE lower(trim(e)) END);
split_array(s, d) AS CASE WHEN s = '' THEN CAST([] AS VARCHAR[]) WHEN d IS NULL THEN string_split(s, '')
	WHEN d = '' THEN [s] ELSE string_split(s, d) END;
string_to_array(s, d) AS @split_array(s, d),
	(s, d, n) AS list_transform(@split_array(s, d), lambda e: CASE WHEN e = n THEN NULL ELSE e END);
get_byte(b, i) AS CAST(('0x' || substring(hex(b), i * 2 + 1, 2)) AS INTEGER);
character(n) AS CASE WHEN n = 0 THEN @raise('54000', 'null character not permitted')
	WHEN n < 0 THEN @raise('54000', 'character number must be positive') ELSE chr(n) END;
encoding_of(name) AS CASE replace(replace(upper(name), '-', ''), '_', '') WHEN 'UTF8' THEN 'utf8' WHEN 'UNICODE' THEN 'utf8'
	WHEN 'LATIN1' THEN 'latin1' WHEN 'ISO88591' THEN 'latin1' WHEN 'SQLASCII' THEN 'utf8'
	ELSE @raise('0A000', 'encoding "' || name || '" is not supported') END;
convert_from(b, e) AS CASE @encoding_of(e) WHEN 'utf8' THEN decode(b) ELSE
	array_to_string(list_transform(range(octet_length(b)), lambda i: chr(@get_byte(b, i))), '') END;
latin1_hex(c) AS CASE WHEN unicode(c) < 256 THEN printf('%02x', unicode(c))
	ELSE @raise('22P05', 'character "' || c || '" has no equivalent in encoding "LATIN1"') END;
convert_to(s, e) AS CASE @encoding_of(e) WHEN 'utf8' THEN encode(s) ELSE
	unhex(array_to_string(list_transform(string_split(s, ''), lambda c: @latin1_hex(c)), '')) END;
masklen(a) AS CAST(CASE WHEN contains(a, '/') THEN split_part(a, '/', 2) WHEN contains(a, ':') THEN '128' ELSE '32' END AS INTEGER);
regexp_replacement(r) AS replace(r, '\&', '\0');
fits_varchar(s, n) AS CASE WHEN length(s) > n THEN @raise('22001', 'value too long for type character varying(' || n || ')') ELSE true END;
fits_bpchar(s, n) AS CASE WHEN length(rtrim(s, ' ')) > n THEN @raise('22001', 'value too long for type character(' || n || ')') ELSE true END;
match_place(marks, n, past) AS CASE WHEN len(marks) <= n THEN 0 ELSE 1 + length(replace(array_to_string(marks[1:n], ''), chr(2), ''))
	+ CASE WHEN past THEN length(split_part(marks[n + 1], chr(2), 1)) ELSE 0 END END;
match_replaced(marks, n, r) AS replace(array_to_string(marks[1:n], ''), chr(2), '') || r ||
	replace(substring(marks[n + 1], strpos(marks[n + 1], chr(2)) + 1) || array_to_string(marks[n + 2:], ''), chr(2), '');
bare_regex(p) AS replace(regexp_replace(regexp_replace(p, '\\.', '', 'g'), '\[\^?\]?[^\]]*\]', '', 'g'), '(?', '?');
regexp_groups(p) AS length(@bare_regex(p)) - length(replace(@bare_regex(p), '(', ''));
regexp_captures(s, p) AS CASE @regexp_groups(p) WHEN 0 THEN [regexp_extract(s, p, 0, 's')] ELSE
	list_transform([regexp_extract(s, p, 1, 's'), regexp_extract(s, p, 2, 's'), regexp_extract(s, p, 3, 's'), regexp_extract(s, p, 4, 's'),
	regexp_extract(s, p, 5, 's'), regexp_extract(s, p, 6, 's'), regexp_extract(s, p, 7, 's'), regexp_extract(s, p, 8, 's'),
	regexp_extract(s, p, 9, 's')][1:@regexp_groups(p)], lambda g: CASE WHEN g = '' AND regexp_matches(p, '\||\)[?*{]') THEN NULL ELSE g END) END;
regexp_match(s, p) AS CASE WHEN regexp_matches(s, p, 's') THEN @regexp_captures(s, p) END;
`
