package note

import "encoding/base64"

// encodeWithBlanks encodes data and puts a line end after every so many characters.
func encodeWithBlanks(data []byte, every int) []byte {
	encoded := base64.StdEncoding.EncodeToString(data)
	if every <= 0 {
		return []byte(encoded)
	}
	var out []byte
	for i := range len(encoded) {
		out = append(out, encoded[i])
		if i%every == 0 {
			out = append(out, " \t\r\n"[i%4])
		}
	}
	return out
}
