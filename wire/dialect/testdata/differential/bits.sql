select '1010'::bit(8), '1010'::bit(2), '1010'::varbit(2), '1010'::varbit, '1011'::bit, bit '101', 'b101'::varbit, 'X1F'::varbit
select 'x1F'::bit(8), cast('xF' as bit(2)), 'xABC'::bit(16), 'xABC'::varbit::text, ('x' || 'abc')::varbit, ('x' || 'ff')::bit(8)::int, ('b' || '101')::bit(3), ('10' || '1')::bit(5)
select ('x' || substr(md5(s), 1, 8))::bit(32)::int, ('x' || substr(md5(s), 1, 16))::bit(64)::bigint, mod(abs(('x' || left(md5(s), 7))::bit(28)::int), 4) from t order by id
select '12'::bit(2)
select 'xG'::varbit
select abs(hashtext(s)) % 4 between 0 and 3, hashtext(s) = hashtext(s || ''), pg_typeof(hashtext(s)), pg_typeof(hashtextextended(s, 1)), hashtextextended(s, 0) = hashtextextended(s || '', 0), pg_typeof(hashint4(id)), hashint8(id) = hashint8(id) from t order by id
# differs: the hashes themselves are DuckDB's
select hashtext('a'), hashtextextended('a', 1)
