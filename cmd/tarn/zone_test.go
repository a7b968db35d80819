package main

import "testing"

// TestOffsetZones: the engine computes in zones that PostgreSQL's clients give as offsets (Sequelize does on connecting),
// whether the session has a statement behind it or not.
func TestOffsetZones(t *testing.T) {
	server := startServer(t)
	for set, want := range map[string]string{
		"SET TIME ZONE INTERVAL '+00:00' HOUR TO MINUTE": "2024-07-01 12:0",
		"SET TIME ZONE INTERVAL '+05:30' HOUR TO MINUTE": "2024-07-01 17:30",
		"SET TIME ZONE -7":         "2024-07-01 5:0",
		"SET timezone = 'UTC+3'":   "2024-07-01 9:0",
		"SET timezone = '<+02>-2'": "2024-07-01 14:0",
	} {
		for _, before := range []string{"", "SELECT count(*) FROM patient"} {
			client := pgxConn(t, server, false)
			if before != "" {
				line(t, client, before)
			}
			if _, err := client.Exec(t.Context(), set); err != nil {
				t.Errorf("%s: %v", set, err)
				continue
			}
			if got := line(t, client, `SELECT z::date || ' ' || extract(hour FROM z) || ':' || extract(minute FROM z)
				FROM (SELECT timestamptz '2024-07-01 12:00+00' AS z) x`); got != want {
				t.Errorf("%s: %s, want %s", set, got, want)
			}
		}
	}
}
