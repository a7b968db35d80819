package engine

import "github.com/tarn-sql/tarn/engine/duck"

// DuckDBVersion is the version of DuckDB that is built in: "v1.5.5".
func DuckDBVersion() string { return duck.Version() }
