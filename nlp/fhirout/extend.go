package fhirout

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Extend returns a resource with extensions added behind those that it has. All else stays as it is, byte by byte. It
// fails where the resource is no JSON object.
func Extend(resource []byte, extensions ...[]byte) ([]byte, error) {
	resource = bytes.TrimSpace(resource)
	if len(extensions) == 0 {
		return resource, nil
	}
	at, before, err := place(resource)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(resource)+len(before)+16+len(bytes.Join(extensions, nil))+len(extensions))
	out = append(append(out, resource[:at]...), before...)
	out = append(out, bytes.Join(extensions, []byte(","))...)
	if resource[at] == '}' {
		out = append(out, ']')
	}
	return append(out, resource[at:]...), nil
}

// place is where extensions go: before the end of the resource's own list, else before its last brace; and what must stand
// before them.
func place(resource []byte) (at int, before string, err error) {
	d := json.NewDecoder(bytes.NewReader(resource))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return 0, "", errors.Join(errors.New("the resource is no JSON object"), err)
	}
	members := 0
	for ; d.More(); members++ {
		name, err := d.Token()
		if err != nil {
			return 0, "", fmt.Errorf("the resource is no JSON, byte %d: %w", d.InputOffset(), err)
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return 0, "", fmt.Errorf("the resource is no JSON, byte %d: %w", d.InputOffset(), err)
		}
		if name != "extension" {
			continue
		}
		if len(v) == 0 || v[0] != '[' {
			return 0, "", fmt.Errorf("extension is no array, byte %d", d.InputOffset())
		}
		if len(bytes.TrimSpace(v[1:len(v)-1])) > 0 {
			before = ","
		}
		return int(d.InputOffset()) - 1, before, nil
	}
	if _, err := d.Token(); err != nil {
		return 0, "", fmt.Errorf("the resource is no JSON, byte %d: %w", d.InputOffset(), err)
	}
	if before = `"extension":[`; members > 0 {
		before = "," + before
	}
	return int(d.InputOffset()) - 1, before, nil
}
