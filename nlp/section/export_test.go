package section

// EachForm calls f with each pattern of each name; alone says whether the form heads a section by itself.
func EachForm(f func(name, pattern string, alone bool)) {
	for i := range canons {
		for _, p := range canons[i].forms {
			f(canons[i].name, p, canons[i].kind == plain)
		}
	}
}
