# Ranges, as analysts ask which stays overlap, and OVERLAPS.
select daterange('2020-01-01','2020-02-01') && daterange('2020-01-15','2020-03-01'), daterange('2020-01-01','2020-02-01') && daterange('2020-02-01','2020-03-01')
select daterange('2020-01-01','2020-02-01','[]') && daterange('2020-02-01','2020-03-01'), daterange(null,'2020-02-01') && daterange('2020-01-01',null)
select a.k, b.k from g a join g b on daterange(a.dt, a.dt + 5) && daterange(b.dt, b.dt + 5) and (a.k, a.v) < (b.k, b.v)
select k, dt, daterange('2020-01-01','2020-01-31','[]') @> dt, dt <@ daterange('2020-01-02',null) from g
select id, tstzrange(tz, tz + interval '1 day') @> timestamptz '2020-01-15 12:00+00', tsrange(ts, null) @> ts from t order by id
select lower(daterange('2020-01-01','2020-02-01','[]')), upper(daterange('2020-01-01','2020-02-01','[]')), upper(daterange('2020-01-01',null)), lower('[2,5]'::int4range)
select daterange('2020-01-01',null), daterange(null,null), int4range(1,5,'[]'), int4range(1,5,'()'), numrange(1.5,2.5,'(]'), tsrange('2020-01-01','2020-01-02')
select isempty(int4range(1,1)), int4range(1,1), isempty(numrange(1,1,'[]')), lower_inc(int4range(1,5)), upper_inc(numrange(1,5,'[]')), lower_inf(daterange(null,'2020-01-01')), upper_inf(int4range(1,1))
select numrange(1.5,2.5) @> 2.0, int4range(1,10) @> int4range(2,3), int4range(2,3) <@ int4range(1,10), 5 <@ int4range(1,10), int4range(1,5) @> int4range(5,5), int4range(1,1) @> 1
select int4range(1,5) -|- int4range(5,8), int4range(1,5) << int4range(5,8), int4range(6,8) >> int4range(1,5), int4range(1,5) &< int4range(3,8), int4range(1,5) &> int4range(3,8)
select int4range(1,5) * int4range(3,8), int4range(1,2) * int4range(3,8), int4range(1,5) + int4range(3,8), range_merge(int4range(1,2), int4range(7,8)), daterange('2020-01-01',null) * daterange(null,'2020-02-01')
select int4range(1,3) + int4range(5,6)
select '[2020-01-01,2020-02-01)'::daterange @> '2020-01-05'::date, '[1,5]'::int4range, 'empty'::daterange, '(,3]'::int4range, '["2020-01-01 10:00","2020-01-02 00:00")'::tsrange
select '[2020-01-01,2020-02-01)'::daterange && '[2020-01-31,2020-03-01)', daterange('2020-01-01','2020-02-01') @> '2020-01-05', daterange('2020-01-01','2020-02-01') = daterange('2020-01-01','2020-01-31','[]')
select r, upper(r) - lower(r) from (select daterange(dt, dt + v) r from g where dt is not null) q order by 1
select r, count(*) from (select daterange(date_trunc('month', dt)::date, null) r from g) q group by r order by min(dt)
select null::daterange && daterange('2020-01-01',null), daterange('2020-01-01',null) @> null::date, int4range(null,null)::text, to_json(int4range(1,2))
select daterange('2020-02-01','2020-01-01')
select int4range(1,2,'x')
select 'x'::int4range
select (date '2020-01-01', date '2020-02-01') overlaps (date '2020-01-15', date '2020-03-01'), (date '2020-01-01', interval '10 days') overlaps (date '2020-01-11', date '2020-01-12')
select (date '2020-01-01', null::date) overlaps (date '2020-01-01', date '2020-01-12'), (date '2020-01-05', null::date) overlaps (date '2020-01-01', date '2020-01-12'), (null::date, null::date) overlaps (date '2020-01-01', date '2020-01-12')
select (date '2020-02-01', date '2020-01-01') overlaps (date '2020-01-15', null::date), (date '2020-01-01', date '2020-01-01') overlaps (date '2020-01-01', date '2020-01-01'), (date '2020-01-01', null::date) overlaps (date '2020-02-01', null::date)
