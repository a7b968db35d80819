package session_test

import (
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tarn-sql/tarn/wire/postgrestest"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"
)

// TestScriptsAgainstPostgres holds the same conversations with PostgreSQL, which must say the same, message by message.
// A block whose comment says "not PostgreSQL" is left out, with its reason standing there.
func TestScriptsAgainstPostgres(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	config, err := pgconn.ParseConfig(postgrestest.Start(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			c := dialPostgres(t, config)
			for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
				comment, input, want := splitBlock(block)
				if strings.Contains(comment, "not PostgreSQL") || input == "engine" {
					continue
				}
				if got := c.block(t, forPostgres(t, input)); comparable(got) != comparable(want) {
					t.Errorf("%s\nPostgreSQL says:\n%s\nwe say:\n%s", input, got, want)
				}
			}
		})
	}
}

func dialPostgres(t *testing.T, config *pgconn.Config) *client {
	t.Helper()
	conn, err := net.Dial("tcp", net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port))))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	c := &client{conn: conn, front: pgproto3.NewFrontend(conn, conn)}
	c.greet(t, map[string]string{"user": config.User, "database": config.Database})
	return c
}

var fakeQuery = regexp.MustCompile(`SELECT \* FROM t WHERE q = 'fake (\w+) ([^']*)'`)

// named in PostgreSQL's terms.
var namedForPostgres = map[string]string{
	"people": `SELECT a, b, c::date, d::numeric(6,2) FROM (VALUES (1::int8, 'Anna, \"the\" first', '1970-01-01', 61.50), ` +
		`(2, E'Bert\\tthe\\nsecond', '1969-12-31', -0.05), (3, null, null, null), (4, '', '2020-01-01', 0)) w(a, b, c, d)`,
	"nothing": "SELECT 1::int8 WHERE false",
}

// forPostgres puts queries that give the same rows in the place of those that the fake engine understands.
func forPostgres(t *testing.T, input string) string {
	t.Helper()
	return fakeQuery.ReplaceAllStringFunc(input, func(query string) string {
		m := fakeQuery.FindStringSubmatch(query)
		words := strings.Fields(m[2])
		switch m[1] {
		case "series":
			n, _ := strconv.Atoi(words[0])
			return "SELECT " + seriesForPostgres(words[1:]) + " FROM generate_series(0, " + strconv.Itoa(n-1) + ") i"
		case "error":
			return "SELECT 1 / (i - i) AS error FROM generate_series(0, 0) i"
		case "fail":
			return "SELECT i / (" + words[0] + " - i) * 0 + i AS c1 FROM generate_series(0, " + words[0] + ") i"
		case "named":
			columns := map[string]string{"people": "id, name, born, weight", "nothing": "id"}[words[0]]
			return "SELECT * FROM (" + namedForPostgres[words[0]] + ") v(" + columns + ")"
		}
		t.Fatalf("no query for %s", query)
		return ""
	})
}

func seriesForPostgres(types []string) string {
	var columns []string
	for i, typ := range types {
		value := map[string]string{
			"int4": "i", "text": "CASE WHEN i % 7 <> 6 THEN 'row number ' || i END",
		}[typ]
		columns = append(columns, value+" AS c"+strconv.Itoa(i+1))
	}
	return strings.Join(columns, ", ")
}

var hidden = regexp.MustCompile(`( \| (hint|detail|position).*)$`)

// comparable leaves out what a different query, or a list of settings that is not as long, makes different: positions,
// hints, table OIDs.
func comparable(said string) string {
	var lines []string
	for _, line := range strings.Split(said, "\n") {
		if strings.HasPrefix(line, "ErrorResponse") || strings.HasPrefix(line, "NoticeResponse") {
			line = hidden.ReplaceAllString(line, "")
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
