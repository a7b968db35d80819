// Package column turns the values of rows into Arrow record batches.
//
// A Table is a Sink of package view: it takes values as they stand on the tape or were computed, converts each to its
// column's type and collects them column by column. What does not fit its column (an impossible date, a text where a
// number belongs) becomes NULL and is counted; the row stays.
//
// Left neighbours: view (rows), value (how dates and numbers are read); right neighbour: whoever takes record batches.
// It must not know paths, resource types, or where batches go.
package column
