package printer

import (
	"strconv"

	"github.com/tarn-sql/tarn/wire/dialect/sqlstate"
	"github.com/tarn-sql/tarn/wire/dialect/types"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// param is what is known of $n.
type param struct {
	t    types.Type // the zero Type: nothing yet
	open bool       // printed without a type
}

// declared are the parameters with the types that the client gave.
func declared(n int, oids []uint32) []param {
	ps := make([]param, max(n, len(oids)))
	for i, oid := range oids {
		if oid != types.Unknown && types.Exists(oid) {
			ps[i].t = types.Of(oid)
		}
	}
	return ps
}

func (p *printer) param(n *pg.ParamRef) value {
	i := int(n.Number) - 1
	if i < 0 || i >= len(p.params) {
		p.fail(n.Location, sqlstate.UndefinedParameter, "there is no parameter $%d", n.Number)
	}
	if i < len(p.args) {
		return p.args[i]
	}
	v := value{sql: mark(n.Location) + "$" + strconv.Itoa(i+1), param: i + 1}
	if t := p.params[i].t; t.OID != 0 {
		v.sql, v.t, v.param = paramCast(v.sql, t), t, 0
	}
	return v
}

func paramCast(sql string, t types.Type) string {
	duck := types.Duck(t)
	switch {
	case t.OID == types.Numeric && t.Mod == 0: // scale unknown until it is bound
		duck = "DECIMAL(38,10)"
	case duck == "":
		return sql
	}
	return "CAST(" + sql + " AS " + duck + ")"
}

// settle gives an untyped parameter the type that its place wants; the zero Type leaves it to DuckDB.
func (p *printer) settle(v value, t types.Type) value {
	switch t.OID {
	case 0:
		p.params[v.param-1].open = true
		return v
	case types.Unknown, types.Any:
		t = types.Of(types.Text)
	}
	t = types.Type{OID: t.OID} // the place's precision is not the parameter's
	p.params[v.param-1].t = t
	return value{sql: paramCast(v.sql, t), t: t}
}

// undecided: some parameter was printed without a type and has one now.
func (p *printer) undecided() bool {
	for _, q := range p.params {
		if q.open && q.t.OID != 0 {
			return true
		}
	}
	return false
}

func (p *printer) paramOIDs() []uint32 {
	oids := make([]uint32, len(p.params))
	for i, q := range p.params {
		oids[i] = q.t.OID
		if q.t.OID == 0 && i < len(p.env.ParamOIDs) {
			oids[i] = p.env.ParamOIDs[i]
		}
		if q.t.OID == 0 && !q.open && oids[i] == 0 {
			oids[i] = types.Text // not used at all
		}
	}
	return oids
}
