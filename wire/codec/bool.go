package codec

import "github.com/tarn-sql/tarn/wire/backend"

func boolText(dst []byte, v *backend.Vector, i int) []byte {
	if at[uint8](v, i) != 0 {
		return append(dst, 't')
	}
	return append(dst, 'f')
}

func boolBinary(dst []byte, v *backend.Vector, i int) []byte {
	if at[uint8](v, i) != 0 {
		return append(dst, 1)
	}
	return append(dst, 0)
}
