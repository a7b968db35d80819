package fhirpath

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"
)

func init() {
	register(map[string]builtin{
		"join":           {0, 1, compileJoin},
		"startsWith":     stringTest(bytes.HasPrefix),
		"endsWith":       stringTest(bytes.HasSuffix),
		"contains":       stringTest(bytes.Contains),
		"indexOf":        {1, 1, compileIndexOf},
		"substring":      {1, 2, compileSubstring},
		"length":         collection(intResult, pushLength),
		"upper":          stringMap(bytes.ToUpper),
		"lower":          stringMap(bytes.ToLower),
		"trim":           stringMap(bytes.TrimSpace),
		"replace":        {2, 2, compileReplace},
		"matches":        {1, 1, compileMatches},
		"replaceMatches": {2, 2, compileReplaceMatches},
		"split":          {1, 1, compileSplit},
		"toChars":        collection(func(shape) shape { return computed(String, true) }, pushChars),
	})
}

// stringInput reads the one string of an input; ok is false where it is empty.
func stringInput(m *Machine, in []Item) (text []byte, ok bool, err error) {
	if len(in) > 1 {
		return nil, false, ErrNotSingle
	}
	if len(in) == 0 {
		return nil, false, nil
	}
	v, ok := m.valueOf(in[0])
	if !ok {
		return nil, false, fmt.Errorf("%w: an element where a string is expected", ErrOperand)
	}
	return v.Text, true, nil
}

// stringArg evaluates an argument that is a string.
func stringArg(m *Machine, e op, focus []Item) ([]byte, bool, error) {
	it, ok, err := singleValue(m, e, focus)
	return it.Text, ok, err
}

// textFunc compiles a function of a string and of string arguments.
func textFunc(args int, out shape, fn func(m *Machine, s []byte, args [][]byte) error) builtin {
	return builtin{args, args, func(c *compiler, e *Call, in code, focus shape) (code, error) {
		ops, err := c.arguments(e, focus)
		if err != nil {
			return code{}, err
		}
		return code{op: onInput(in.op, func(m *Machine, focus, items []Item) error {
			s, ok, err := stringInput(m, items)
			if err != nil || !ok {
				return err
			}
			var values [2][]byte
			for i, a := range ops {
				if values[i], ok, err = stringArg(m, a, focus); err != nil || !ok {
					return err
				}
			}
			return fn(m, s, values[:len(ops)])
		}), shape: out}, nil
	}}
}

func (c *compiler) arguments(e *Call, focus shape) ([]op, error) {
	ops := make([]op, len(e.Args))
	for i, a := range e.Args {
		code, err := c.expr(a, focus)
		if err != nil {
			return nil, err
		}
		ops[i] = code.op
	}
	return ops, nil
}

func stringTest(test func(s, x []byte) bool) builtin {
	return textFunc(1, computed(Boolean, false), func(m *Machine, s []byte, args [][]byte) error {
		m.push(booleanItem(test(s, args[0])))
		return nil
	})
}

func stringMap(fn func([]byte) []byte) builtin {
	return textFunc(0, computed(String, false), func(m *Machine, s []byte, _ [][]byte) error {
		m.push(Item{Kind: String, Text: fn(s)})
		return nil
	})
}

// compileJoin puts strings together; SQL on FHIR wants ” for an empty input.
func compileJoin(c *compiler, e *Call, in code, focus shape) (code, error) {
	ops, err := c.arguments(e, focus)
	if err != nil {
		return code{}, err
	}
	j := &joined{input: in.op}
	if len(ops) == 1 {
		j.separator = ops[0]
	}
	return code{op: j, shape: computed(String, false)}, nil
}

// joined is join(): the texts of a collection in one.
type joined struct {
	input, separator op   // either may be nil: the focus, nothing in between
	notEmpty         bool // where($this != '') follows, as in the built-in tables: an empty text is no value
}

func (j *joined) eval(m *Machine, focus []Item) error {
	base := len(m.stack)
	if err := evalOr(j.input, m, focus); err != nil {
		return err
	}
	top := len(m.stack)
	var separator []byte
	if j.separator != nil {
		s, _, err := stringArg(m, j.separator, focus)
		if err != nil {
			return err
		}
		separator = s
	}
	m.pushJoined(m.stack[base:top:top], separator)
	if j.notEmpty && len(m.stack[top].Text) == 0 {
		m.stack = m.stack[:top]
	}
	m.drop(base, top)
	return nil
}

// pushJoined puts the texts of items together. Escaped strings are unescaped into the arena first, so that the result
// lies there in one piece.
func (m *Machine) pushJoined(items []Item, separator []byte) {
	for i := range items {
		if v, ok := m.valueOf(items[i]); ok {
			items[i] = v
		}
	}
	start := len(m.arena)
	first := true
	for i := range items {
		if items[i].Kind == Node {
			continue
		}
		if !first {
			m.arena = append(m.arena, separator...)
		}
		m.arena = append(m.arena, items[i].Text...)
		first = false
	}
	m.pushText(String, start)
}

func compileIndexOf(c *compiler, e *Call, in code, focus shape) (code, error) {
	return textFunc(1, computed(Integer, false), func(m *Machine, s []byte, args [][]byte) error {
		i := bytes.Index(s, args[0])
		if i > 0 {
			i = utf8.RuneCount(s[:i])
		}
		m.push(m.integer(int64(i)))
		return nil
	}).compile(c, e, in, focus)
}

// compileSubstring is substring(start [, length]); it counts characters and is empty where start is outside.
func compileSubstring(c *compiler, e *Call, in code, focus shape) (code, error) {
	return textFunc(len(e.Args), computed(String, false), func(m *Machine, s []byte, args [][]byte) error {
		start, err := strconv.Atoi(string(args[0]))
		if err != nil {
			return ErrOperand
		}
		runes := []rune(string(s))
		if start < 0 || start >= len(runes) {
			return nil
		}
		end := len(runes)
		if len(args) == 2 {
			n, err := strconv.Atoi(string(args[1]))
			if err != nil {
				return ErrOperand
			}
			end = start + min(max(n, 0), len(runes)-start)
		}
		m.push(Item{Kind: String, Text: []byte(string(runes[start:end]))})
		return nil
	}).compile(c, e, in, focus)
}

func pushLength(m *Machine, in []Item) error {
	s, ok, err := stringInput(m, in)
	if ok {
		m.push(m.integer(int64(utf8.RuneCount(s))))
	}
	return err
}

func compileReplace(c *compiler, e *Call, in code, focus shape) (code, error) {
	return textFunc(2, computed(String, false), func(m *Machine, s []byte, args [][]byte) error {
		if (len(s)+1)*len(args[1]) > maxText {
			return fmt.Errorf("%w: the text grows beyond %d bytes", ErrOperand, maxText)
		}
		m.push(Item{Kind: String, Text: bytes.ReplaceAll(s, args[0], args[1])})
		return nil
	}).compile(c, e, in, focus)
}

// maxText bounds what a function may make of a text.
const maxText = 64 << 20

// regexpArgument compiles the regular expression of a call: it must be a literal.
func (c *compiler) regexpArgument(e Expr, focus shape) (*regexp.Regexp, error) {
	s, err := c.stringArgument(e, focus)
	if err != nil {
		return nil, err
	}
	re, err := regexp.Compile("(?s)" + s)
	if err != nil {
		return nil, c.fail(e, "%v", err)
	}
	return re, nil
}

func compileMatches(c *compiler, e *Call, in code, focus shape) (code, error) {
	re, err := c.regexpArgument(e.Args[0], focus)
	if err != nil {
		return code{}, err
	}
	rest := &Call{At: e.At, Base: e.Base, Name: e.Name}
	return textFunc(0, computed(Boolean, false), func(m *Machine, s []byte, _ [][]byte) error {
		m.push(booleanItem(re.Match(s)))
		return nil
	}).compile(c, rest, in, focus)
}

func compileReplaceMatches(c *compiler, e *Call, in code, focus shape) (code, error) {
	re, err := c.regexpArgument(e.Args[0], focus)
	if err != nil {
		return code{}, err
	}
	by, err := c.stringArgument(e.Args[1], focus)
	if err != nil {
		return code{}, err
	}
	rest := &Call{At: e.At, Base: e.Base, Name: e.Name}
	return textFunc(0, computed(String, false), func(m *Machine, s []byte, _ [][]byte) error {
		if (len(s)+1)*len(by) > maxText {
			return fmt.Errorf("%w: the text grows beyond %d bytes", ErrOperand, maxText)
		}
		m.push(Item{Kind: String, Text: re.ReplaceAll(s, []byte(by))})
		return nil
	}).compile(c, rest, in, focus)
}

func compileSplit(c *compiler, e *Call, in code, focus shape) (code, error) {
	return textFunc(1, computed(String, true), func(m *Machine, s []byte, args [][]byte) error {
		for _, part := range bytes.Split(s, args[0]) {
			m.push(Item{Kind: String, Text: part})
		}
		return nil
	}).compile(c, e, in, focus)
}

func pushChars(m *Machine, in []Item) error {
	s, _, err := stringInput(m, in)
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRune(s[i:])
		m.push(Item{Kind: String, Text: s[i : i+n]})
		i += n
	}
	return err
}
