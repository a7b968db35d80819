import datetime, decimal, sys
import psycopg

with psycopg.connect(sys.argv[1]) as conn:
    for binary in (False, True):
        cur = conn.cursor(binary=binary)
        cur.execute("SELECT * FROM t WHERE q = 'fake named kinds'")
        row = cur.fetchone()
        assert row[:6] == (True, -2, -4, -8, 1.5, 0.1), row
        assert row[6] == decimal.Decimal("1.25"), row[6]
        assert row[7] == "ünï" and row[8] == b"\x00\xff", row
        assert row[9] == datetime.date(2024, 3, 1), row[9]
        assert row[10] == datetime.datetime(2024, 2, 29, 23, 59, 59, 500000), row[10]
        assert row[12] == datetime.timedelta(days=32, seconds=3), row[12]
        assert row[14] == {"a": [1]} and row[15] == ["x", None, "y z"], row
        assert cur.fetchone() == (None,) * 16
    cur = conn.cursor()
    cur.execute("SELECT * FROM t WHERE q = 'fake echo' AND x = %s::int4", (42,))
    assert cur.fetchone()[0] == "int64 42"
    for binary in (False, True):
        named = conn.cursor("page", binary=binary)
        named.itersize = 500
        named.execute("SELECT * FROM t WHERE q = 'fake series 3000 int4'")
        assert [r[0] for r in named] == list(range(3000))
        named.close()
    with conn.pipeline():
        cursors = [conn.execute("SELECT * FROM t WHERE q = 'fake series 2 int4'") for _ in range(3)]
    assert all(c.fetchall() == [(0,), (1,)] for c in cursors)
    with cur.copy("COPY (SELECT * FROM t WHERE q = 'fake series 3 int4 text') TO STDOUT (FORMAT BINARY)") as copy:
        copy.set_types(["int4", "text"])
        assert list(copy.rows()) == [(0, "row number 0"), (1, "row number 1"), (2, "row number 2")]
    with conn.transaction():
        try:
            with conn.transaction():
                conn.execute("SELECT * FROM t WHERE q = 'fake error 22012 division by zero'")
        except psycopg.errors.DivisionByZero:
            pass
        assert conn.execute("SHOW timezone").fetchone() == ("UTC",)
print("ok")
