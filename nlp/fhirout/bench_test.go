package fhirout_test

import (
	"testing"

	"github.com/tarn-sql/tarn/nlp/fhirout"
)

func BenchmarkBuild(b *testing.B) {
	d := note()
	var bytes int64
	for _, r := range fhirout.Build(d, fhirout.Options{}, nil) {
		bytes += int64(len(r.JSON))
	}
	b.SetBytes(bytes)
	b.ReportAllocs()
	for b.Loop() {
		fhirout.Build(d, fhirout.Options{}, nil)
	}
}
