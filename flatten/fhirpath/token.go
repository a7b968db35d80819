package fhirpath

import "strconv"

// tokenKind is the lexical class of a token.
type tokenKind uint8

const (
	tokEOF         tokenKind = iota
	tokIdent                 // name, `delimited name`
	tokString                // 'text'
	tokNumber                // 12, 1.50
	tokDate                  // @2015-02
	tokDateTime              // @2015-02-04T14:34+09:00
	tokTime                  // @T14:34
	tokConstant              // %name, %`name`, %'name'
	tokSpecial               // $this, $index, $total
	tokSymbol                // . , ( ) [ ] { } and the operators in symbols
	tokIdentQuoted           // `delimited name`, never a keyword
)

// token is one lexeme. text is its meaning: without quotes, escapes resolved, without the leading % or @.
type token struct {
	kind tokenKind
	text string
	pos  int // byte offset in the source
	end  int
}

func (t token) is(symbol string) bool { return t.kind == tokSymbol && t.text == symbol }

// describe names the token for an error message.
func (t token) describe() string {
	switch t.kind {
	case tokEOF:
		return "the end of the expression"
	case tokString:
		return "the string " + strconv.Quote(t.text)
	default:
		return strconv.Quote(t.text)
	}
}
