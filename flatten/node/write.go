package node

// AppendJSON appends value i as compact JSON: no white space, strings, numbers and member names as in the source.
func (t *Tape) AppendJSON(dst []byte, i int) []byte {
	n := &t.Nodes[i]
	switch n.Kind {
	case String:
		dst = append(dst, '"')
		dst = append(dst, t.Raw(i)...)
		return append(dst, '"')
	case Array:
		dst = append(dst, '[')
		for c := i + 1; c < int(n.Next); c = int(t.Nodes[c].Next) {
			if c > i+1 {
				dst = append(dst, ',')
			}
			dst = t.AppendJSON(dst, c)
		}
		return append(dst, ']')
	case Object:
		dst = append(dst, '{')
		for c := i + 1; c < int(n.Next); c = int(t.Nodes[c].Next) {
			if c > i+1 {
				dst = append(dst, ',')
			}
			dst = append(dst, '"')
			dst = append(dst, t.rawMemberName(c)...)
			dst = append(dst, `":`...)
			dst = t.AppendJSON(dst, c)
		}
		return append(dst, '}')
	}
	return append(dst, t.Raw(i)...)
}
