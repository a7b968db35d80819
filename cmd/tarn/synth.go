package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/cmd/tarn/synth"
)

func (a *app) synthCommand() *cobra.Command {
	o := synth.Options{}
	var out string
	cmd := &cobra.Command{
		Use:   "synth",
		Short: "Generate a synthetic population as FHIR R4 NDJSON, with notes",
		Long: `Generates a small synthetic population: one NDJSON file per resource type, clinical notes in
DocumentReference, and truth.csv, which says what each note mentions and how. The same seed gives
the same bytes everywhere; the first N patients are the same however many are asked for.`,
		Example: `  tarn synth --patients 100 --out population
  tarn synth --patients 5000 --seed 7 --out big && tarn load big`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.Patients < 1 {
				return usagef("patients is %d: at least 1 is needed", o.Patients)
			}
			if out == "" {
				return usagef("synth: say where to, as --out population")
			}
			bar := newProgressBar(a.err)
			summary, err := synth.WriteDir(cmd.Context(), o, out, func(done int) {
				bar.generated(done, o.Patients)
			})
			bar.clear()
			if err != nil {
				return err
			}
			resources := 0
			for _, n := range summary.Resources {
				resources += n
			}
			fmt.Fprintf(a.out, "%s resources of %s patients, %s, in %s\n", count(int64(resources)), count(int64(o.Patients)), size(summary.Bytes), out)
			return nil
		},
	}
	f := cmd.Flags()
	f.IntVarP(&o.Patients, "patients", "n", 100, "number of patients")
	f.Int64Var(&o.Seed, "seed", 1, "seed: the same one gives the same population")
	f.StringVar(&out, "out", "", "folder to write to (made if absent)")
	return cmd
}
