import asyncio, datetime, decimal, io, sys
import asyncpg


async def main():
    params = dict(p.split("=") for p in sys.argv[1].split())
    conn = await asyncpg.connect(host=params["host"], port=int(params["port"]), user=params["user"], database=params["dbname"], ssl=False)
    row = await conn.fetchrow("SELECT * FROM t WHERE q = 'fake named kinds'")
    row = tuple(row)
    assert row[:6] == (True, -2, -4, -8, 1.5, 0.1), row
    assert row[6] == decimal.Decimal("1.25"), row[6]
    assert row[7] == "ünï" and row[8] == b"\x00\xff", row
    assert row[9] == datetime.date(2024, 3, 1), row[9]
    assert row[10] == datetime.datetime(2024, 2, 29, 23, 59, 59, 500000), row[10]
    assert row[11] == datetime.datetime(2024, 2, 29, 23, 59, 59, 500000, tzinfo=datetime.timezone.utc), row[11]
    assert row[12] == datetime.timedelta(days=32, seconds=3), row[12]
    assert row[13].int == 1 and row[14] == '{"a": [1]}' and row[15] == ["x", None, "y z"], row
    got = await conn.fetchval("SELECT * FROM t WHERE q = 'fake echo' AND x = $1::int4", 42)
    assert got == "int64 42", got
    async with conn.transaction():
        n = 0
        async for r in conn.cursor("SELECT * FROM t WHERE q = 'fake series 500 int4'", prefetch=50):
            assert r[0] == n
            n += 1
        assert n == 500
    out = io.BytesIO()
    await conn.copy_from_query("SELECT * FROM t WHERE q = 'fake series 2 int4 text'", output=out, format="csv")
    assert out.getvalue() == b"0,row number 0\n1,row number 1\n", out.getvalue()
    try:
        await conn.execute("SELECT * FROM t WHERE q = 'fake error 22012 division by zero'")
        raise SystemExit("no error")
    except asyncpg.DivisionByZeroError:
        pass
    try:
        await conn.fetch("SELECT * FROM t WHERE q = 'fake sleep'", timeout=0.1)
        raise SystemExit("no error")
    except asyncio.TimeoutError:
        pass
    assert await conn.fetchval("SHOW timezone") == "UTC"
    await conn.close()
    print("ok")


asyncio.run(main())
