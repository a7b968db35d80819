package functions

// mathTable: functions on numbers. numeric~ is a numeric that DuckDB computes as DOUBLE, numeric# one it keeps as an
// integer.
const mathTable = `
abs(number) same:1
abs(any) ?
ceil(float8) float8
ceil(numeric) same:1
ceil(any) ?
ceiling(float8) float8 = ceil($1)
ceiling(numeric) same:1 = ceil($1)
floor(float8) float8
floor(numeric) same:1
floor(any) ?
round(float8) float8 = round_even($1, 0)
round(numeric) numeric
round(any) ?
round(numeric, int4) numeric
round(any, int4) ?
trunc(float8) float8 = trunc(CAST($1 AS DOUBLE))
trunc(numeric) numeric
trunc(any) ?
trunc(numeric, int4) numeric
trunc(any, int4) ?
sqrt(float8) float8 = @sqrt($1)
sqrt(numeric) numeric~ = @sqrt($1)
cbrt(float8) float8
exp(float8) float8
exp(numeric) numeric~
ln(float8) float8 = @ln($1)
ln(numeric) numeric~ = @ln($1)
log(float8) float8 = @log($1)
log(numeric) numeric~ = @log($1)
log10(float8) float8 = @log($1)
log10(numeric) numeric~ = @log($1)
log(numeric, numeric) numeric~ = (@ln($2) / @ln($1))
power(float8, float8) float8 = @power($1, $2)
power(numeric, numeric) numeric~ = @power($1, $2)
pow(float8, float8) float8 = @power($1, $2)
pow(numeric, numeric) numeric~ = @power($1, $2)
sign(float8) float8 = CAST(sign($1) AS DOUBLE)
sign(numeric) numeric# = CAST(sign($1) AS INTEGER)
mod(int2, int2) int2 = @mod($1, $2)
mod(int4, int4) int4 = @mod($1, $2)
mod(int8, int8) int8 = @mod($1, $2)
mod(numeric, numeric) numeric = @mod($1, $2)
mod(any, any) ? = @mod($1, $2)
div(numeric, numeric) numeric# = @div($1, $2)
gcd(int4, int4) int4 = CAST(gcd($1, $2) AS INTEGER)
gcd(int8, int8) int8 = gcd($1, $2)
gcd(any, any) ?
lcm(int4, int4) int4 = CAST(lcm($1, $2) AS INTEGER)
lcm(int8, int8) int8 = lcm($1, $2)
lcm(any, any) ?
factorial(int8) numeric# = factorial(CAST($1 AS INTEGER))
pi() float8
degrees(float8) float8
radians(float8) float8
sin(float8) float8
cos(float8) float8
tan(float8) float8
cot(float8) float8
asin(float8) float8
acos(float8) float8
atan(float8) float8
atan2(float8, float8) float8
sinh(float8) float8
cosh(float8) float8
tanh(float8) float8
asinh(float8) float8
acosh(float8) float8
atanh(float8) float8
sind(float8) float8 = @degree(sin(radians($1)))
cosd(float8) float8 = @degree(cos(radians($1)))
tand(float8) float8 = @degree(tan(radians($1)))
random() float8
setseed(float8) void
width_bucket(numeric, numeric, numeric, int4) int4 = @width_bucket($1, $2, $3, $4)
width_bucket(float8, float8, float8, int4) int4 = @width_bucket($1, $2, $3, $4)
width_bucket(any, array) int4 = CASE WHEN $1 IS NOT NULL THEN CAST(len(list_filter($2, lambda e: e <= $1)) AS INTEGER) END
scale(numeric) int4 = @scale($1)
min_scale(numeric) int4 = @min_scale($1)
trim_scale(numeric) numeric = CAST($1 AS DECIMAL(38,16))
cotd(float8) float8 = @degree(cot(radians($1)))
asind(float8) float8 = @degree(degrees(asin($1)))
acosd(float8) float8 = @degree(degrees(acos($1)))
atand(float8) float8 = @degree(degrees(atan($1)))
atan2d(float8, float8) float8 = @degree(degrees(atan2($1, $2)))
int2(number) int2 = CAST($1 AS SMALLINT)
int4(number) int4 = CAST($1 AS INTEGER)
int8(number) int8 = CAST($1 AS BIGINT)
float4(number) float4 = CAST($1 AS FLOAT)
float8(number) float8 = CAST($1 AS DOUBLE)
bit_count(bytea) int8 = bit_count(CAST($1 AS BIT))
`

// mathMacros are the macros that the table and the operators name. A division tells its types apart by DuckDB's
// overloads where the printer could not: PostgreSQL divides integers with truncation. numeric_divide gives 16 exact digits
// behind the point: what DOUBLE misses is divided once more. product is of factors whose scales together leave few whole
// digits: it has 16 behind the point, put together from the products of the factors' whole numbers and fractions.
const mathMacros = `
div_zero() AS @raise('22012', 'division by zero');
divide(a SMALLINT, b SMALLINT) AS CASE WHEN b = 0 THEN @div_zero() ELSE a // b END,
	(a INTEGER, b INTEGER) AS CASE WHEN b = 0 THEN @div_zero() ELSE a // b END,
	(a BIGINT, b BIGINT) AS CASE WHEN b = 0 THEN @div_zero() ELSE a // b END,
	(a INTERVAL, b DOUBLE) AS CASE WHEN b = 0 THEN @div_zero() ELSE a * (1.0::DOUBLE / b) END,
	(a, b) AS CASE WHEN b = 0 THEN @div_zero() ELSE a / b END;
quotient(a, b) AS CAST(CAST(a AS DOUBLE) / CAST(b AS DOUBLE) AS DECIMAL(38,16));
refined(a, b, q) AS q + CAST(CAST(a - q * b AS DOUBLE) / CAST(b AS DOUBLE) AS DECIMAL(38,16));
numeric_divide(a, b) AS CASE WHEN b = 0 THEN @div_zero() WHEN abs(a) < 1e18 THEN @refined(a, b, @quotient(a, b)) ELSE @quotient(a, b) END;
numeric_mean(a, b) AS CASE WHEN b = 0 THEN NULL WHEN abs(a) < 1e18 THEN @refined(a, b, @quotient(a, b)) ELSE @quotient(a, b) END;
whole(a) AS CAST(trunc(a) AS DECIMAL(22,0));
fraction(a) AS CAST(a - trunc(a) AS DECIMAL(16,16));
product_parts(a, b) AS CAST(CAST(@whole(a) AS DECIMAL(38,0)) * @whole(b) AS DECIMAL(38,16)) + @whole(a) * @fraction(b) + @fraction(a) * @whole(b)
	+ CAST(@fraction(a) * @fraction(b) AS DECIMAL(38,16));
product(a, b) AS @product_parts(CAST(a AS DECIMAL(38,16)), CAST(b AS DECIMAL(38,16)));
mod(a, b) AS CASE WHEN b = 0 THEN @div_zero() ELSE a % b END;
div(a, b) AS CASE WHEN b = 0 THEN @div_zero() ELSE trunc(a / b)::HUGEINT END;
minus(a DATE, b DATE) AS CAST(a - b AS INTEGER),
	(a TIMESTAMPTZ, b TIMESTAMPTZ) AS timezone('UTC', a) - timezone('UTC', b),
	(a TIME, b TIME) AS to_microseconds(epoch_us(DATE '1970-01-01' + a) - epoch_us(DATE '1970-01-01' + b)),
	(a, b) AS a - b;
power(a, b) AS CASE WHEN a = 0 AND b < 0 THEN @raise('2201F', 'zero raised to a negative power is undefined')
	WHEN a < 0 AND b <> trunc(b) THEN @raise('2201F', 'a negative number raised to a non-integer power yields a complex result')
	ELSE pow(a, b) END;
degree(x) AS round(x, 14);
sqrt(x) AS CASE WHEN x < 0 THEN @raise('2201F', 'cannot take square root of a negative number') ELSE sqrt(x) END;
ln(x) AS CASE WHEN x = 0 THEN @raise('2201E', 'cannot take logarithm of zero')
	WHEN x < 0 THEN @raise('2201E', 'cannot take logarithm of a negative number') ELSE ln(x) END;
log(x) AS CASE WHEN x = 0 THEN @raise('2201E', 'cannot take logarithm of zero')
	WHEN x < 0 THEN @raise('2201E', 'cannot take logarithm of a negative number') ELSE log10(x) END;
width_bucket(x, lo, hi, n) AS CAST(CASE WHEN lo < hi THEN
	CASE WHEN x < lo THEN 0 WHEN x >= hi THEN n + 1 ELSE floor((x - lo) * n / (hi - lo)) + 1 END
	ELSE CASE WHEN x > lo THEN 0 WHEN x <= hi THEN n + 1 ELSE floor((lo - x) * n / (lo - hi)) + 1 END END AS INTEGER);
scale(x) AS CASE WHEN contains(x::VARCHAR, '.') THEN length(split_part(x::VARCHAR, '.', 2)) ELSE 0 END::INTEGER;
min_scale(x) AS CASE WHEN contains(x::VARCHAR, '.') THEN length(rtrim(split_part(x::VARCHAR, '.', 2), '0')) ELSE 0 END::INTEGER;
roman(x) AS CASE WHEN round(x) BETWEEN 1 AND 3999 THEN ['', 'M', 'MM', 'MMM'][CAST(round(x) AS INTEGER) // 1000 + 1]
	|| ['', 'C', 'CC', 'CCC', 'CD', 'D', 'DC', 'DCC', 'DCCC', 'CM'][CAST(round(x) AS INTEGER) // 100 % 10 + 1]
	|| ['', 'X', 'XX', 'XXX', 'XL', 'L', 'LX', 'LXX', 'LXXX', 'XC'][CAST(round(x) AS INTEGER) // 10 % 10 + 1]
	|| ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][CAST(round(x) AS INTEGER) % 10 + 1] WHEN x IS NULL THEN NULL ELSE repeat('#', 15) END;
number_width(s) AS length(split_part(s, '.', 1));
number_whole(s, zeros, fraction) AS CASE WHEN length(split_part(s, '.', 1)) < zeros THEN lpad(split_part(s, '.', 1), zeros, '0')
	WHEN zeros = 0 AND fraction AND split_part(s, '.', 1) = '0' THEN '' ELSE split_part(s, '.', 1) END;
number_group(w) AS ltrim(reverse(regexp_replace(reverse(w), '(\d{3})', '\1,', 'g')), ',');
number_fraction(s, keep) AS '.' || rpad(rtrim(split_part(s, '.', 2), '0'),
	CAST(greatest(length(rtrim(split_part(s, '.', 2), '0')), keep) AS INTEGER), '0');
number_ordinal(w) AS CASE WHEN right(w, 2) IN ('11', '12', '13') THEN 'TH' ELSE CASE right(w, 1) WHEN '1' THEN 'ST' WHEN '2' THEN 'ND' WHEN '3' THEN 'RD' ELSE 'TH' END END;
number_sign(x, form, fm) AS CASE form
	WHEN '+' THEN CASE WHEN x < 0 THEN '-' ELSE '+' END
	ELSE CASE WHEN x < 0 THEN form WHEN fm THEN '' ELSE ' ' END END;
`
