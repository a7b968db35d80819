package setting_test

import (
	"testing"

	"github.com/tarn-sql/tarn/wire/session/setting"
)

func TestEngineZone(t *testing.T) {
	for value, want := range map[string]string{
		"UTC": "UTC", "europe/berlin": "Europe/Berlin", "0": "UTC", "+00:00": "UTC", "2": "Etc/GMT-2", "-5": "Etc/GMT+5",
		"<+02>-02": "Etc/GMT-2", "UTC+3": "Etc/GMT+3", "GMT-3": "Etc/GMT-3", "+05:30": "Asia/Kolkata", "5.75": "Asia/Kathmandu",
		"EST5EDT": "EST5EDT", "EST5": "Etc/GMT+5", "+14:00": "Etc/GMT-14", "+15:00": "", "0.1": "", "nowhere": "", "localtime": "",
	} {
		if got, ok := setting.EngineZone(value); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v, not %q", value, got, ok, want)
		}
	}
}
