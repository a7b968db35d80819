select v from g order by 1 desc fetch first 1 row with ties
select k as v, v as key from g order by v, 2 nulls first fetch first 2 rows with ties
select k, count(*) as n from g group by k order by n desc, k fetch first 1 row with ties
select v, k from g order by 1 nulls first offset 1 fetch first 2 rows with ties
select t.id, x.k, x.v from t left join lateral (select k, v from g where g.v >= t.id order by v desc, k limit (select 2)) x on true order by t.id, x.v desc, x.k
select t.id, (select array_agg(x.v order by x.v) from (select v from g where g.v > t.id order by 1 limit (select 2) offset (select 1)) x) from t order by t.id
select t.id, (select count(*) from (select 1 from g where g.v > t.id limit (select null::int)) x) from t order by t.id
select t.id, (select count(*) as c from g where g.v > t.id order by c limit (select 1)) from t order by t.id
select t.id, (select sum(u) from (select unnest(array[1,2,3]) u limit (select 2)) x) from t order by t.id
