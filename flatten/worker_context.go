package flatten

// Prefix stands before the ids of resources in keys: "S:" under a source S, else empty.
func (w *Worker) Prefix() []byte { return w.prefix }

// Resolve finds what a reference of the last parsed resource stands for in the Bundle that the resource came from.
func (w *Worker) Resolve(ref []byte) (typ, id string, ok bool) { return w.resolve(ref) }
