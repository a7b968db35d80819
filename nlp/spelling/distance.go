package spelling

// distance is the Damerau-Levenshtein distance (optimal string alignment: insert, delete, replace, swap of neighbours)
// of a and b, or limit+1 when it is larger than limit.
func distance(a []byte, b string, limit int) int {
	if abs(len(a)-len(b)) > limit || len(b) > maxLetters+2 || len(a) > maxLetters+2 {
		return limit + 1
	}
	var rows [3][maxLetters + 4]uint8
	for j := range len(b) + 1 {
		rows[0][j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		cur, prev, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		cur[0] = uint8(i)
		low := cur[0]
		for j := 1; j <= len(b); j++ {
			cost := uint8(1)
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			cur[j] = d
			low = min(low, d)
		}
		if int(low) > limit {
			return limit + 1
		}
	}
	return min(int(rows[len(a)%3][len(b)]), limit+1)
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
