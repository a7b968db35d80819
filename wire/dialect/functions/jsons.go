package functions

// jsonTable: json and jsonb. DuckDB has one JSON type; jsonb's own order of keys is not kept.
const jsonTable = `
json_build_object(any...) json = json_object($*)
jsonb_build_object(any...) jsonb = json_object($*)
json_build_array(any...) json = json_array($*)
jsonb_build_array(any...) jsonb = json_array($*)
to_json(any) json = to_json($1)
to_jsonb(any) jsonb = to_json($1)
row_to_json(any) json = to_json($1)
row_to_json(any, bool) json = to_json($1)
array_to_json(any) json = to_json($1)
array_to_json(any, bool) json = to_json($1)
json_array_length(json) int4 = CAST(json_array_length($1) AS INTEGER)
jsonb_array_length(jsonb) int4 = CAST(json_array_length($1) AS INTEGER)
json_typeof(json) text = @json_typeof($1)
jsonb_typeof(jsonb) text = @json_typeof($1)
jsonb_pretty(jsonb) text = json_pretty($1)
json_extract_path(json, text...) json = json_extract($1, @json_pointer($[2]))
jsonb_extract_path(jsonb, text...) jsonb = json_extract($1, @json_pointer($[2]))
json_extract_path_text(json, text...) text = json_extract_string($1, @json_pointer($[2]))
jsonb_extract_path_text(jsonb, text...) text = json_extract_string($1, @json_pointer($[2]))
json_array_elements(json) set json value = @json_elements($1)
jsonb_array_elements(jsonb) set jsonb value = @json_elements($1)
json_array_elements_text(json) set text value = from_json($1, '["VARCHAR"]')
jsonb_array_elements_text(jsonb) set text value = from_json($1, '["VARCHAR"]')
json_object_keys(json) set text = json_keys($1)
jsonb_object_keys(jsonb) set text = json_keys($1)
json_each(json) set {key text, value json} = @json_each($1)
jsonb_each(jsonb) set {key text, value jsonb} = @json_each($1)
json_each_text(json) set {key text, value text} = @json_each_text($1)
jsonb_each_text(jsonb) set {key text, value text} = @jsonb_each_text($1)
jsonb_strip_nulls(jsonb) jsonb = @json_strip_nulls($1)
json_strip_nulls(json) json = @json_strip_nulls($1)
jsonb_set(jsonb, text[], jsonb) jsonb = @json_set($1, $2, $3)
json_object(text[]) json = @json_object_pairs($1)
jsonb_object(text[]) jsonb = @json_object_pairs($1)
json_object(text[], text[]) json = to_json(map($1, $2))
jsonb_object(text[], text[]) jsonb = to_json(map($1, $2))
jsonb_insert(jsonb, text[], jsonb) jsonb = @json_insert($1, $2, $3, false)
jsonb_insert(jsonb, text[], jsonb, bool) jsonb = @json_insert($1, $2, $3, $4)
jsonb_set(jsonb, text[], jsonb, bool) jsonb = CASE WHEN $4 OR json_exists($1, @json_pointer($2)) THEN @json_set($1, $2, $3) ELSE $1 END
jsonb_exists(jsonb, text) bool = @json_has($1, $2)
json(any) json = CAST($1 AS JSON)
jsonb(any) jsonb = CAST($1 AS JSON)
`

// BuildsJSON tells the functions that make JSON of values of any type.
func BuildsJSON(name string) bool { return jsonBuilders[name] }

var jsonBuilders = map[string]bool{
	"json_build_object": true, "jsonb_build_object": true, "json_build_array": true, "jsonb_build_array": true,
	"to_json": true, "to_jsonb": true, "row_to_json": true, "json_agg": true, "jsonb_agg": true,
	"json_object_agg": true, "jsonb_object_agg": true,
}

// jsonMacros are the macros that the table and the JSON operators name. Members are addressed by JSON pointers, whose
// escapes take any key.
const jsonMacros = `
json_pair(k, v) AS CAST(to_json(CAST(k AS VARCHAR)) AS VARCHAR) || ' : ' || v;
json_float(s) AS CASE WHEN s IN ('nan', 'inf', '-inf') THEN '"' || @float_text(s) || '"' ELSE @float_text(s) END;
json_time(t) AS regexp_replace(replace(CAST(t AS VARCHAR), ' ', 'T'), '([+-]\d\d)$', '\1:00');
json_key(k) AS '/' || replace(replace(k, '~', '~0'), '/', '~1');
json_pointer(ks) AS list_reduce(list_prepend('', ks), lambda a, k: a || @json_key(k));
json_typeof(j) AS CASE WHEN j IS NULL THEN NULL ELSE CASE json_type(j) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string'
	WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE 'number' END END;
json_get(j, k) AS json_extract(j, @json_key(k));
json_get_text(j, k) AS json_extract_string(j, @json_key(k));
json_at(j, i) AS CASE WHEN i < 0 THEN json_extract(j, '$[#' || i || ']') ELSE json_extract(j, '$[' || i || ']') END;
json_at_text(j, i) AS CASE WHEN i < 0 THEN json_extract_string(j, '$[#' || i || ']') ELSE json_extract_string(j, '$[' || i || ']') END;
json_path(j, ks) AS json_extract(j, @json_pointer(ks));
json_path_text(j, ks) AS json_extract_string(j, @json_pointer(ks));
json_has(j, k) AS CASE json_type(j) WHEN 'OBJECT' THEN json_exists(j, @json_key(k))
	WHEN 'ARRAY' THEN list_contains(from_json(j, '["VARCHAR"]'), k) ELSE json_extract_string(j, '$') = k END;
json_has_any(j, ks) AS list_bool_or(list_transform(ks, lambda k: @json_has(j, k)));
json_has_all(j, ks) AS list_bool_and(list_transform(ks, lambda k: @json_has(j, k)));
json_elements(j) AS list_transform(from_json(j, '["JSON"]'), lambda e: coalesce(e, CAST('null' AS JSON)));
json_each(j) AS list_transform(json_keys(j), lambda k: {'key': k, 'value': json_extract(j, @json_key(k))});
json_each_text(j) AS list_transform(json_keys(j), lambda k: {'key': k, 'value': json_extract_string(j, @json_key(k))});
json_map(j) AS map(json_keys(j), list_transform(json_keys(j), lambda k: json_extract(j, @json_key(k))));
json_concat(a, b) AS CASE WHEN json_type(a) = 'OBJECT' AND json_type(b) = 'OBJECT'
	THEN to_json(map_concat(@json_map(a), @json_map(b)))
	ELSE to_json(list_concat(CASE WHEN json_type(a) = 'ARRAY' THEN @json_elements(a) ELSE [a] END,
	CASE WHEN json_type(b) = 'ARRAY' THEN @json_elements(b) ELSE [b] END)) END;
json_delete_at(j, i) AS to_json(list_concat(@json_elements(j)[1:CASE WHEN i < 0 THEN json_array_length(j)::BIGINT + i ELSE i END],
	@json_elements(j)[CASE WHEN i < 0 THEN json_array_length(j)::BIGINT + i ELSE i END + 2:]));
json_delete_keys(j, ks) AS CASE json_type(j) WHEN 'ARRAY'
	THEN to_json(list_filter(@json_elements(j), lambda e: NOT coalesce(list_contains(ks, e->>'$'), false)))
	ELSE to_json(map_from_entries(list_transform(list_filter(json_keys(j), lambda e: NOT list_contains(ks, e)),
	lambda e: {'k': e, 'v': json_extract(j, @json_key(e))}))) END;
is_jsonb(j) AS true;
json_tokens(j) AS regexp_extract_all(CAST(j AS VARCHAR), '"(?:[^"\\]|\\.)*"|[^"]+');
jsonb_text(j) AS array_to_string(list_transform(@json_tokens(j), lambda t: CASE WHEN t[1] = '"' THEN t
	ELSE replace(replace(regexp_replace(t, '\s+', '', 'g'), ':', ': '), ',', ', ') END), '');
jsonb_each_text(j) AS list_transform(@json_each(j), lambda e: {'key': e.key,
	'value': CASE WHEN json_type(e.value) IN ('OBJECT', 'ARRAY') THEN @jsonb_text(e.value) ELSE json_extract_string(e.value, '$') END});
jsonb_same(j) AS array_to_string(list_transform(@json_tokens(j), lambda t: CASE WHEN t[1] = '"' THEN t
	ELSE regexp_replace(regexp_replace(regexp_replace(t, '\s+', '', 'g'), '(\.\d*?)0+([^\d]|$)', '\1\2', 'g'), '\.([^\d]|$)', '\1', 'g') END), '');
json_strip_nulls(j) AS json_merge_patch('{}', j);
json_index(j, k) AS CASE WHEN k::BIGINT < 0 THEN json_array_length(j)::BIGINT + k::BIGINT ELSE k::BIGINT END + 1;
json_put(j, k, v) AS CASE json_type(j) WHEN 'OBJECT'
	THEN to_json(map_concat(@json_map(j), map([k], [v])))
	WHEN 'ARRAY' THEN to_json(list_transform(@json_elements(j), lambda e, i: CASE WHEN i = @json_index(j, k) THEN v ELSE e END))
	ELSE j END;
json_place(j, k, v, after) AS CASE json_type(j) WHEN 'ARRAY' THEN to_json(list_concat(@json_elements(j)[1:@json_index(j, k) - CASE WHEN after THEN 0 ELSE 1 END],
	[v], @json_elements(j)[@json_index(j, k) + CASE WHEN after THEN 1 ELSE 0 END:]))
	ELSE CASE WHEN json_exists(j, @json_key(k)) THEN @raise('22023', 'cannot replace existing key') ELSE @json_put(j, k, v) END END;
json_insert(j, ks, v, after) AS CASE len(ks)
	WHEN 0 THEN j
	WHEN 1 THEN @json_place(j, ks[1], v, after)
	WHEN 2 THEN @json_put(j, ks[1], @json_place(@json_get(j, ks[1]), ks[2], v, after))
	ELSE @raise('0A000', 'jsonb_insert deeper than two levels is not supported') END;
json_set(j, ks, v) AS CASE len(ks)
	WHEN 0 THEN j
	WHEN 1 THEN @json_put(j, ks[1], v)
	WHEN 2 THEN @json_put(j, ks[1], @json_put(@json_get(j, ks[1]), ks[2], v))
	WHEN 3 THEN @json_put(j, ks[1], @json_put(@json_get(j, ks[1]), ks[2], @json_put(@json_path(j, ks[1:2]), ks[3], v)))
	ELSE @raise('0A000', 'jsonb_set deeper than three levels is not supported') END;
json_drop(j, k) AS CASE WHEN json_type(j) = 'ARRAY' THEN @json_delete_at(j, TRY_CAST(k AS INTEGER)) ELSE @json_delete_keys(j, [k]) END;
json_delete_path(j, ks) AS CASE WHEN NOT json_exists(j, @json_pointer(ks)) THEN j ELSE CASE len(ks)
	WHEN 0 THEN j
	WHEN 1 THEN @json_drop(j, ks[1])
	WHEN 2 THEN @json_put(j, ks[1], @json_drop(@json_get(j, ks[1]), ks[2]))
	WHEN 3 THEN @json_put(j, ks[1], @json_put(@json_get(j, ks[1]), ks[2], @json_drop(@json_path(j, ks[1:2]), ks[3])))
	ELSE @raise('0A000', '#- deeper than three levels is not supported') END END;
jsonpath_unwrap(l) AS flatten(list_transform(l, lambda e: CASE WHEN json_type(e) = 'ARRAY' THEN @json_elements(e) ELSE [e] END));
jsonpath_member(l, k) AS list_filter(list_transform(@jsonpath_unwrap(l), lambda e: json_extract(e, @json_key(k))), lambda e: e IS NOT NULL);
jsonpath_members(l) AS flatten(list_transform(@jsonpath_unwrap(l), lambda e: CASE WHEN json_type(e) = 'OBJECT'
	THEN list_transform(json_keys(e), lambda k: @json_get(e, k)) ELSE CAST([] AS JSON[]) END));
jsonpath_slice(l, a, b) AS flatten(list_transform(l, lambda e: CASE WHEN json_type(e) = 'ARRAY' THEN @json_elements(e)[a:b] ELSE [e][a:b] END));
jsonpath_type(l) AS list_transform(l, lambda e: to_json(@json_typeof(e)));
jsonpath_size(l) AS list_transform(l, lambda e: to_json(CASE WHEN json_type(e) = 'ARRAY' THEN json_array_length(e) ELSE 1 END));
jsonpath_number(x) AS json_type(x) IN ('UBIGINT', 'BIGINT', 'DOUBLE', 'HUGEINT');
jsonpath_order(x, y) AS CASE WHEN @jsonpath_number(x) AND @jsonpath_number(y) THEN sign(TRY_CAST(x AS DOUBLE) - TRY_CAST(y AS DOUBLE))
	WHEN json_type(x) <> json_type(y) THEN NULL
	WHEN json_type(x) = 'VARCHAR' THEN CASE WHEN json_extract_string(x, '$') = json_extract_string(y, '$') THEN 0
	WHEN json_extract_string(x, '$') < json_extract_string(y, '$') THEN -1 ELSE 1 END
	WHEN json_type(x) IN ('BOOLEAN', 'NULL') THEN CASE WHEN CAST(x AS VARCHAR) = CAST(y AS VARCHAR) THEN 0 WHEN CAST(x AS VARCHAR) < CAST(y AS VARCHAR) THEN -1 ELSE 1 END END;
jsonpath_compare(x, y, op) AS CASE op WHEN '=' THEN @jsonpath_order(x, y) = 0 WHEN '<>' THEN @jsonpath_order(x, y) <> 0
	WHEN '<' THEN @jsonpath_order(x, y) < 0 WHEN '<=' THEN @jsonpath_order(x, y) <= 0
	WHEN '>' THEN @jsonpath_order(x, y) > 0 ELSE @jsonpath_order(x, y) >= 0 END;
json_object_pairs(l) AS to_json(map_from_entries(list_transform(range(1, len(l), 2), lambda i: {'k': l[i], 'v': l[i + 1]})));
`
