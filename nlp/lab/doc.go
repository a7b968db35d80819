// Package lab reads the values of tests and vital signs: number with comparator, unit (UCUM), flag and reference range; blood
// pressure in two components; results in words (negative, trace, 2+, pending); trends; rows of values with dates; tables with
// a header; the shorthand of the fishbone. It is a grammar over tokens, without regular expressions.
//
// Apply gives the entities of type TEST_NAME their attributes, finds vital signs and common tests that stand with a value but
// that no dictionary found (T 98.6, K 3.7), and turns a drug into a test where it has a test's value (glucose 110 mg/dL). It
// never takes a dose for a value: a test of the table (tests.go) has a plausible range and kind of unit.
//
// Left neighbours: token, section, quantity and whoever found the tests (match). Right neighbours: link and the tables; Apply
// must run before dosage.Apply, so that what is a test gets no doses. It must not know the dictionary.
package lab
