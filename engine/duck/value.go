package duck

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	bd "github.com/duckdb/duckdb-go-bindings"
)

// Raw is an argument given as text with the DuckDB type it is cast to.
type Raw struct{ Text, Type string }

// bindValues makes DuckDB values of arguments: nil, bool, the integers, float32/64, string, []byte, time.Time
// (TIMESTAMPTZ), []string and []*string (VARCHAR[], nil is NULL) and Raw. The caller destroys them.
func (s *Stmt) bindValues(ctx context.Context, args []any) ([]bd.Value, error) {
	if len(args) != len(s.params) {
		return nil, &Error{Type: "Invalid Input", Subtype: "PARAMETER_COUNT", Message: fmt.Sprintf(
			"statement has %d parameters, %d values given", len(s.params), len(args))}
	}
	if len(args) == 0 {
		return nil, nil
	}
	values := make([]bd.Value, len(args))
	casts, err := fillValues(values, args)
	if err == nil && len(casts) > 0 {
		err = s.conn.castRaw(ctx, values, args, casts)
	}
	if err != nil {
		destroyValues(values)
		return nil, err
	}
	return values, nil
}

// fillValues makes the values that need no help of DuckDB's, and returns the indexes of the others.
func fillValues(values []bd.Value, args []any) (casts []int, err error) {
	for i, a := range args {
		if r, ok := a.(Raw); ok {
			if values[i], ok = rawValue(r); !ok {
				casts = append(casts, i)
			}
			continue
		}
		if values[i], err = goValue(a); err != nil {
			return nil, fmt.Errorf("duck: argument %d: %w", i+1, err)
		}
	}
	return casts, nil
}

func goValue(a any) (bd.Value, error) {
	switch a := a.(type) {
	case nil:
		return bd.CreateNullValue(), nil
	case bool:
		return bd.CreateBool(a), nil
	case int:
		return bd.CreateInt64(int64(a)), nil
	case int8:
		return bd.CreateInt8(a), nil
	case int16:
		return bd.CreateInt16(a), nil
	case int32:
		return bd.CreateInt32(a), nil
	case int64:
		return bd.CreateInt64(a), nil
	case uint64:
		return bd.CreateUInt64(a), nil
	case float32:
		return bd.CreateFloat(a), nil
	case float64:
		return bd.CreateDouble(a), nil
	case string:
		return textValue(a)
	case []byte:
		if a == nil {
			return bd.CreateNullValue(), nil
		}
		return bd.CreateBlob(a), nil
	case time.Time:
		return bd.CreateTimestampTZ(bd.NewTimestamp(a.UnixMicro())), nil
	case []string:
		pointers := make([]*string, len(a))
		for i := range a {
			pointers[i] = &a[i]
		}
		return listValue(pointers)
	case []*string:
		return listValue(a)
	}
	return bd.Value{}, fmt.Errorf("no DuckDB value for %T", a)
}

// textValue refuses what DuckDB would turn into NULL.
func textValue(s string) (bd.Value, error) {
	v := bd.CreateVarcharLength(s, bd.IdxT(len(s)))
	if v.Ptr == nil {
		return v, &Error{Type: "Conversion", Subtype: "ENCODING", Message: "invalid byte sequence for encoding \"UTF8\""}
	}
	return v, nil
}

func listValue(list []*string) (bd.Value, error) {
	kids := make([]bd.Value, len(list))
	defer destroyValues(kids)
	for i, s := range list {
		if s == nil {
			kids[i] = bd.CreateNullValue()
			continue
		}
		var err error
		if kids[i], err = textValue(*s); err != nil {
			return bd.Value{}, err
		}
	}
	lt := bd.CreateLogicalType(bd.TypeVarchar)
	defer bd.DestroyLogicalType(&lt)
	return bd.CreateListValue(lt, kids), nil
}

// rawValue makes the value of the plain types whose text form leaves no question; ok is false for all others, and for
// text that DuckDB has to judge.
func rawValue(r Raw) (v bd.Value, ok bool) {
	switch strings.ToUpper(strings.TrimSpace(r.Type)) {
	case "VARCHAR", "TEXT", "STRING":
		v, err := textValue(r.Text)
		return v, err == nil
	case "BIGINT", "INT8", "LONG":
		n, err := strconv.ParseInt(r.Text, 10, 64)
		return createIf(err == nil, bd.CreateInt64, n)
	case "INTEGER", "INT", "INT4":
		n, err := strconv.ParseInt(r.Text, 10, 32)
		return createIf(err == nil, bd.CreateInt32, int32(n))
	case "SMALLINT", "INT2":
		n, err := strconv.ParseInt(r.Text, 10, 16)
		return createIf(err == nil, bd.CreateInt16, int16(n))
	case "BOOLEAN", "BOOL":
		yes, no := r.Text == "t" || r.Text == "true", r.Text == "f" || r.Text == "false"
		return createIf(yes || no, bd.CreateBool, yes)
	}
	return bd.Value{}, false
}

func createIf[T any](ok bool, create func(T) bd.Value, v T) (bd.Value, bool) {
	if !ok {
		return bd.Value{}, false
	}
	return create(v), true
}

// castRaw lets DuckDB cast the arguments casts, under the session's own time zone, and reads the values back.
func (c *Conn) castRaw(ctx context.Context, values []bd.Value, args []any, casts []int) error {
	var q strings.Builder
	texts := make([]any, len(casts))
	for i, at := range casts {
		r := args[at].(Raw)
		if err := checkTypeName(r.Type); err != nil {
			return err
		}
		texts[i] = r.Text
		sep := ", "
		if i == 0 {
			sep = "SELECT "
		}
		fmt.Fprintf(&q, "%sCAST($%d::VARCHAR AS %s)", sep, i+1, r.Type)
	}
	rows, err := c.Query(ctx, q.String(), texts...)
	if err != nil {
		return withoutPosition(err)
	}
	defer rows.Close()
	chunk, err := rows.Next(ctx)
	if err != nil {
		return withoutPosition(err)
	}
	for i, at := range casts {
		if values[at], err = chunk.Vectors[i].value(0); err != nil {
			return err
		}
	}
	return nil
}

// checkTypeName sees to it that a type's name is nothing but one: letters, digits, quoted names, and brackets that match.
func checkTypeName(name string) error {
	depth, quote := 0, rune(0)
	for _, r := range name {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '\'' || r == '"':
			quote = r
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case r == ' ' || r == ',' && depth > 0 || r == '_' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z':
		default:
			depth = -1
		}
		if depth < 0 {
			break
		}
	}
	if depth != 0 || quote != 0 || strings.TrimSpace(name) == "" {
		return &Error{Type: "Invalid Input", Message: fmt.Sprintf("%q is no type name", name)}
	}
	return nil
}

func destroyValues(vs []bd.Value) {
	for i := range vs {
		bd.DestroyValue(&vs[i])
	}
}
