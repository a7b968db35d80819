package main

import "testing"

// TestSetConfigByParameters: poolers and frameworks give set_config its arguments as parameters. It lasts as long as its
// third argument says.
func TestSetConfigByParameters(t *testing.T) {
	server := startServer(t)
	client := pgxConn(t, server, false)
	ctx := t.Context()
	set := func(name, value any, local bool) (answer *string) {
		t.Helper()
		if err := client.QueryRow(ctx, "SELECT set_config($1, $2, $3)", name, value, local).Scan(&answer); err != nil {
			t.Fatal(err)
		}
		return answer
	}
	if got := set("Search_Path", "tarn, public", false); got == nil || *got != "tarn, public" {
		t.Errorf("answer %v", got)
	}
	if got := line(t, client, "SELECT current_setting('search_path')"); got != "tarn, public" {
		t.Errorf("search_path %q", got)
	}
	if _, err := client.Exec(ctx, "BEGIN"); err != nil {
		t.Fatal(err)
	}
	set("TimeZone", "Asia/Tokyo", true)
	if got := line(t, client, "SELECT current_setting('timezone')"); got != "Asia/Tokyo" {
		t.Errorf("time zone within the transaction %q", got)
	}
	if _, err := client.Exec(ctx, "COMMIT"); err != nil {
		t.Fatal(err)
	}
	if got := line(t, client, "SELECT current_setting('timezone')"); got == "Asia/Tokyo" {
		t.Error("a local setting outlives its transaction")
	}
	set("search_path", nil, false) // resets
	if got := line(t, client, "SELECT current_setting('search_path')"); got == "tarn, public" {
		t.Error("NULL has not reset the setting")
	}
	if _, err := client.Exec(ctx, "SELECT set_config($1, $2, $3)", "work_mem", "nonsense", false); err == nil {
		t.Error("a bad value was taken")
	}
}
