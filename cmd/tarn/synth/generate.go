package synth

import "context"

// Generate writes the population to the sink: first what all patients share, then one patient after the other. It
// stops at the first error of the sink or when ctx is done. Memory does not grow with the number of patients.
func Generate(ctx context.Context, o Options, sink Sink) error {
	o.EnsureDefaults()
	if err := o.Validate(); err != nil {
		return err
	}
	rec := &record{sink: sink, coded: map[codeKey]struct{}{}}
	w := newWorld(o)
	w.write(rec)
	for i := 1; i <= o.Patients; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		clear(rec.coded)
		newPatient(o, w, rec, i).live()
		if rec.err != nil {
			return rec.err
		}
		if err := sink.Done(i); err != nil {
			return err
		}
	}
	return nil
}

// live draws the patient's history and writes it.
func (p *patient) live() {
	p.drawProblems()
	p.drawVisits()
	p.writeStart()
	p.bring()
	for _, v := range p.visits {
		p.attend(v)
	}
	p.writeEnd()
	p.writeMentions()
}
