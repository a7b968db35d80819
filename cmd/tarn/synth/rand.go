package synth

import "math/bits"

// rng is the splitmix64 generator (Steele, Lea, Flood 2014). It is our own, and not math/rand, because its numbers must
// never change: they decide every byte of the output.
type rng struct{ state uint64 }

const golden = 0x9e3779b97f4a7c15

// newRNG returns the stream of random numbers that belongs to a seed and a stream number.
func newRNG(seed int64, stream uint64) rng {
	r := rng{uint64(seed)}
	r = rng{r.next() ^ (stream+1)*golden}
	return rng{r.next()}
}

func (r *rng) next() uint64 {
	r.state += golden
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// n returns a number from 0 to k-1, and 0 if k is not positive.
func (r *rng) n(k int) int {
	if k <= 0 {
		return 0
	}
	hi, _ := bits.Mul64(r.next(), uint64(k))
	return int(hi)
}

// between returns a number from lo to hi, both included.
func (r *rng) between(lo, hi int) int { return lo + r.n(hi-lo+1) }

// bell returns a number from lo to hi that is mostly near the middle: the mean of four throws.
func (r *rng) bell(lo, hi int) int {
	k := hi - lo + 1
	return lo + (r.n(k)+r.n(k)+r.n(k)+r.n(k)+2)/4
}

// chance is true in so many of a thousand cases.
func (r *rng) chance(perMille int) bool { return r.n(1000) < perMille }

// weighted returns an index, each as often as its weight says.
func (r *rng) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := r.n(sum)
	for i, w := range weights {
		if at < w {
			return i
		}
		at -= w
	}
	return len(weights) - 1
}

// pick returns one of the list.
func pick[T any](r *rng, list []T) T { return list[r.n(len(list))] }

// some returns up to k of the list, each once, in the list's order.
func some[T any](r *rng, list []T, k int) []T {
	var out []T
	for i, v := range list {
		if r.n(len(list)-i) < k-len(out) {
			out = append(out, v)
		}
	}
	return out
}

// uuid returns a logical id in the form of a random UUID.
func (r *rng) uuid() string {
	const hex = "0123456789abcdef"
	hi, lo := r.next(), r.next()
	hi = hi&^0xf000 | 0x4000
	lo = lo&^(0xc<<60) | 0x8<<60
	var b [36]byte
	at := 0
	for i := range 32 {
		if i == 8 || i == 12 || i == 16 || i == 20 {
			b[at] = '-'
			at++
		}
		half := hi
		if i >= 16 {
			half = lo
		}
		b[at] = hex[half>>(60-4*(i%16))&0xf]
		at++
	}
	return string(b[:])
}
