package wire

import "fmt"

// PostgreSQLVersion is the version whose protocol, catalog and behaviour the server shows. server_version, version()
// and the catalog agree on it; PostgreSQLVersionNum is its number form.
const (
	PostgreSQLVersion    = "15.8"
	PostgreSQLVersionNum = "150008"
)

// ServerVersion is the parameter server_version of a release of Tarn.
func ServerVersion(release string) string {
	return fmt.Sprintf("%s (Tarn %s)", PostgreSQLVersion, release)
}

// VersionText is what version() answers. It begins as PostgreSQL's does, since clients parse it.
func VersionText(release string) string {
	return fmt.Sprintf("PostgreSQL %s (Tarn %s) on x86_64-pc-linux-gnu, compiled by Go, 64-bit", PostgreSQLVersion, release)
}
