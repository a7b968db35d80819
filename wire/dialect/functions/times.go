package functions

// timeTable: functions on dates, times and intervals. extract, date_part, date_trunc with a constant field and the
// format functions are the printer's; what stands here serves the other cases.
const timeTable = `
now() timestamptz
transaction_timestamp() timestamptz = now()
statement_timestamp() timestamptz = now()
clock_timestamp() timestamptz = now()
timeofday() text = strftime(now(), '%a %b %d %H:%M:%S.%f %Y %Z')
age(timestamp, timestamp) interval = age($1, $2)
age(timestamptz, timestamptz) interval = age($1, $2)
age(timestamp) interval = age(CAST(CAST(now() AS DATE) AS TIMESTAMP), $1)
age(timestamptz) interval = age(CAST(CAST(now() AS DATE) AS TIMESTAMPTZ), $1)
age(xid) int4 = CAST(0 AS INTEGER)
make_date(int4, int4, int4) date
make_time(int4, int4, float8) time
make_timestamp(int4, int4, int4, int4, int4, float8) timestamp
make_timestamptz(int4, int4, int4, int4, int4, float8) timestamptz
make_timestamptz(int4, int4, int4, int4, int4, float8, text) timestamptz = timezone($7, make_timestamp($1, $2, $3, $4, $5, $6))
to_timestamp(float8) timestamptz
justify_days(interval) interval = @justify_days($1)
justify_hours(interval) interval = @justify_hours($1)
justify_interval(interval) interval = @justify_interval($1)
isfinite(date) bool
isfinite(timestamp) bool
isfinite(timestamptz) bool
isfinite(interval) bool = true
date_bin(interval, timestamptz, timestamptz) timestamptz = time_bucket($1, $2, $3)
date_bin(interval, timestamp, timestamp) timestamp = time_bucket($1, $2, $3)
date(timestamp) date = CAST($1 AS DATE)
date(timestamptz) date = CAST($1 AS DATE)
date(text) date = CAST($1 AS DATE)
timestamp(date) timestamp = CAST($1 AS TIMESTAMP)
timestamp(timestamptz) timestamp = CAST($1 AS TIMESTAMP)
timestamptz(timestamp) timestamptz = CAST($1 AS TIMESTAMPTZ)
timezone(text, timestamptz) timestamp = timezone($1, $2)
timezone(text, timestamp) timestamptz = timezone($1, $2)
timezone(text, any) ? = @timezone($1, $2)
date_trunc(text, timestamptz) timestamptz = @date_trunc($1, $2)
date_trunc(text, timestamp) timestamp = @date_trunc($1, $2)
date_trunc(text, interval) interval = date_trunc($1, $2)
date_trunc(text, any) ? = @date_trunc($1, $2)
date_trunc(text, timestamptz, text) timestamptz = timezone($3, @date_trunc($1, timezone($3, $2)))
date_part(text, any) float8 = CAST(@date_part($1, $2) AS DOUBLE)
extract(text, any) numeric~ = @date_part($1, $2)
overlaps(timestamptz, timestamptz, timestamptz, timestamptz) bool = @overlaps($1, $2, $3, $4)
overlaps(timestamp, timestamp, timestamp, timestamp) bool = @overlaps($1, $2, $3, $4)
overlaps(date, date, date, date) bool = @overlaps($1, $2, $3, $4)
overlaps(any, any, any, any) bool = @overlaps($1, $2, $3, $4)
pg_sleep(float8) void = @slept(1000 * $1)
pg_sleep_for(interval) void = @slept(1000 * epoch($1))
pg_sleep_until(timestamptz) void = @slept(greatest(0, epoch_ms($1) - epoch_ms(get_current_timestamp())))
date_add(timestamptz, interval) timestamptz = ($1 + $2)
date_subtract(timestamptz, interval) timestamptz = ($1 - $2)
`

// timeMacros are the macros that the table and the printer name.
const timeMacros = `
slept(ms) AS coalesce(CAST(sleep_ms(CAST(ms AS BIGINT)) AS VARCHAR), '');
timezone(z, t DATE) AS timezone(z, t::TIMESTAMPTZ), (z, t) AS timezone(z, t);
trunc_any(f, t) AS CASE lower(f)
	WHEN 'century' THEN date_trunc('year', t) - to_years(CAST((date_part('year', t) - 1) % 100 AS INTEGER))
	WHEN 'millennium' THEN date_trunc('year', t) - to_years(CAST((date_part('year', t) - 1) % 1000 AS INTEGER))
	ELSE date_trunc(f, t) END;
date_trunc(f, t DATE) AS @trunc_any(f, t::TIMESTAMPTZ), (f, t TIMESTAMP) AS @trunc_any(f, t),
	(f, t TIMESTAMPTZ) AS @trunc_any(f, t), (f, t) AS date_trunc(f, t);
interval_epoch(i) AS date_part('year', i) * 31557600 + date_part('month', i) * 2592000 + date_part('day', i) * 86400
	+ date_part('hour', i) * 3600 + date_part('minute', i) * 60 + date_part('microseconds', i) * 0.000001;
date_part(f, t INTERVAL) AS CASE lower(f) WHEN 'epoch' THEN @interval_epoch(t)
	WHEN 'second' THEN date_part('microseconds', t) / 1000000.0 WHEN 'milliseconds' THEN date_part('microseconds', t) / 1000.0
	WHEN 'week' THEN floor(date_part('day', t) / 7) ELSE date_part(f, t) END,
	(f, t) AS CASE lower(f) WHEN 'epoch' THEN epoch(t)
	WHEN 'second' THEN date_part('microseconds', t) / 1000000.0 WHEN 'milliseconds' THEN date_part('microseconds', t) / 1000.0
	WHEN 'julian' THEN date_part('julian', t) ELSE date_part(f, t) END;
interval_months(i) AS CAST(date_part('year', i) * 12 + date_part('month', i) AS INTEGER);
interval_us(i) AS CAST(date_part('hour', i) * 3600000000 + date_part('minute', i) * 60000000 + date_part('microseconds', i) AS BIGINT);
interval_of(months, days, us) AS to_months(CAST(months AS INTEGER)) + to_days(CAST(days AS INTEGER)) + to_microseconds(CAST(us AS BIGINT));
interval_rest(months, days, us, n, over) AS @interval_of(trunc(months / n), trunc(days / n) + trunc(over),
	round_even(us / n + round((days / n - trunc(days / n) + over - trunc(over)) * 86400000000), 0));
interval_mean(months, days, us, n) AS CASE WHEN n > 0 THEN
	@interval_rest(months, days, us, n, round((months / n - trunc(months / n)) * 30, 6)) END;
interval_total(i) AS CAST(@interval_months(i) AS HUGEINT) * 2592000000000 + date_part('day', i) * 86400000000 + @interval_us(i);
interval_spread(us) AS to_days(CAST(trunc(us / 86400000000) AS INTEGER)) + to_microseconds(CAST(round(us) AS BIGINT) % 86400000000);
day_us(i) AS date_part('day', i) * 86400000000 + @interval_us(i);
month_days(i) AS @interval_months(i) * 30 + date_part('day', i);
justify_hours(i) AS @interval_of(@interval_months(i), @day_us(i) // 86400000000, @day_us(i) % 86400000000);
justify_days(i) AS @interval_of(@month_days(i) // 30, @month_days(i) % 30, @interval_us(i));
justify_interval(i) AS @interval_of(@interval_total(i) // 2592000000000, @interval_total(i) % 2592000000000 // 86400000000,
	@interval_total(i) % 86400000000);
span_end(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE greatest(a, b) END;
begins_before(start, own_end, other_end) AS CASE WHEN other_end IS NULL THEN NULL WHEN start < other_end THEN true WHEN own_end IS NULL THEN NULL ELSE false END;
overlaps(a, b, c, d) AS CASE WHEN least(a, b) IS NULL OR least(c, d) IS NULL THEN NULL
	WHEN least(a, b) > least(c, d) THEN @begins_before(least(a, b), @span_end(a, b), @span_end(c, d))
	WHEN least(a, b) < least(c, d) THEN @begins_before(least(c, d), @span_end(c, d), @span_end(a, b))
	WHEN @span_end(a, b) IS NULL OR @span_end(c, d) IS NULL THEN NULL ELSE true END;
make_interval(years := 0, months := 0, weeks := 0, days := 0, hours := 0, mins := 0, secs := 0) AS
	to_months(CAST(years * 12 + months AS INTEGER)) + to_days(CAST(weeks * 7 + days AS INTEGER)) +
	to_microseconds(CAST(hours * 3600000000 + mins * 60000000 + round(secs * 1000000) AS BIGINT));
round_us(x, us) AS CASE WHEN x < 0 THEN -((us // 2 - x) // us * us) ELSE (x + us // 2) // us * us END;
round_moment(t, us) AS make_timestamp(CAST(946684800000000 + @round_us(epoch_us(t) - 946684800000000, us) AS BIGINT));
round_time(t TIMESTAMP, us) AS CASE WHEN isfinite(t) THEN @round_moment(t, us) ELSE t END,
	(t TIMESTAMPTZ, us) AS CASE WHEN isfinite(t) THEN timezone('UTC', @round_moment(t, us)) ELSE t END,
	(t TIME, us) AS CASE @round_us(epoch_us(t), us) WHEN 86400000000 THEN TIME '24:00:00'
		ELSE TIME '00:00:00' + to_microseconds(@round_us(epoch_us(t), us)) END,
	(i INTERVAL, us) AS @interval_of(@interval_months(i), date_part('day', i), @round_us(@interval_us(i), us));
`
