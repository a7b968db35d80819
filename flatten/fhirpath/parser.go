package fhirpath

// maxDepth bounds the nesting of an expression, so that no text can exhaust the stack.
const maxDepth = 200

// keywords are words that are operators or literals; as names of elements they are written in backquotes, except where
// the grammar allows them as they are (as, is, in, contains).
var keywords = map[string]bool{
	"and": true, "or": true, "xor": true, "implies": true, "div": true, "mod": true, "true": true, "false": true,
	"is": true, "as": true, "in": true, "contains": true,
}

// precedence of the binary operators, from loose to tight, as the FHIRPath grammar orders them.
var precedence = map[string]int{
	"implies": 1, "or": 2, "xor": 2, "and": 3, "in": 4, "contains": 4,
	"=": 5, "~": 5, "!=": 5, "!~": 5, "<": 6, "<=": 6, ">": 6, ">=": 6, "|": 7, "is": 8, "as": 8,
	"+": 9, "-": 9, "&": 9, "*": 10, "/": 10, "div": 10, "mod": 10,
}

// unaryPrecedence binds tighter than every binary operator.
const unaryPrecedence = 11

// Parse reads an expression. Its errors are *Error.
func Parse(src string) (Expr, error) {
	p := &parser{lexer: lexer{src: src}}
	if err := p.advance(); err != nil {
		return nil, err
	}
	e, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	if p.tok.kind != tokEOF {
		return nil, p.unexpected("an operator or the end of the expression")
	}
	return e, nil
}

// parser is a precedence climber with one token of lookahead.
type parser struct {
	lexer lexer
	tok   token
	depth int
}

func (p *parser) advance() (err error) {
	p.tok, err = p.lexer.next()
	return err
}

func (p *parser) unexpected(want string) error {
	return p.lexer.fail(p.tok.pos, want+" is expected, not "+p.tok.describe())
}

func (p *parser) expect(symbol string) error {
	if !p.tok.is(symbol) {
		return p.unexpected(symbol)
	}
	return p.advance()
}

// operator returns the binary operator that the current token is, "" if none.
func (p *parser) operator() string {
	if p.tok.kind == tokSymbol || p.tok.kind == tokIdent {
		if _, ok := precedence[p.tok.text]; ok {
			return p.tok.text
		}
	}
	return ""
}

// expression reads operators of at least the precedence floor.
func (p *parser) expression(floor int) (Expr, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, p.lexer.fail(p.tok.pos, "the expression is nested too deeply")
	}
	defer func() { p.depth-- }()
	left, err := p.unary()
	for err == nil {
		op := p.operator()
		if op == "" || precedence[op] < floor {
			break
		}
		left, err = p.binary(left, op)
	}
	return left, err
}

func (p *parser) binary(left Expr, op string) (Expr, error) {
	at := p.tok.pos
	if err := p.advance(); err != nil {
		return nil, err
	}
	if op == "is" || op == "as" {
		name, err := p.typeName()
		return &TypeTest{At: at, Op: op, Operand: left, Type: name}, err
	}
	right, err := p.expression(precedence[op] + 1)
	return &Binary{At: at, Op: op, Left: left, Right: right}, err
}

func (p *parser) typeName() (string, error) {
	name, err := p.identifier()
	if err != nil || !p.tok.is(".") {
		return name, err
	}
	if err := p.advance(); err != nil {
		return "", err
	}
	rest, err := p.identifier()
	return name + "." + rest, err
}

func (p *parser) unary() (Expr, error) {
	if !p.tok.is("+") && !p.tok.is("-") {
		return p.path()
	}
	at, op := p.tok.pos, p.tok.text
	if err := p.advance(); err != nil {
		return nil, err
	}
	operand, err := p.expression(unaryPrecedence)
	return &Unary{At: at, Op: op, Operand: operand}, err
}

// path reads a term and what follows it: .name, .function(), [index].
func (p *parser) path() (Expr, error) {
	e, err := p.term()
	for err == nil {
		switch {
		case p.tok.is("."):
			if err = p.advance(); err == nil {
				e, err = p.invocation(e)
			}
		case p.tok.is("["):
			e, err = p.index(e)
		default:
			return e, nil
		}
	}
	return nil, err
}

func (p *parser) index(base Expr) (Expr, error) {
	at := p.tok.pos
	if err := p.advance(); err != nil {
		return nil, err
	}
	i, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	return &Index{At: at, Base: base, Index: i}, p.expect("]")
}

func (p *parser) term() (Expr, error) {
	t := p.tok
	switch {
	case t.kind == tokConstant:
		return &Constant{At: t.pos, Name: t.text}, p.advance()
	case t.is("("):
		if err := p.advance(); err != nil {
			return nil, err
		}
		e, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		return e, p.expect(")")
	case t.is("{"):
		if err := p.advance(); err != nil {
			return nil, err
		}
		return &Literal{At: t.pos, Kind: NullLiteral}, p.expect("}")
	case t.kind == tokNumber:
		return p.number()
	}
	if kind, ok := literalKind(t); ok {
		return &Literal{At: t.pos, Kind: kind, Text: t.text}, p.advance()
	}
	return p.invocation(nil)
}

func literalKind(t token) (LiteralKind, bool) {
	switch t.kind {
	case tokString:
		return StringLiteral, true
	case tokDate:
		return DateLiteral, true
	case tokDateTime:
		return DateTimeLiteral, true
	case tokTime:
		return TimeLiteral, true
	case tokIdent:
		return BooleanLiteral, t.text == "true" || t.text == "false"
	}
	return 0, false
}

// calendarUnits are the units that a quantity may have without quotes: 4 days.
var calendarUnits = map[string]string{
	"year": "year", "years": "year", "month": "month", "months": "month", "week": "week", "weeks": "week",
	"day": "day", "days": "day", "hour": "hour", "hours": "hour", "minute": "minute", "minutes": "minute",
	"second": "second", "seconds": "second", "millisecond": "millisecond", "milliseconds": "millisecond",
}

// number reads a number, or a quantity if a unit follows.
func (p *parser) number() (Expr, error) {
	lit := &Literal{At: p.tok.pos, Kind: NumberLiteral, Text: p.tok.text}
	if err := p.advance(); err != nil {
		return nil, err
	}
	unit := ""
	if p.tok.kind == tokString {
		unit = p.tok.text
	} else if p.tok.kind == tokIdent {
		unit = calendarUnits[p.tok.text]
	}
	if unit == "" {
		return lit, nil
	}
	lit.Kind, lit.Unit = QuantityLiteral, unit
	return lit, p.advance()
}

// invocation reads a name, a function call or a special variable, after base and a dot if base is not nil.
func (p *parser) invocation(base Expr) (Expr, error) {
	t := p.tok
	if t.kind == tokSpecial {
		if t.text != "$this" && t.text != "$index" && t.text != "$total" {
			return nil, p.lexer.fail(t.pos, "there is no "+t.text+"; $this, $index and $total are")
		}
		if base != nil {
			return nil, p.lexer.fail(t.pos, t.text+" cannot follow a dot")
		}
		return &Special{At: t.pos, Name: t.text}, p.advance()
	}
	name, err := p.identifier()
	if err != nil {
		return nil, err
	}
	if !p.tok.is("(") {
		return &Member{At: t.pos, Base: base, Name: name}, nil
	}
	args, err := p.arguments()
	return &Call{At: t.pos, Base: base, Name: name, Args: args}, err
}

// identifier reads a name. as, is, in and contains are names too; so are the other words after a dot in the data of
// FHIR, but the grammar wants backquotes for those.
func (p *parser) identifier() (string, error) {
	t := p.tok
	switch {
	case t.kind == tokIdentQuoted:
	case t.kind != tokIdent:
		return "", p.unexpected("a name")
	case keywords[t.text] && t.text != "as" && t.text != "is" && t.text != "in" && t.text != "contains":
		return "", p.unexpected("a name")
	}
	return t.text, p.advance()
}

func (p *parser) arguments() ([]Expr, error) {
	if err := p.advance(); err != nil || p.tok.is(")") {
		if err == nil {
			err = p.advance()
		}
		return nil, err
	}
	var args []Expr
	for {
		a, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		args = append(args, a)
		if !p.tok.is(",") {
			return args, p.expect(")")
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
}
