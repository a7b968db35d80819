package timex

import (
	"fmt"
	"strings"

	"github.com/tarn-sql/tarn/nlp/annotation"
)

// mask reads a surrogate that stands for a date: [**2018-1-1**], **DATE[Apr 10 2008].
func (f *Finder) mask(i int) (Expression, int) {
	w := f.word(i)
	if strings.HasPrefix(w, "**DATE") || strings.HasPrefix(w, "[**") && len(w) > 4 && '0' <= w[3] && w[3] <= '9' && strings.Contains(w, "-") {
		return Expression{Kind: Date}, i + 1
	}
	return Expression{}, 0
}

// isoDate reads 2024-03-05 and 2024/03/05.
func (f *Finder) isoDate(i int) (Expression, int) {
	y := f.number(i)
	if f.tokens[i].Len() != 4 || !plausibleYear(y) || !f.glued(i, i+4) || !(f.is(i+1, '-') && f.is(i+3, '-') || f.is(i+1, '/') && f.is(i+3, '/')) {
		return Expression{}, 0
	}
	return dateOf(y, f.number(i+2), f.number(i+4), i+5)
}

// slashDate reads 3/5/2024, 3-5-24, 03.05.2024 and 3/2024; with two numbers only after a word that dates follow ("on 3/5").
func (f *Finder) slashDate(i int) (Expression, int) {
	m := f.number(i)
	if m < 1 || m > 31 || f.tokens[i].Len() > 2 || !f.glued(i, i+2) {
		return Expression{}, 0
	}
	sep := f.text[f.tokens[i+1].Begin]
	if sep != '/' && sep != '-' {
		return Expression{}, 0
	}
	d := f.number(i + 2)
	if f.is(i+3, sep) && f.glued(i, i+4) && f.number(i+4) >= 0 {
		y, n := f.number(i+4), f.tokens[i+4].Len()
		if n == 2 {
			y = century(y)
		}
		if n != 2 && n != 4 || !plausibleYear(y) {
			return Expression{}, 0
		}
		if m > 12 { // day first
			m, d = d, m
		}
		return dateOf(y, m, d, i+5)
	}
	if sep != '/' || i+3 < len(f.tokens) && f.tokens[i+3].Glued && f.tokens[i+3].Kind != annotation.Punct || f.is(i+3, '/') {
		return Expression{}, 0
	}
	if m <= 12 && f.tokens[i+2].Len() == 4 && plausibleYear(d) {
		return Expression{Kind: Date, Value: fmt.Sprintf("%04d-%02d", d, m)}, i + 3
	}
	if m <= 12 && d >= 1 && d <= 31 && f.tokens[i+2].Len() <= 2 && f.follows(i, at, since) {
		return Expression{Kind: Date, Value: fmt.Sprintf("--%02d-%02d", m, d)}, i + 3
	}
	return Expression{}, 0
}

// dateOf is a date if it can be one.
func dateOf(y, m, d, end int) (Expression, int) {
	if m < 1 || m > 12 || d < 1 || d > daysIn[m] {
		return Expression{}, 0
	}
	return Expression{Kind: Date, Value: fmt.Sprintf("%04d-%02d-%02d", y, m, d)}, end
}

var daysIn = [...]int{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func plausibleYear(y int) bool { return y >= 1880 && y <= 2150 }

// century is the year that two digits stand for: 00 to 49 are of this century.
func century(y int) int {
	if y < 50 {
		return 2000 + y
	}
	return 1900 + y
}

// follows reports whether a word of one of two classes stands before token i.
func (f *Finder) follows(i int, a, b class) bool {
	if i == 0 {
		return false
	}
	m, end := f.mean(i - 1)
	return end == i && (m.class == a || m.class == b || m.class == toward || m.class == span)
}

// monthFirst reads March 5, 2024; March 5; March 2024; March of 2024.
func (f *Finder) monthFirst(i int, m meaning, end int) (Expression, int) {
	if !f.tokens[i].Upper {
		return Expression{}, 0
	}
	if f.is(end, '.') && f.tokens[end].Glued && end+1 < len(f.tokens) && f.tokens[end+1].Kind == annotation.Number {
		end++
	}
	if y := f.number(end); plausibleYear(y) && f.tokens[end].Len() == 4 {
		return Expression{Kind: Date, Value: fmt.Sprintf("%04d-%02d", y, m.value)}, end + 1
	}
	if end+1 < len(f.tokens) && f.word(end) == "of" && plausibleYear(f.number(end+1)) {
		return Expression{Kind: Date, Value: fmt.Sprintf("%04d-%02d", f.number(end+1), m.value)}, end + 2
	}
	d := f.number(end)
	if d < 1 || d > daysIn[m.value] || f.tokens[end].Len() > 2 {
		if f.follows(i, at, since) && f.tokens[i].Len() > 3 && m.value != 5 {
			return Expression{Kind: Date, Value: fmt.Sprintf("--%02d", m.value)}, end
		}
		return Expression{}, 0
	}
	end = f.ordinal(end + 1)
	next := end
	if f.is(next, ',') {
		next++
	}
	if y := f.number(next); next < len(f.tokens) && plausibleYear(y) && f.tokens[next].Len() == 4 {
		return dateOf(y, m.value, d, next+1)
	}
	return Expression{Kind: Date, Value: fmt.Sprintf("--%02d-%02d", m.value, d)}, end
}

// ordinal passes over st, nd, rd, th that is stuck to a number.
func (f *Finder) ordinal(i int) int {
	if i < len(f.tokens) && f.tokens[i].Glued {
		switch strings.ToLower(f.word(i)) {
		case "st", "nd", "rd", "th":
			return i + 1
		}
	}
	return i
}

// dayFirst reads 5 March 2024, 5th of March, 05-Mar-2024.
func (f *Finder) dayFirst(i int) (Expression, int) {
	d := f.number(i)
	if d < 1 || d > 31 || f.tokens[i].Len() > 2 {
		return Expression{}, 0
	}
	j := f.ordinal(i + 1)
	sep := f.is(j, '-') && f.tokens[j].Glued
	if sep || j < len(f.tokens) && f.word(j) == "of" {
		j++
	}
	m, end := f.mean(j)
	if m.class != month || !f.tokens[j].Upper || d > daysIn[m.value] {
		return Expression{}, 0
	}
	if sep && f.is(end, '-') || f.is(end, ',') {
		end++
	}
	if y := f.number(end); plausibleYear(y) && f.tokens[end].Len() == 4 {
		return dateOf(y, m.value, d, end+1)
	}
	if y := f.number(end); sep && y >= 0 && f.tokens[end].Len() == 2 {
		return dateOf(century(y), m.value, d, end+1)
	}
	if sep || f.is(end-1, ',') {
		return Expression{}, 0
	}
	return Expression{Kind: Date, Value: fmt.Sprintf("--%02d-%02d", m.value, d)}, end
}

// year reads a year after a word that years follow: in 2018, since 1995.
func (f *Finder) year(i int) (Expression, int) {
	y := f.number(i)
	if f.tokens[i].Len() != 4 || y < 1900 || y > 2099 || !f.follows(i, at, since) {
		return Expression{}, 0
	}
	if i+1 < len(f.tokens) && (f.tokens[i+1].Glued && f.tokens[i+1].Kind != annotation.Punct || f.is(i+1, '/') || f.tokens[i+1].Kind == annotation.Word && measured[strings.ToLower(f.word(i+1))]) {
		return Expression{}, 0
	}
	return Expression{Kind: Date, Value: fmt.Sprintf("%04d", y)}, i + 1
}

// measured are units after which a number is no year.
var measured = map[string]bool{"mg": true, "ml": true, "cc": true, "mcg": true, "units": true, "g": true, "kcal": true, "calories": true, "iu": true, "steps": true, "cells": true}
