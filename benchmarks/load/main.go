// Command load times `tarn load` of a folder of NDJSON beside two ways of loading the same files with DuckDB alone:
//
//	nested   read_ndjson with the explicit nested schema of every file
//	columns  JSON text with 20 separate extractions per file, as SQL-on-JSON engines do
//
// and with and without finding entities in notes. All write a DuckDB file and checkpoint it. Each run is a process of its own, so that the peak memory is its own.
//
//	go run ./benchmarks/load -rounds 3 FOLDER
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/tarn-sql/tarn/engine/duck"
)

var (
	rounds  = flag.Int("rounds", 3, "how often each way is run")
	threads = flag.Int("threads", 2, "threads of each way")
	way     = flag.String("way", "", "run only this way, in this process (used by the program itself)")
	memory  = flag.String("memory", "1GB", "memory limit of tarn")
	tarn    = flag.String("tarn", "", "the tarn binary (default: built now)")
)

func main() {
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: go run ./benchmarks/load [-rounds N] [-threads N] FOLDER")
		os.Exit(2)
	}
	var err error
	if *way != "" {
		err = runDuckDB(context.Background(), flag.Arg(0), *way)
	} else {
		err = compare(flag.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// result is one run of one way.
type result struct {
	seconds float64
	peakMB  float64
	diskMB  float64
}

func compare(folder string) error {
	files, bytes, err := inputs(folder)
	if err != nil {
		return err
	}
	fmt.Printf("%d files, %.1f MB, %d threads\n", len(files), float64(bytes)/1e6, *threads)
	work, err := os.MkdirTemp("", "tarn-benchmark-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if *tarn == "" {
		*tarn = filepath.Join(work, "tarn")
		if out, err := exec.Command("go", "build", "-o", *tarn, "./cmd/tarn").CombinedOutput(); err != nil {
			return fmt.Errorf("building tarn: %w\n%s", err, out)
		}
	}
	if err := inferAll(context.Background(), files); err != nil {
		return err
	}
	ways := []string{"tarn", "tarn-nlp", "nested", "columns"}
	all := map[string][]result{}
	for range *rounds {
		for _, w := range ways { // alternating, so that a slow minute of the machine hits all
			r, err := measure(w, folder, filepath.Join(work, "db"))
			if err != nil {
				return fmt.Errorf("%s: %w", w, err)
			}
			all[w] = append(all[w], r)
		}
	}
	fmt.Printf("%-10s %10s %10s %12s %10s\n", "way", "seconds", "MB/s", "peak MB", "disk MB")
	for _, w := range ways {
		r := median(all[w])
		fmt.Printf("%-10s %10.2f %10.0f %12.0f %10.0f\n", w, r.seconds, float64(bytes)/1e6/r.seconds, r.peakMB, r.diskMB)
	}
	t := median(all["tarn"]).seconds
	fmt.Printf("tarn loads at %.2f × the speed of nested, %.2f × that of columns; with entities from notes at %.2f × its own\n",
		median(all["nested"]).seconds/t, median(all["columns"]).seconds/t, t/median(all["tarn-nlp"]).seconds)
	return nil
}

func median(rs []result) result {
	rs = slices.Clone(rs)
	slices.SortFunc(rs, func(a, b result) int {
		if a.seconds < b.seconds {
			return -1
		}
		return 1
	})
	return rs[len(rs)/2]
}

// measure runs one way as a process and reads its time and peak memory.
func measure(way, folder, db string) (result, error) {
	os.RemoveAll(db)
	if err := os.Mkdir(db, 0o700); err != nil {
		return result{}, err
	}
	var cmd *exec.Cmd
	switch way {
	case "tarn", "tarn-nlp":
		nlp := map[string]string{"tarn": "off", "tarn-nlp": "on"}[way]
		cmd = exec.Command(*tarn, "load", "--data", filepath.Join(db, "data"), "--threads", fmt.Sprint(*threads), "--memory", *memory, "--nlp", nlp, folder)
	default:
		self, err := os.Executable()
		if err != nil {
			return result{}, err
		}
		cmd = exec.Command(self, "-way", way, "-threads", fmt.Sprint(*threads), folder)
	}
	cmd.Dir = db
	syscall.Sync() // what the run before has left to be written is not this one's
	start := time.Now()
	out, err := cmd.CombinedOutput()
	elapsed := time.Since(start).Seconds()
	if code := cmd.ProcessState.ExitCode(); err != nil && code != 3 { // 3: some input was quarantined
		return result{}, fmt.Errorf("%w\n%s", err, out)
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return result{elapsed, float64(usage.Maxrss) / 1024, size(db)}, nil
}

func size(dir string) float64 {
	total := 0.0
	_ = filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				total += float64(info.Size()) / 1e6
			}
		}
		return nil
	})
	return total
}

func inputs(folder string) (files []string, bytes int64, err error) {
	files, err = filepath.Glob(filepath.Join(folder, "*.ndjson"))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("no .ndjson in %s", folder)
	}
	for _, f := range files {
		info, serr := os.Stat(f)
		if serr != nil {
			return nil, 0, serr
		}
		bytes += info.Size()
	}
	return files, bytes, err
}

// runDuckDB loads every file into a table of its own, in this process.
func runDuckDB(ctx context.Context, folder, way string) error {
	files, _, err := inputs(folder)
	if err != nil {
		return err
	}
	c, closeAll, err := openRival(ctx, "rival.duckdb")
	if err != nil {
		return err
	}
	defer closeAll()
	for i, f := range files {
		schema, err := schemaOf(ctx, c, f)
		if err != nil {
			return err
		}
		source := schema.nested(f)
		if way == "columns" {
			source = schema.columns(f)
		}
		if _, err := c.Exec(ctx, fmt.Sprintf("CREATE TABLE rival.main.t%d AS %s", i, source)); err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
	}
	_, err = c.Exec(ctx, "CHECKPOINT rival")
	return err
}

// openRival opens a plain DuckDB on a file, or in memory where path is "".
func openRival(ctx context.Context, path string) (c *duck.Conn, closeAll func(), err error) {
	db, err := duck.Open(ctx, duck.Options{Path: path, Alias: "rival", Threads: *threads})
	if err != nil {
		return nil, nil, err
	}
	if c, err = db.Connect(); err != nil {
		db.Close()
		return nil, nil, err
	}
	return c, func() { c.Close(); db.Close() }, nil
}

// inferAll infers the schemas of all files before anything is timed.
func inferAll(ctx context.Context, files []string) error {
	c, closeAll, err := openRival(ctx, "")
	if err != nil {
		return err
	}
	defer closeAll()
	for _, f := range files {
		if _, err := schemaOf(ctx, c, f); err != nil {
			return err
		}
	}
	return nil
}

// fileSchema is what DuckDB infers of a file: kept beside the file, so that no timed run infers anything.
type fileSchema struct {
	Names, Types []string
	Paths        []string // of 20 scalar leaves, as JSON paths
}

// schemaOf reads the schema kept for a file, or infers and keeps it.
func schemaOf(ctx context.Context, c *duck.Conn, file string) (fileSchema, error) {
	kept := filepath.Join(os.TempDir(), "tarn-benchmark-schema-"+strings.ReplaceAll(strings.Trim(file, "/"), "/", "_"))
	var s fileSchema
	if b, err := os.ReadFile(kept); err == nil {
		return s, json.Unmarshal(b, &s)
	}
	rows, err := c.Query(ctx, fmt.Sprintf("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_ndjson(%s, sample_size=-1, map_inference_threshold=-1, field_appearance_threshold=0, maximum_depth=-1))", duck.QuoteLiteral(file)))
	if err != nil {
		return s, err
	}
	defer rows.Close()
	for {
		chunk, err := rows.Next(ctx)
		if err != nil {
			return s, err
		}
		if chunk == nil {
			break
		}
		for i := range chunk.Len {
			s.Names = append(s.Names, string(chunk.Vectors[0].Bytes(i)))
			s.Types = append(s.Types, strings.ReplaceAll(string(chunk.Vectors[1].Bytes(i)), "DOUBLE", "VARCHAR"))
		}
	}
	if s.Paths, err = leaves(file); err != nil {
		return s, err
	}
	b, err := json.Marshal(s)
	if err != nil {
		return s, err
	}
	return s, os.WriteFile(kept, b, 0o600)
}

func (s fileSchema) nested(file string) string {
	columns := make([]string, len(s.Names))
	for i, n := range s.Names {
		columns[i] = duck.QuoteLiteral(n) + ": " + duck.QuoteLiteral(s.Types[i])
	}
	return fmt.Sprintf("SELECT * FROM read_ndjson(%s, columns={%s}, maximum_object_size=268435456)", duck.QuoteLiteral(file), strings.Join(columns, ", "))
}

func (s fileSchema) columns(file string) string {
	parts := make([]string, len(s.Paths))
	for i, p := range s.Paths {
		parts[i] = fmt.Sprintf("json ->> %s AS c%d", duck.QuoteLiteral(p), i)
	}
	return fmt.Sprintf("SELECT %s, json FROM read_ndjson_objects(%s, maximum_object_size=268435456)", strings.Join(parts, ", "), duck.QuoteLiteral(file))
}

// leaves are the JSON paths of the first 20 scalar values of the file's first resource.
func leaves(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d := json.NewDecoder(f)
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	var paths []string
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			names := make([]string, 0, len(v))
			for n := range v {
				names = append(names, n)
			}
			slices.Sort(names)
			for _, n := range names {
				walk(path+"."+n, v[n])
			}
		case []any:
			if len(v) > 0 {
				walk(path+"[0]", v[0])
			}
		default:
			paths = append(paths, path)
		}
	}
	walk("$", v)
	return paths[:min(20, len(paths))], nil
}
