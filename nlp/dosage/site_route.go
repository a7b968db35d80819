package dosage

import "strings"

// bodyRoute is a part of the body and the route that drugs given there take.
type bodyRoute struct {
	route int
	words []string
}

var bodyRoutes = func() (list []bodyRoute) {
	for _, p := range bodyParts {
		if p.route != noRoute {
			list = append(list, bodyRoute{p.route, p.ways})
		}
	}
	return append(list, bodyRoute{otic, []string{"as", "ad", "au"}}, bodyRoute{ophthalmic, []string{"od", "o.d."}})
}()

// in reports whether a site names one of the parts.
func (b *bodyRoute) in(site string) bool {
	if site == "" {
		return false
	}
	site = strings.ToLower(site)
	for _, w := range b.words {
		for from := 0; ; {
			i := strings.Index(site[from:], w)
			if i < 0 {
				break
			}
			i += from
			if (i == 0 || site[i-1] == ' ') && (i+len(w) == len(site) || site[i+len(w)] == ' ' || site[i+len(w)] == ',') {
				return true
			}
			from = i + 1
		}
	}
	return false
}
