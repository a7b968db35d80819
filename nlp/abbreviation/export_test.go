package abbreviation

// SensesTSV is the curated table, for the tests.
var SensesTSV = sensesTSV
