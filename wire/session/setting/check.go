package setting

import (
	"strings"

	"github.com/tarn-sql/tarn/wire/codec"
)

// checkEncoding takes the encodings whose bytes are UTF-8: everything is stored and sent as UTF-8. SQL_ASCII means that
// the client wants no conversion.
func checkEncoding(value string) (string, error) {
	bare := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1 // PostgreSQL ignores whatever else stands in the name: utf-8, 'UTF8'
	}, strings.ToUpper(value))
	switch bare {
	case "UTF8", "UNICODE":
		return "UTF8", nil
	case "SQLASCII":
		return "SQL_ASCII", nil
	}
	if encodings[bare] {
		return "", &Error{
			Code: "0A000", Message: "conversion between " + value + " and UTF8 is not supported",
			Hint: "Set client_encoding to UTF8.",
		}
	}
	return "", invalid("client_encoding", value)
}

// encodings are PostgreSQL's other encodings, to tell the unsupported from the misspelt.
var encodings = set("ABC ALT BIG5 EUCCN EUCJIS2004 EUCJP EUCKR EUCTW GB18030 GBK ISO88591 ISO88595 ISO88596 ISO88597 " +
	"ISO88598 JOHAB KOI8 KOI8R KOI8U LATIN1 LATIN2 LATIN3 LATIN4 LATIN5 LATIN6 LATIN7 LATIN8 LATIN9 LATIN10 MSKANJI " +
	"MULEINTERNAL SHIFTJIS SHIFTJIS2004 SJIS TCVN TCVN5712 UHC VSCII WIN WIN1250 WIN1251 WIN1252 WIN1253 WIN1254 " +
	"WIN1255 WIN1256 WIN1257 WIN1258 WIN866 WIN874 WIN932 WIN936 WIN949 WIN950")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func checkStandardStrings(value string) (string, error) {
	if value == "off" {
		return "", &Error{Code: "0A000", Message: "standard_conforming_strings cannot be turned off"}
	}
	return value, nil
}

var dateStyles = map[string]codec.DateStyle{
	"iso": codec.DateISO, "sql": codec.DateSQL, "postgres": codec.DatePostgres, "german": codec.DateGerman,
}

var styleNames = map[codec.DateStyle]string{
	codec.DateISO: "ISO", codec.DateSQL: "SQL", codec.DatePostgres: "Postgres", codec.DateGerman: "German",
}

var dateOrders = map[string]codec.DateOrder{
	"mdy": codec.OrderMDY, "us": codec.OrderMDY, "noneuro": codec.OrderMDY, "noneuropean": codec.OrderMDY,
	"dmy": codec.OrderDMY, "euro": codec.OrderDMY, "european": codec.OrderDMY, "ymd": codec.OrderYMD,
}

var orderNames = map[codec.DateOrder]string{codec.OrderMDY: "MDY", codec.OrderDMY: "DMY", codec.OrderYMD: "YMD"}

// checkDateStyle takes style, order or both in any order; mergeDateStyle fills in what is missing.
func checkDateStyle(value string) (string, error) {
	if _, _, ok := splitDateStyle(value); !ok {
		return "", invalid("DateStyle", value)
	}
	return value, nil
}

// splitDateStyle reads the parts of a DateStyle; absent ones are nil.
func splitDateStyle(value string) (style *codec.DateStyle, order *codec.DateOrder, ok bool) {
	for _, part := range strings.Split(value, ",") {
		word := strings.ToLower(strings.Trim(strings.TrimSpace(part), `"'`))
		if s, found := dateStyles[word]; found {
			if style != nil && *style != s {
				return nil, nil, false
			}
			style = &s
			if s == codec.DateGerman && order == nil {
				dmy := codec.OrderDMY
				order = &dmy
			}
		} else if o, found := dateOrders[word]; found {
			order = &o
		} else if word == "default" {
			iso, mdy := codec.DateISO, codec.OrderMDY
			style, order = &iso, &mdy
		} else {
			return nil, nil, false
		}
	}
	return style, order, true
}

// mergeDateStyle applies a new value to the old: "SQL" keeps the order, "DMY" keeps the style.
func mergeDateStyle(old, value string) string {
	oldStyle, oldOrder, _ := splitDateStyle(old)
	style, order, _ := splitDateStyle(value)
	if style == nil {
		style = oldStyle
	}
	if order == nil {
		order = oldOrder
	}
	return styleNames[*style] + ", " + orderNames[*order]
}

// checkTimeZone takes what Location takes and the engine has, and writes the zone's own name.
func checkTimeZone(value string) (string, error) {
	name, _, ok := Location(value)
	if _, has := EngineZone(value); !ok || !has {
		return "", invalid("TimeZone", value)
	}
	return name, nil
}
