package main

import "testing"

func TestCheckSource(t *testing.T) {
	for name, ok := range map[string]bool{
		"": true, "clinic": true, "St-Mary.2": true, "Klinik Süd": false, "Süd": true, "a:b": false, "a#b": false, "a\tb": false,
	} {
		if err := checkSource(name); (err == nil) != ok {
			t.Errorf("%q: %v", name, err)
		}
	}
	if sourceKey("", "1") != "1" || sourceKey("a", "b:1") == sourceKey("a:b", "1") && checkSource("a:b") == nil {
		t.Error("keys of two sources meet")
	}
}
