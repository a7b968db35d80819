// Package timex finds time expressions: dates, clock times, durations ("for 3 days"), relative times ("two weeks ago",
// "yesterday"), days of a stay (POD 2), and says what they are in ISO 8601 as far as the text alone tells. Attach joins
// each to the condition, drug, test or procedure it speaks of, as Comprehend Medical's TIME_TO_…_NAME.
//
// Left neighbours: token, and for Attach sentence and the entities. Right neighbour: the tables. It must not know the date
// of the note: whoever does turns "yesterday" into a date by its Value.
package timex
