package note

import "encoding/base64"

// appendBase64 appends what src stands for. White space and padding do not matter and the URL alphabet is taken too:
// what senders write differs. It is false where src is not base64; then dst is returned as it was.
func appendBase64(dst, src []byte) ([]byte, bool) {
	start := len(dst)
	dst = append(dst, make([]byte, base64.StdEncoding.DecodedLen(len(src)))...)
	if n, err := base64.StdEncoding.Decode(dst[start:], src); err == nil {
		return dst[:start+n], true
	}
	clean := make([]byte, 0, len(src))
	for i, c := range src {
		switch c {
		case ' ', '\t', '\r', '\n':
			continue
		case '-':
			c = '+'
		case '_':
			c = '/'
		case '=':
			if !onlyPadding(src[i:]) {
				return dst[:start], false
			}
			continue
		}
		clean = append(clean, c)
	}
	dst = append(dst[:start], make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))...)
	n, err := base64.RawStdEncoding.Decode(dst[start:], clean)
	if err != nil {
		return dst[:start], false
	}
	return dst[:start+n], true
}

// onlyPadding reports whether src has nothing but padding and white space.
func onlyPadding(src []byte) bool {
	for _, c := range src {
		switch c {
		case '=', ' ', '\t', '\r', '\n':
		default:
			return false
		}
	}
	return true
}
