package value

import "math/big"

// baseUnits are the units that canonical units are made of, in the order in which they are written.
var baseUnits = [...]string{
	"g", "m", "s", "K", "C", "cd", "rad", "mol", "eq", "osm", "U",
	"[iU]", "[arb'U]", "[CFU]", "[HPF]", "[LPF]", "[pH]", "[CCID_50]", "[PFU]", "[IR]", "B",
}

// unitAtom is one unit symbol. Metric ones take prefixes.
type unitAtom struct {
	value  unitValue
	metric bool
}

// derivedUnits are defined by the units before them: symbol, factor, in which unit. A star marks metric ones.
// The factors are UCUM's (ucum.org, table of units); kat and U are both enzyme activity: 1 kat = 6 × 10^7 U.
var derivedUnits = [...][3]string{
	{"10*", "10", ""},
	{"10^", "10", ""},
	{"%", "1/100", ""},
	{"[ppth]", "1/1000", ""},
	{"[ppm]", "1/1000000", ""},
	{"[ppb]", "1/1000000000", ""},
	{"[pptr]", "1/1000000000000", ""},
	{"[pi]", "31415926535897932/10000000000000000", ""},
	{"L*", "1/1000", "m3"},
	{"l*", "1/1000", "m3"},
	{"ar*", "100", "m2"},
	{"t*", "1000000", "g"},
	{"min", "60", "s"},
	{"h", "3600", "s"},
	{"d", "86400", "s"},
	{"wk", "604800", "s"},
	{"a", "31557600", "s"},
	{"a_j", "31557600", "s"},
	{"mo", "2629800", "s"},
	{"mo_j", "2629800", "s"},
	{"Hz*", "1", "s-1"},
	{"Bq*", "1", "s-1"},
	{"Ci*", "37000000000", "s-1"},
	{"N*", "1000", "g.m/s2"},
	{"dyn*", "1/100", "g.m/s2"},
	{"gf*", "980665/100000", "g.m/s2"},
	{"Pa*", "1000", "g/m/s2"},
	{"bar*", "100000000", "g/m/s2"},
	{"atm", "101325000", "g/m/s2"},
	{"m[Hg]*", "133322000", "g/m/s2"},
	{"m[H2O]*", "9806650", "g/m/s2"},
	{"[in_i'Hg]", "3386378800/1000", "g/m/s2"},
	{"[in_i'H2O]", "249088910/1000", "g/m/s2"},
	{"[psi]", "68947572931683613/10000000000", "g/m/s2"},
	{"J*", "1000", "g.m2/s2"},
	{"cal*", "4184", "g.m2/s2"},
	{"cal_th*", "4184", "g.m2/s2"},
	{"[Cal]", "4184000", "g.m2/s2"},
	{"W*", "1000", "g.m2/s3"},
	{"erg*", "1/10000", "g.m2/s2"},
	{"eV*", "1602176634/10000000000000000000000000", "g.m2/s2"},
	{"A*", "1", "C/s"},
	{"V*", "1000", "g.m2/s2/C"},
	{"Ohm*", "1000", "g.m2/s/C2"},
	{"S*", "1/1000", "C2.s/g/m2"},
	{"F*", "1/1000", "C2.s2/g/m2"},
	{"Wb*", "1000", "g.m2/s/C"},
	{"T*", "1000", "g/s/C"},
	{"H*", "1000", "g.m2/C2"},
	{"lm*", "1", "cd"},
	{"lx*", "1", "cd/m2"},
	{"Gy*", "1", "m2/s2"},
	{"Sv*", "1", "m2/s2"},
	{"RAD*", "1/100", "m2/s2"},
	{"REM*", "1/100", "m2/s2"},
	{"R*", "258/1000000000", "C/g"},
	{"P*", "100", "g/m/s"},
	{"St*", "1/10000", "m2/s"},
	{"deg", "17453292519943295/1000000000000000000", "rad"},
	{"'", "2908882086657216/10000000000000000000", "rad"},
	{"[diop]", "1", "m-1"},
	{"[MET]", "35/10", "mL/kg/min"},
	{"[Ch]", "1/3000", "m"},
	{"[car_m]", "1/5", "g"},
	{"kat*", "60000000", "U"},
	{"[IU]*", "1", "[iU]"},
	{"[in_i]", "254/10000", "m"},
	{"[ft_i]", "3048/10000", "m"},
	{"[yd_i]", "9144/10000", "m"},
	{"[mi_i]", "1609344/1000", "m"},
	{"[sin_i]", "64516/100000000", "m2"},
	{"[sft_i]", "9290304/100000000", "m2"},
	{"[cin_i]", "16387064/1000000000000", "m3"},
	{"[in_us]", "100/3937", "m"},
	{"[ft_us]", "1200/3937", "m"},
	{"[lb_av]", "45359237/100000", "g"},
	{"[oz_av]", "28349523125/1000000000", "g"},
	{"[gr]", "6479891/100000000", "g"},
	{"[stone_av]", "635029318/100000", "g"},
	{"[ston_av]", "907184740/1000", "g"},
	{"[dr_av]", "17718451953125/10000000000000", "g"},
	{"[oz_tr]", "311034768/10000000", "g"},
	{"[lb_tr]", "3732417216/10000000", "g"},
	{"[gal_us]", "3785411784/1000000000000", "m3"},
	{"[qt_us]", "946352946/1000000000000", "m3"},
	{"[pt_us]", "473176473/1000000000000", "m3"},
	{"[foz_us]", "295735295625/10000000000000000", "m3"},
	{"[tbs_us]", "1478676478125/100000000000000000", "m3"},
	{"[tsp_us]", "492892159375/100000000000000000", "m3"},
	{"[cup_us]", "2365882365/10000000000000", "m3"},
	{"[drp]", "5/100000000", "m3"},
	{"[foz_br]", "284130625/10000000000000", "m3"},
	{"[bbl_us]", "158987294928/1000000000000", "m3"},
	{"[degR]", "5/9", "K"},
	{"Np*", "1", ""},
	{"sr*", "1", "rad2"},
}

// temperatureScales have their zero elsewhere: K = (value + offset) × factor.
var temperatureScales = [...]struct {
	symbol, offset string
	num, den       int64
}{
	{"Cel", "273.15", 1, 1}, {"[degF]", "459.67", 5, 9}, {"[degRe]", "218.52", 5, 4},
}

var unitPrefixes = makePrefixes()

func makePrefixes() map[string]*big.Rat {
	exponents := map[string]int32{
		"Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1,
		"d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12, "f": -15, "a": -18, "z": -21, "y": -24,
	}
	prefixes := map[string]*big.Rat{}
	for s, e := range exponents {
		if e > 0 {
			prefixes[s] = new(big.Rat).SetInt(pow10Big(e))
		} else {
			prefixes[s] = new(big.Rat).SetFrac(big.NewInt(1), pow10Big(-e))
		}
	}
	return prefixes
}

var unitAtoms map[string]unitAtom

func init() {
	unitAtoms = map[string]unitAtom{}
	for i, s := range baseUnits {
		u := one()
		u.dims[i] = 1
		unitAtoms[s] = unitAtom{u, true}
	}
	for _, d := range derivedUnits {
		addDerived(d[0], d[1], d[2])
	}
	kelvin := unitAtoms["K"].value.dims
	for _, t := range temperatureScales {
		offset, _ := ParseDecimal([]byte(t.offset))
		unitAtoms[t.symbol] = unitAtom{unitValue{factor: big.NewRat(t.num, t.den), dims: kelvin, offset: offset}, false}
	}
}

func addDerived(symbol, factor, unit string) {
	f, ok := new(big.Rat).SetString(factor)
	p := &unitParser{s: unit}
	u := one()
	if unit != "" && ok {
		u, ok = p.term(0)
	}
	if !ok {
		panic("value: the unit table is wrong at " + symbol)
	}
	metric := symbol[len(symbol)-1] == '*' && symbol != "10*"
	if metric {
		symbol = symbol[:len(symbol)-1]
	}
	unitAtoms[symbol] = unitAtom{unitValue{factor: f.Mul(f, u.factor), dims: u.dims}, metric}
}
