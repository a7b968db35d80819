package dialect

import pg "github.com/pganalyze/pg_query_go/v6"

type transactionForm struct {
	op  TransactionOp
	tag string
}

var transactionForms = map[pg.TransactionStmtKind]transactionForm{
	pg.TransactionStmtKind_TRANS_STMT_BEGIN:             {Begin, "BEGIN"},
	pg.TransactionStmtKind_TRANS_STMT_START:             {Begin, "START TRANSACTION"},
	pg.TransactionStmtKind_TRANS_STMT_COMMIT:            {Commit, "COMMIT"},
	pg.TransactionStmtKind_TRANS_STMT_ROLLBACK:          {Rollback, "ROLLBACK"},
	pg.TransactionStmtKind_TRANS_STMT_SAVEPOINT:         {Savepoint, "SAVEPOINT"},
	pg.TransactionStmtKind_TRANS_STMT_RELEASE:           {Release, "RELEASE"},
	pg.TransactionStmtKind_TRANS_STMT_ROLLBACK_TO:       {RollbackTo, "ROLLBACK"},
	pg.TransactionStmtKind_TRANS_STMT_PREPARE:           {PrepareTransaction, "PREPARE TRANSACTION"},
	pg.TransactionStmtKind_TRANS_STMT_COMMIT_PREPARED:   {CommitPrepared, "COMMIT PREPARED"},
	pg.TransactionStmtKind_TRANS_STMT_ROLLBACK_PREPARED: {RollbackPrepared, "ROLLBACK PREPARED"},
}

func classifyTransaction(st *Statement, s *pg.TransactionStmt) error {
	form := transactionForms[s.Kind]
	st.set(Transaction, form.tag)
	st.Transaction = &TransactionStatement{Op: form.op, Name: s.SavepointName, Chain: s.Chain}
	if s.Gid != "" {
		st.Transaction.Name = s.Gid
	}
	st.Transaction.modes(s.Options)
	return nil
}

// modes reads ISOLATION LEVEL, READ ONLY and DEFERRABLE.
func (t *TransactionStatement) modes(options []*pg.Node) {
	for _, o := range options {
		d := o.GetDefElem()
		yes := stringOf(d.GetArg()) == "1"
		switch d.GetDefname() {
		case "transaction_isolation":
			t.Isolation = stringOf(d.Arg)
		case "transaction_read_only":
			t.ReadOnly = &yes
		case "transaction_deferrable":
			t.Deferrable = &yes
		}
	}
}
