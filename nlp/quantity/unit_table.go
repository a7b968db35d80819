package quantity

// entry is a unit with the ways it is written; see phrase.Builder.Add for the patterns. Letter case is not looked at.
type entry struct {
	Unit
	patterns []string
}

func unit(name, ucum string, kind Kind, patterns ...string) entry {
	return entry{Unit{Name: name, UCUM: ucum, Kind: kind}, patterns}
}

// per is a quotient that is written so often that it has its own surfaces.
func per(name, ucum string, kind, den Kind, time string, patterns ...string) entry {
	return entry{Unit{name, ucum, kind, den, time}, patterns}
}

// liter are the ways of a litre and its parts in a denominator.
const (
	perL  = "{/| / | per }{L|liter|litre}"
	perDL = "{/| / | per }{dL|deciliter|decilitre}"
	perML = "{/| / | per }{mL|cc|milliliter|millilitre}"
	perUL = "{/| / | per }{uL|µL|μL|mcL|microliter|cumm|cmm|mm3|mm³|mm^3|cu mm|mm(3)}"
	ten3  = "{k|th|thou|thousand|x10^3|10^3|x10*3|10*3|x10e3|10e3|x10³|10³|x10(3)|10(3)|×10^3|×10³|x 10^3|x 10³|x10(^3)|x10 3}"
	ten6  = "{m|mil|million|x10^6|10^6|x10*6|10*6|x10e6|10e6|x10⁶|10⁶|x10(6)|10(6)|×10^6|×10⁶|x 10^6|x 10⁶}"
	ten9  = "{g|x10^9|10^9|x10*9|10*9|x10e9|10e9|x10⁹|10⁹|x10(9)|10(9)|×10^9|×10⁹|x 10^9|x 10⁹}"
	ten12 = "{t|x10^12|10^12|x10*12|10*12|x10e12|10e12|x10¹²|10¹²|x10(12)|×10^12|×10¹²|x 10^12|x 10¹²}"
)

var table = []entry{
	unit("kg", "kg", Mass, "kg", "kgs", "kilo", "kilos", "kilogram{|s|me|mes}"),
	unit("g", "g", Mass, "g", "gm", "gms", "gram{|s}", "gramme{|s}", "grm"),
	unit("mg", "mg", Mass, "mg", "mgs", "mgm", "milligram{|s|me|mes}", "m g"),
	unit("mcg", "ug", Mass, "mcg", "mcgs", "ug", "µg", "μg", "microgram{|s|me|mes}", "mcgm", "micrograms", "micro-gram{|s}"),
	unit("ng", "ng", Mass, "ng", "nanogram{|s}"),
	unit("pg", "pg", Mass, "pg", "picogram{|s}"),
	unit("lb", "[lb_av]", Mass, "lb", "lbs", "pound{|s}", "#"),
	unit("oz", "[oz_av]", Mass, "oz", "ounce{|s}", "ozs"),
	unit("gr", "[gr]", Mass, "grain{|s}"),

	unit("L", "L", Volume, "L", "liter{|s}", "litre{|s}", "ltr"),
	unit("mL", "mL", Volume, "mL", "mLs", "cc", "ccs", "milliliter{|s}", "millilitre{|s}", "mil"),
	unit("dL", "dL", Volume, "dL", "deciliter{|s}", "decilitre{|s}"),
	unit("uL", "uL", Volume, "uL", "µL", "μL", "mcL", "microliter{|s}", "microlitre{|s}"),
	unit("fL", "fL", Volume, "fL", "femtoliter{|s}"),
	unit("tsp", "[tsp_us]", Volume, "tsp", "tsps", "teaspoon{|s|ful|fuls}", "tspn"),
	unit("tbsp", "[tbs_us]", Volume, "tbsp", "tbs", "tablespoon{|s|ful|fuls}", "tbsps"),
	unit("fl oz", "[foz_us]", Volume, "fl oz", "fluid ounce{|s}", "fl. oz{|.}"),
	unit("cup", "[cup_us]", Volume, "cup{|s}"),

	unit("unit", "[iU]", Activity, "unit{|s}", "u", "usp unit{|s}", "unt"),
	unit("IU", "[iU]", Activity, "iu", "international unit{|s}", "i.u.", "intl unit{|s}", "ius"),
	unit("million units", "10*6.[iU]", Activity, "million unit{|s}", "MU", "mega unit{|s}", "megaunit{|s}", "million IU", "MIU"),
	unit("mcCi", "uCi", Radiation, "uCi", "µCi"),
	unit("mCi", "mCi", Radiation, "mCi"),
	unit("MBq", "MBq", Radiation, "MBq"),
	unit("Gy", "Gy", Radiation, "Gy", "gray"),
	unit("cGy", "cGy", Radiation, "cGy"),

	unit("mmol", "mmol", Substance, "mmol", "mmols", "millimole{|s}", "mM"),
	unit("umol", "umol", Substance, "umol", "µmol", "μmol", "mcmol", "micromole{|s}"),
	unit("mol", "mol", Substance, "mol", "mole{|s}"),
	unit("nmol", "nmol", Substance, "nmol", "nanomole{|s}"),
	unit("pmol", "pmol", Substance, "pmol", "picomole{|s}"),
	unit("mEq", "meq", Substance, "mEq", "mEqs", "milliequivalent{|s}", "m eq"),
	unit("mOsm", "mosm", Substance, "mOsm", "milliosmole{|s}"),

	unit("s", "s", Time, "s", "sec", "secs", "second{|s}"),
	unit("ms", "ms", Time, "ms", "msec", "millisecond{|s}"),
	unit("min", "min", Time, "min", "mins", "minute{|s}"),
	unit("h", "h", Time, "h", "hr", "hrs", "hour{|s}", "hours'"),
	unit("d", "d", Time, "d", "day{|s}", "dy"),
	unit("wk", "wk", Time, "wk", "wks", "week{|s}"),
	unit("mo", "mo", Time, "mo", "mos", "month{|s}", "mth", "mths"),
	unit("a", "a", Time, "yr", "yrs", "year{|s}"),

	unit("m", "m", Length, "m", "meter{|s}", "metre{|s}"),
	unit("cm", "cm", Length, "cm", "cms", "centimeter{|s}", "centimetre{|s}"),
	unit("mm", "mm", Length, "mm", "millimeter{|s}", "millimetre{|s}"),
	unit("in", "[in_i]", Length, "in", "inch{|es}", `"`, "''", "”"),
	unit("ft", "[ft_i]", Length, "ft", "foot", "feet", "'", "’"),
	unit("m2", "m2", Area, "m2", "m²", "m^2", "m(2)", "sq m", "square meter{|s}", "square metre{|s}", "sqm", "m 2"),
	unit("cm2", "cm2", Area, "cm2", "cm²", "cm^2", "sq cm"),

	unit("mm Hg", "mm[Hg]", Pressure, "mm Hg", "mmHg", "millimeter{|s} of mercury", "mm of mercury", "mm of Hg", "torr"),
	unit("cm H2O", "cm[H2O]", Pressure, "cm H2O", "cmH2O", "cm of water", "cm water"),
	unit("kPa", "kPa", Pressure, "kPa"),
	unit("°F", "[degF]", Temperature, "F", "°F", "° F", "deg F", "degree{|s} F", "degree{|s} Fahrenheit", "Fahrenheit", "deg. F", "ºF", "º F", "℉"),
	unit("°C", "Cel", Temperature, "C", "°C", "° C", "deg C", "degree{|s} C", "degree{|s} Celsius", "Celsius", "degree{|s} centigrade", "deg. C", "ºC", "º C", "℃"),
	unit("°", "deg", Temperature, "°", "º", "degree{|s}", "deg"),
	unit("%", "%", Fraction, "%", "percent", "per cent", "pct", "% {saturation|sat}"),
	unit("kcal", "kcal", Energy, "kcal", "calorie{|s}", "cal"),

	unit("/min", "/min", Frequency, "bpm", "/min", "/ min", "/minute", "beat{|s} per min{|ute}", "beat{|s}/min{|ute}", "beat{|s} a minute",
		"breath{|s} per min{|ute}", "breath{|s}/min{|ute}", "breath{|s} a minute", "per minute", "per min", "br/min", "b/min", "breaths"),
	unit("L/min", "L/min", Frequency, "LPM", "L/min", "L/minute", "L per minute", "liter{|s} per minute", "litre{|s} per minute", "lit/min"),

	per("kg/m2", "kg/m2", Body, Area, "", "kg/m2", "kg/m²", "kg/m^2", "kg/m(2)", "kg per m2", "kg/sq m", "kg/sq. m", "kilogram{|s} per square meter"),
	per("mL/min/1.73m2", "mL/min/{1.73_m2}", Concentration, Time, "min", "mL/min/1.73{|_| }{m2|m²|m^2|sqm|sq m|sq.m}", "mL/min per 1.73{| }{m2|m²}", "mL/min/{m2|BSA}",
		"mL/minute/1.73{| }m2", "mL/min/1.73"),
	per("mOsm/kg", "mosm/kg", Osmolality, Mass, "", "mOsm/kg", "mOsm/kg H2O", "mOsmol/kg", "mOsm/L"),

	lab("g/dL", "g/dL", "g"+perDL, "gm"+perDL, "gram{|s}"+perDL, "gms"+perDL, "g%", "g %"),
	lab("g/L", "g/L", "g"+perL, "gm"+perL),
	lab("mg/dL", "mg/dL", "mg"+perDL, "milligram{|s}"+perDL, "mg%", "mg/100{| }mL", "mgs"+perDL),
	lab("mg/L", "mg/L", "mg"+perL),
	lab("mcg/dL", "ug/dL", "{mcg|ug|µg|μg}"+perDL),
	lab("mcg/L", "ug/L", "{mcg|ug|µg|μg}"+perL),
	lab("ng/mL", "ng/mL", "ng"+perML, "nanogram{|s}"+perML),
	lab("ng/dL", "ng/dL", "ng"+perDL),
	lab("ng/L", "ng/L", "ng"+perL),
	lab("pg/mL", "pg/mL", "pg"+perML, "picogram{|s}"+perML),
	lab("mmol/L", "mmol/L", "mmol"+perL, "mM"+perL, "millimole{|s}"+perL),
	lab("mmol/mol", "mmol/mol", "mmol/mol"),
	lab("umol/L", "umol/L", "{umol|µmol|μmol|mcmol}"+perL),
	lab("nmol/L", "nmol/L", "nmol"+perL),
	lab("pmol/L", "pmol/L", "pmol"+perL),
	lab("mEq/L", "meq/L", "mEq"+perL, "milliequivalent{|s}"+perL),
	lab("U/L", "U/L", "{U|units|unit}"+perL),
	lab("IU/L", "[iU]/L", "{IU|international units}"+perL),
	lab("U/mL", "U/mL", "U"+perML),
	lab("IU/mL", "[iU]/mL", "IU"+perML),
	lab("uIU/mL", "u[iU]/mL", "{uIU|µIU|μIU|mcIU|micro IU|uU|µU}"+perML),
	lab("mIU/mL", "m[iU]/mL", "{mIU|mU}"+perML),
	lab("mIU/L", "m[iU]/L", "{mIU|mU}"+perL),
	lab("mg/g", "mg/g", "mg/g", "mg/gm", "mg/g Cr", "mg/g creat{|inine}", "mg albumin/g creatinine"),
	lab("mcg/mg", "ug/mg", "{mcg|ug|µg}/mg"),
	lab("10^3/uL", "10*3/uL", ten3+perUL, "{x1000|x 1000|k cells}"+perUL, "k/ul", "{k|thousand} cells"+perUL),
	lab("10^6/uL", "10*6/uL", ten6+perUL),
	lab("10^9/L", "10*9/L", ten9+perL),
	lab("10^12/L", "10*12/L", ten12+perL),
	lab("/uL", "/uL", "/uL", "/cumm", "/cmm", "/mm3", "/mm³", "cell{|s}"+perUL, "/cu mm", "per microliter", "per cubic millimeter"),
	lab("mL/m2", "mL/m2", "mL/{m2|m²|m^2}"),
	lab("/HPF", "/[HPF]", "/HPF", "per HPF", "cells/HPF", "per high power field", "/ HPF"),
	lab("/LPF", "/[LPF]", "/LPF", "per LPF"),
	lab("mm/h", "mm/h", "mm/h", "mm/hr", "mm/hour", "mm per hour", "mm/1 hr"),
	lab("copies/mL", "{copies}/mL", "copies"+perML, "cp"+perML),
	lab("CFU/mL", "[CFU]/mL", "CFU"+perML, "colonies"+perML, "col"+perML),
}

func lab(name, ucum string, patterns ...string) entry {
	return entry{Unit{Name: name, UCUM: ucum, Kind: Concentration}, patterns}
}
