package functions

// arrayTable: arrays are DuckDB lists, 1-based both. Arrays with other lower bounds do not occur.
const arrayTable = `
array_length(array, int4) int4 = @array_length($1, $2)
array_upper(array, int4) int4 = @array_length($1, $2)
array_lower(array, int4) int4 = CASE WHEN @array_length($1, $2) > 0 THEN 1 END
array_ndims(array) int4 = @array_ndims($1)
array_dims(array) text = @array_dims($1)
cardinality(array) int4 = @cardinality($1)
array_append(array, elem) same:1 = list_append(coalesce($1, []), $2)
array_prepend(elem, array) same:2 = list_prepend($1, coalesce($2, []))
array_cat(array, array) same:1 = list_concat($1, $2)
array_remove(array, elem) same:1 = @array_remove($1, $2)
array_replace(array, elem, elem) same:1 = @array_replace($1, $2, $3)
array_position(array, elem) int4 = @array_position($1, $2)
array_position(array, elem, int4) int4 = @array_position($1, $2, $3)
array_positions(array, elem) int4[] = @array_positions($1, $2)
array_to_string(text[], text) text = array_to_string($1, $2)
array_to_string(aclitem[], text) text = array_to_string($1, $2)
array_to_string(array, text) text = @array_to_string($1, $2)
array_to_string(array, text, text) text = @array_to_string($1, $2, $3)
array_fill(any, int4[]) array:1 = list_resize([$1], CAST($2[1] AS BIGINT), $1)
trim_array(array, int4) same:1 = @trim_array($1, $2)
unnest(array) set elem:1 = $1
generate_subscripts(array, int4) set int4 = CAST(range(1, len($1) + 1) AS INTEGER[])
generate_subscripts(array, int4, bool) set int4 = CAST(CASE WHEN $3 THEN range(len($1), 0, -1) ELSE range(1, len($1) + 1) END AS INTEGER[])
generate_series(int4, int4) set int4 = CAST(generate_series($1, $2) AS INTEGER[])
generate_series(int4, int4, int4) set int4 = CAST(generate_series($1, $2, $3) AS INTEGER[])
generate_series(int8, int8) set int8 = generate_series($1, $2)
generate_series(int8, int8, int8) set int8 = generate_series($1, $2, $3)
generate_series(numeric, numeric) set numeric = @series($1, $2, 1)
generate_series(numeric, numeric, numeric) set numeric = @series($1, $2, $3)
generate_series(timestamptz, timestamptz, interval) set timestamptz = generate_series($1, $2, $3)
generate_series(timestamp, timestamp, interval) set timestamp = generate_series($1, $2, $3)
_pg_expandarray(array) set {x int4, n int4} = @pg_expandarray($1)
array_larger(array, array) same:1 = greatest($1, $2)
array_smaller(array, array) same:1 = least($1, $2)
`

const arrayMacros = `
any_equal(l, x) AS CASE WHEN l IS NULL OR x IS NULL AND len(l) > 0 THEN NULL WHEN list_contains(l, x) THEN true
	WHEN list_count(l) < len(l) THEN NULL ELSE false END;
array_length(a, d) AS CASE d WHEN 1 THEN CAST(nullif(len(a), 0) AS INTEGER)
	WHEN 2 THEN CASE WHEN left(typeof(a[1]), 1) <> '' AND right(typeof(a[1]), 1) = ']' THEN CAST(nullif(len(CAST(a[1] AS VARCHAR[])), 0) AS INTEGER) END END;
array_ndims(a) AS CASE WHEN len(a) > 0 THEN CAST((length(typeof(a)) - length(replace(typeof(a), '[]', ''))) // 2 AS INTEGER) END;
array_dims(a) AS '[1:' || @array_length(a, 1) || ']' || coalesce('[1:' || @array_length(a, 2) || ']', '');
cardinality(a) AS CAST(len(a) * coalesce(@array_length(a, 2), 1) AS INTEGER);
array_remove(a, e) AS list_filter(a, lambda x: x IS DISTINCT FROM e);
array_replace(a, f, t) AS list_transform(a, lambda x: CASE WHEN x IS NOT DISTINCT FROM f THEN t ELSE x END);
array_positions(a, e) AS CAST(list_filter(range(1, len(a) + 1), lambda i: a[i] IS NOT DISTINCT FROM e) AS INTEGER[]);
array_position(a, e) AS @array_positions(a, e)[1],
	(a, e, s) AS list_filter(@array_positions(a, e), lambda i: i >= s)[1];
array_to_string(a, d) AS array_to_string(list_transform(a, lambda x: @text(x)), d),
	(a, d, n) AS array_to_string(list_transform(a, lambda x: coalesce(@text(x), n)), d);
trim_array(a, n) AS a[1:len(a) - n];
series(a, b, s) AS list_transform(generate_series(0, CAST(floor((b - a) / s) AS BIGINT)), lambda i: a + i * s);
pg_expandarray(a) AS list_transform(a, lambda v, i: {'x': v, 'n': CAST(i AS INTEGER)});
array_in(s) AS CASE WHEN trim(s) = '{}' THEN CAST([] AS VARCHAR[]) ELSE
	list_transform(regexp_extract_all(trim(s)[2:-2], '("(?:[^"\\]|\\.)*"|[^,]+)'), lambda e: CASE
	WHEN starts_with(e, '"') THEN regexp_replace(e[2:-2], '\\(.)', '\1', 'g') WHEN upper(e) = 'NULL' THEN NULL ELSE trim(e) END) END;
array_out(a) AS '{' || array_to_string(list_transform(a, lambda x: coalesce(@array_elem(@text(x)), 'NULL')), ',') || '}';
`
