package codec

import (
	"encoding/binary"

	"github.com/tarn-sql/tarn/wire/backend"
)

func append32(dst []byte, n uint32) []byte { return binary.BigEndian.AppendUint32(dst, n) }
func append64(dst []byte, n uint64) []byte { return binary.BigEndian.AppendUint64(dst, n) }

// appendTime appends a time of day in microseconds, up to 24:00:00.
func appendTime(dst []byte, micros int64) []byte {
	seconds := int(micros / 1_000_000)
	dst = append(append2(dst, seconds/3600), ':')
	dst = append(append2(dst, seconds/60%60), ':')
	return appendFraction(append2(dst, seconds%60), int(micros%1_000_000))
}

// appendFraction appends microseconds as a fraction without trailing zeros, nothing for 0.
func appendFraction(dst []byte, micros int) []byte {
	if micros == 0 {
		return dst
	}
	dst = append(dst, '.')
	dst = append2(append2(append2(dst, micros/10000), micros/100%100), micros%100)
	for dst[len(dst)-1] == '0' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// DuckDB's TIMETZ holds the time of day in the upper 40 bits and, so that values sort, the greatest offset less the
// offset (seconds east) in the lower 24.
const (
	timetzOffsetBits = 24
	timetzMaxOffset  = 16*60*60 - 1
)

func timetzAt(v *backend.Vector, i int) (micros int64, offset int) {
	bits := at[uint64](v, i)
	return int64(bits >> timetzOffsetBits), timetzMaxOffset - int(bits&(1<<timetzOffsetBits-1))
}

func timetzText(dst []byte, v *backend.Vector, i int) []byte {
	micros, offset := timetzAt(v, i)
	return appendOffset(appendTime(dst, micros), offset)
}

// timetzBinary writes the time and the offset in seconds west.
func timetzBinary(dst []byte, v *backend.Vector, i int) []byte {
	micros, offset := timetzAt(v, i)
	return append32(append64(dst, uint64(micros)), uint32(int32(-offset)))
}
