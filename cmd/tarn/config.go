package main

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"github.com/tarn-sql/tarn/cmd/tarn/remote"
	"github.com/tarn-sql/tarn/wire"
)

// config is what flags, the environment (TARN_*) and tarn.yaml say, in that order of precedence.
type config struct {
	Data          string // the data directory
	Listen        string // host:port of the PostgreSQL protocol
	TLSCert       string // file of the certificate that clients are shown, and of its key; "": none
	TLSKey        string
	TLSSelfSigned bool   // make a certificate in the data directory
	RequireTLS    bool   // refuse clients that do not encrypt
	Memory        int64  // bytes that DuckDB may use; 0: a quarter of the machine's
	Threads       int    // threads of loads and queries
	Source        string // the source that loaded ids are prefixed with

	NotesRoot string // folder below which texts that are given by file URL are read; "": none is
	External  remote.Config
}

func addConfigFlags(f *pflag.FlagSet) {
	f.String("config", "", "configuration file (default: tarn.yaml here, if there is one)")
	f.StringP("data", "d", "tarn-data", "data directory")
	f.String("memory", "", `memory for DuckDB, as "4GB" (default: a quarter of the machine's)`)
	f.Int("threads", runtime.GOMAXPROCS(0), "threads for loads and queries")
	f.String("notes-root", "", "folder below which notes that are given by file URL are read (default: none is)")
}

// settings are what flags and the configuration file may both say, by the flags' names.
var settings = []string{"config", "data", "listen", "tls-cert", "tls-key", "tls-self-signed", "require-tls", "memory", "threads", "source", "notes-root"}

// readConfig reads the configuration for one command: its flags, TARN_* and the configuration file.
func readConfig(cmd *cobra.Command) (config, error) {
	v := viper.New()
	v.SetEnvPrefix("TARN")
	v.SetEnvKeyReplacer(strings.NewReplacer("-", "_", ".", "_"))
	v.AutomaticEnv()
	for _, name := range settings { // no other flag: --external of nlp reprocess would hide external.url
		if flag := cmd.Flags().Lookup(name); flag != nil {
			if err := v.BindPFlag(name, flag); err != nil {
				return config{}, err
			}
		}
	}
	if err := readConfigFile(v); err != nil {
		return config{}, err
	}
	c := config{Data: v.GetString("data"), Listen: v.GetString("listen"), Threads: v.GetInt("threads"), Source: v.GetString("source")}
	c.NotesRoot = textSetting(v, "notes-root")
	err := c.readTLS(v)
	if err != nil {
		return config{}, err
	}
	if c.External, err = readExternalConfig(v); err != nil {
		return config{}, err
	}
	if c.Memory, err = memorySize(v.GetString("memory")); err != nil {
		return config{}, err
	}
	if c.Threads < 1 {
		return config{}, usagef("threads is %d: at least 1 is needed", c.Threads)
	}
	return c, nil
}

// readTLS reads the settings of encryption, which is required, unless they say otherwise, where other machines can come.
func (c *config) readTLS(v *viper.Viper) (err error) {
	c.TLSCert, c.TLSKey = textSetting(v, "tls-cert"), textSetting(v, "tls-key")
	if c.TLSSelfSigned, err = boolSetting(v, "tls-self-signed", false); err != nil {
		return err
	}
	host, _, _ := net.SplitHostPort(c.Listen) // what is no address is refused by whoever listens
	c.RequireTLS, err = boolSetting(v, "require-tls", !wire.IsLoopback(host))
	return err
}

// textSetting is a setting whose name in the file has _ for each - of the flag's.
func textSetting(v *viper.Viper, name string) string {
	if inFile := strings.ReplaceAll(name, "-", "_"); !v.IsSet(name) && v.IsSet(inFile) {
		name = inFile
	}
	return v.GetString(name)
}

// boolSetting is such a setting that is true or false, other where nothing says so. What is neither is refused: viper takes
// it for false.
func boolSetting(v *viper.Viper, name string, other bool) (bool, error) {
	if !v.IsSet(name) && !v.IsSet(strings.ReplaceAll(name, "-", "_")) {
		return other, nil
	}
	text := textSetting(v, name)
	is, err := strconv.ParseBool(text)
	if err != nil {
		return false, usagef("%s is %q: give true or false", name, text)
	}
	return is, nil
}

// readConfigFile reads --config, or tarn.yaml where there is one.
func readConfigFile(v *viper.Viper) error {
	file := v.GetString("config")
	if file == "" {
		file = "tarn.yaml"
		if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
			return nil
		}
	}
	v.SetConfigFile(file)
	v.SetConfigType("yaml")
	if err := v.ReadInConfig(); err != nil {
		var at *fs.PathError
		if errors.As(err, &at) {
			err = at.Err
		}
		return usagef("configuration file %s: %w", file, err)
	}
	return checkKeys(file)
}

// checkKeys refuses what is no setting: a misspelt one would do nothing, and nobody would know.
func checkKeys(file string) error {
	v := viper.New() // of the file alone
	v.SetConfigFile(file)
	v.SetConfigType("yaml")
	if err := v.ReadInConfig(); err != nil {
		return err
	}
	known := slices.Concat(settings, externalSettings)
	for _, key := range slices.Sorted(slices.Values(v.AllKeys())) {
		if !slices.Contains(known, strings.ReplaceAll(key, "_", "-")) {
			return usagef("configuration file %s: there is no setting %q: there are %s", file, key, strings.ReplaceAll(strings.Join(known[1:], ", "), "-", "_"))
		}
	}
	return nil
}
