// Package benchmarks has the programs behind RESULTS.md. Each measures tarn beside its rivals in one run on one
// machine, prints ratios, and is started as the table in RESULTS.md says. Timings never decide a test.
package benchmarks
