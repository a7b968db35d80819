package session_test

import (
	"github.com/tarn-sql/tarn/wire/backend"
	"github.com/tarn-sql/tarn/wire/backend/fake"
	"github.com/tarn-sql/tarn/wire/chunk"
)

// named are the results behind 'fake named x'.
var named = map[string]func() *chunk.Rows{
	"nothing": func() *chunk.Rows {
		return chunk.NewRows([]backend.Column{{Name: "id", Type: fake.Type("int8")}}, nil)
	},
	"people": func() *chunk.Rows {
		return chunk.NewRows([]backend.Column{
			{Name: "id", Type: fake.Type("int8")},
			{Name: "name", Type: fake.Type("text")},
			{Name: "born", Type: fake.Type("date")},
			{Name: "weight", Type: backend.Type{Kind: backend.KindDecimal, Width: 6, Scale: 2}},
		}, [][]any{
			{int64(1), "Anna, \"the\" first", int64(0), int64(6150)},
			{int64(2), "Bert\tthe\nsecond", int64(-1), int64(-5)},
			{int64(3), nil, nil, nil},
			{int64(4), "", int64(18262), int64(0)},
		})
	},
	"ragged": func() *chunk.Rows {
		list := backend.Type{Kind: backend.KindList, Children: []backend.Type{fake.Type("int4")}}
		return chunk.NewRows([]backend.Column{
			{Name: "l", Type: backend.Type{Kind: backend.KindList, Children: []backend.Type{list}}},
		}, [][]any{{[]any{[]any{int64(1)}, []any{int64(2), int64(3)}}}})
	},
}

// fakeBackend serves tests that do not look at what the engine did.
var fakeBackend = fake.Backend{Named: named}
