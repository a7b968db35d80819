package codec

import (
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/tarn-sql/tarn/wire/backend"
)

// parseBytea reads the hex form (\x…) or the escape form.
func parseBytea(src []byte) (any, error) {
	if len(src) >= 2 && src[0] == '\\' && src[1] == 'x' {
		digits := strings.Map(func(r rune) rune {
			if strings.ContainsRune(" \n\t\r", r) {
				return -1
			}
			return r
		}, string(src[2:]))
		b, err := hex.DecodeString(digits)
		if err != nil {
			return nil, errorf("22023", "invalid hexadecimal data: %v", err)
		}
		return b, nil
	}
	b := make([]byte, 0, len(src))
	for i := 0; i < len(src); i++ {
		if src[i] != '\\' {
			b = append(b, src[i])
			continue
		}
		switch {
		case i+1 < len(src) && src[i+1] == '\\':
			b, i = append(b, '\\'), i+1
		case i+3 < len(src) && src[i+1] >= '0' && src[i+1] <= '3' && isOctal(src[i+2]) && isOctal(src[i+3]):
			b = append(b, (src[i+1]-'0')<<6|(src[i+2]-'0')<<3|(src[i+3]-'0'))
			i += 3
		default:
			return nil, &Error{Code: "22P02", Message: "invalid input syntax for type bytea"}
		}
	}
	return b, nil
}

func isOctal(c byte) bool { return c >= '0' && c <= '7' }

// parseUUID takes 32 hex digits with a hyphen behind any group of four, and braces around.
func parseUUID(src []byte) (any, error) {
	s := string(src)
	if strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") {
		s = s[1 : len(s)-1]
	}
	var digits []byte
	for i := range len(s) {
		switch c := s[i]; {
		case c == '-' && len(digits) > 0 && len(digits)%4 == 0 && len(digits) < 32 && s[i-1] != '-':
		case c >= '0' && c <= '9' || c|32 >= 'a' && c|32 <= 'f':
			digits = append(digits, c|32)
		default:
			return nil, invalidText(OIDUUID, src)
		}
	}
	if len(digits) != 32 {
		return nil, invalidText(OIDUUID, src)
	}
	d := string(digits)
	return backend.Raw{Text: d[:8] + "-" + d[8:12] + "-" + d[12:16] + "-" + d[16:20] + "-" + d[20:], Type: "UUID"}, nil
}

func parseJSON(oid uint32, src []byte) (any, error) {
	if !json.Valid(src) {
		return nil, errorf("22P02", "invalid input syntax for type %s", byOID[oid].Name)
	}
	return backend.Raw{Text: string(src), Type: "JSON"}, nil
}

// parseBits reads a bit string: 101, B101, or hexadecimal X1F. It goes on as text, which DuckDB casts.
func parseBits(src []byte) (any, error) {
	s := string(src)
	if s != "" && (s[0]|32 == 'x') {
		var b strings.Builder
		for _, c := range []byte(s[1:]) {
			i := strings.IndexByte(hexDigits, c|32)
			if c >= '0' && c <= '9' {
				i = int(c - '0')
			}
			if i < 0 {
				return nil, errorf("22P02", "\"%c\" is not a valid hexadecimal digit", c)
			}
			for bit := 3; bit >= 0; bit-- {
				b.WriteByte('0' + byte(i>>bit&1))
			}
		}
		return b.String(), nil
	}
	if s != "" && s[0]|32 == 'b' {
		s = s[1:]
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return r != '0' && r != '1' }); i >= 0 {
		return nil, errorf("22P02", "\"%c\" is not a valid binary digit", s[i])
	}
	return s, nil
}
