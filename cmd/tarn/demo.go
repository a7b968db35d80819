package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/cmd/tarn/sink"
	"github.com/tarn-sql/tarn/cmd/tarn/synth"
	"github.com/tarn-sql/tarn/wire"
)

// demoPatients is the size of the demo's population.
const demoPatients = 100

// demoQueries are shown with what they answer.
var demoQueries = []struct{ title, sql string }{
	{"Who is in the population?", `SELECT gender, count(*) AS patients, round(avg(date_part('year', age(current_date, birth_date)))) AS mean_age
FROM patient GROUP BY gender ORDER BY gender`},
	{"The most frequent active conditions", `SELECT code_display AS condition, count(DISTINCT patient_id) AS patients
FROM condition WHERE clinical_status_code = 'active'
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5`},
	{"HbA1c of patients with type 2 diabetes, by year", `SELECT extract(year FROM o.effective_start) AS year, count(*) AS measurements, round(avg(o.value_number), 2) AS mean_hba1c
FROM observation o JOIN condition c USING (patient_id)
WHERE o.code = '4548-4' AND c.code_display ILIKE '%diabetes%type 2%'
GROUP BY 1 ORDER BY 1 DESC LIMIT 5`},
}

func (a *app) demoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Load a small synthetic population, serve it, print how to connect",
		Long: `Generates a small synthetic population, loads it, serves it over the PostgreSQL protocol until Ctrl-C,
and prints how to connect with three example queries. Nothing stays behind unless --data names a
directory to keep.`,
		Example: `  tarn demo
  tarn demo --data ./my-demo --listen 127.0.0.1:15432`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.demo(cmd.Context(), cmd.Flags().Changed("data"), cmd.Flags().Changed("listen"))
		},
	}
	addListenFlag(cmd.Flags())
	return cmd
}

func (a *app) demo(ctx context.Context, keep, fixedPort bool) error {
	if err := a.checkDemo(keep); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "tarn-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if !keep {
		a.config.Data = filepath.Join(work, "data")
	}
	door, err := a.door()
	if err != nil {
		return err
	}
	population := filepath.Join(work, "population")
	fmt.Fprintf(a.out, "Generating %d synthetic patients …\n", demoPatients)
	if _, err := synth.WriteDir(ctx, synth.Options{Patients: demoPatients, Seed: 1}, population, nil); err != nil {
		return err
	}
	owner, err := a.own(ctx)
	if err != nil {
		return err
	}
	defer owner.close()
	if err := a.load(ctx, loadRequest{Paths: []string{population}}, ""); err != nil {
		return err
	}
	addr, err := owner.listen(door, !fixedPort)
	if err != nil {
		return err
	}
	if err := a.showDemo(ctx, door, addr); err != nil {
		return err
	}
	return owner.wait(ctx)
}

// checkDemo refuses an address that is none, or that other machines can reach where the data directory is a new one: it
// has no users.
func (a *app) checkDemo(keep bool) error {
	host, err := listenHost(a.config.Listen)
	if err == nil && !keep && !wire.IsLoopback(host) {
		err = usagef("listen is %q, which can be reached from other machines, and the demo's data directory has no users with passwords: "+
			"name one that has with --data, or listen on 127.0.0.1", a.config.Listen)
	}
	return err
}

// showDemo prints how to connect and the example queries with their answers.
func (a *app) showDemo(ctx context.Context, d *door, addr string) error {
	conn, err := dial(ctx, a.config.Data, a.onNotice)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for _, q := range demoQueries {
		fmt.Fprintf(a.out, "\n-- %s\n%s;\n\n", q.title, q.sql)
		if err := runSQL(ctx, conn, q.sql, sink.Table, a.out); err != nil {
			return err
		}
	}
	fmt.Fprintf(a.out, "\nServing on %s: %v. Connect with:\n\n  %s\n\nCtrl-C ends it.\n", addr, d, d.psqlLine(addr))
	return nil
}
