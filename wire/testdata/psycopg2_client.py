import datetime, decimal, sys
import psycopg2, psycopg2.errors

conn = psycopg2.connect(sys.argv[1])
assert conn.server_version == 150008, conn.server_version
cur = conn.cursor()
cur.execute("SELECT * FROM t WHERE q = 'fake named kinds'")
row = cur.fetchone()
assert row[:6] == (True, -2, -4, -8, 1.5, 0.1), row
assert row[6] == decimal.Decimal("1.25") and str(row[6]) == "1.25", row[6]
assert row[7] == "ünï" and bytes(row[8]) == b"\x00\xff", row
assert row[9] == datetime.date(2024, 3, 1), row[9]
assert row[10] == datetime.datetime(2024, 2, 29, 23, 59, 59, 500000), row[10]
assert row[11] == datetime.datetime(2024, 2, 29, 23, 59, 59, 500000, tzinfo=datetime.timezone.utc), row[11]
assert row[12] == datetime.timedelta(days=32, seconds=3), row[12]
assert row[14] == {"a": [1]} and row[15] == ["x", None, "y z"], row
assert cur.fetchone() == (None,) * 16
conn.commit()

# A server-side cursor pages through a result; another statement runs in between.
named = conn.cursor("page")
named.itersize = 1000
named.execute("SELECT * FROM t WHERE q = 'fake series 5000 int4 text'")
total = 0
for i, (n, text) in enumerate(named):
    assert n == i and text == (None if i % 7 == 6 else f"row number {i}"), (n, text)
    total += 1
    if i == 1500:
        cur.execute("SHOW timezone")
        assert cur.fetchone() == ("UTC",)
assert total == 5000, total
named.close()
scroll = conn.cursor("s", scrollable=True)
scroll.execute("SELECT * FROM t WHERE q = 'fake series 5 int4'")
assert scroll.fetchall() == [(i,) for i in range(5)]
scroll.scroll(-2)
assert scroll.fetchone() == (4,)
conn.commit()

# Errors leave the transaction failed until it is rolled back.
try:
    cur.execute("SELECT * FROM t WHERE q = 'fake error 22012 division by zero'")
    raise SystemExit("no error")
except psycopg2.errors.DivisionByZero:
    pass
try:
    cur.execute("SHOW timezone")
    raise SystemExit("no error")
except psycopg2.errors.InFailedSqlTransaction:
    pass
conn.rollback()

import io
out = io.StringIO()
cur.copy_expert("COPY (SELECT * FROM t WHERE q = 'fake series 3 int4 text') TO STDOUT", out)
assert out.getvalue() == "0\trow number 0\n1\trow number 1\n2\trow number 2\n", out.getvalue()

conn.rollback()
conn.autocommit = True
conn.set_session(isolation_level="REPEATABLE READ", readonly=True)
cur.execute("SET statement_timeout = 100")
try:
    cur.execute("SELECT * FROM t WHERE q = 'fake sleep'")
    raise SystemExit("no error")
except psycopg2.errors.QueryCanceled:
    pass
print("ok")
