package dialect

import (
	"fmt"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v6"
)

// classifyWrite takes what writes: allowed on temporary relations (the engine's policy is the guard), denied else.
func classifyWrite(st *Statement) bool {
	switch n := st.node.Node.(type) {
	case *pg.Node_InsertStmt:
		st.write(Insert, "INSERT", n.InsertStmt.Relation, len(n.InsertStmt.ReturningList) > 0)
	case *pg.Node_UpdateStmt:
		st.write(Update, "UPDATE", n.UpdateStmt.Relation, len(n.UpdateStmt.ReturningList) > 0)
	case *pg.Node_DeleteStmt:
		st.write(Delete, "DELETE", n.DeleteStmt.Relation, len(n.DeleteStmt.ReturningList) > 0)
	case *pg.Node_MergeStmt:
		st.write(Merge, "MERGE", n.MergeStmt.Relation, len(n.MergeStmt.ReturningList) > 0)
	case *pg.Node_CreateStmt:
		st.makeTemp(CreateTable, "CREATE TABLE", n.CreateStmt.Relation)
	case *pg.Node_CreateTableAsStmt:
		classifyCreateAs(st, n.CreateTableAsStmt)
	case *pg.Node_ViewStmt:
		st.makeTemp(CreateView, "CREATE VIEW", n.ViewStmt.View)
	case *pg.Node_IndexStmt:
		st.write(CreateIndex, "CREATE INDEX", n.IndexStmt.Relation, false)
	case *pg.Node_AlterTableStmt:
		st.write(Alter, "ALTER TABLE", n.AlterTableStmt.Relation, false)
		if n.AlterTableStmt.Objtype != pg.ObjectType_OBJECT_TABLE {
			st.deny("ALTER " + objectName(n.AlterTableStmt.Objtype))
		}
	case *pg.Node_RenameStmt:
		st.write(Alter, "ALTER TABLE", n.RenameStmt.Relation, false)
		if n.RenameStmt.RenameType != pg.ObjectType_OBJECT_TABLE && n.RenameStmt.RenameType != pg.ObjectType_OBJECT_COLUMN {
			st.deny("ALTER " + objectName(n.RenameStmt.RenameType))
		}
	case *pg.Node_TruncateStmt:
		st.write(Truncate, "TRUNCATE TABLE", n.TruncateStmt.Relations[0].GetRangeVar(), false)
	case *pg.Node_DropStmt:
		classifyDrop(st, n.DropStmt)
	default:
		return false
	}
	return true
}

func (st *Statement) write(k Kind, tag string, rv *pg.RangeVar, returning bool) {
	st.set(k, tag)
	st.Target = nameOf(rv)
	st.Rows = returning
}

func (st *Statement) makeTemp(k Kind, tag string, rv *pg.RangeVar) {
	st.write(k, tag, rv, false)
	if !isTemp(rv) {
		st.deny(tag)
	}
}

func classifyCreateAs(st *Statement, s *pg.CreateTableAsStmt) {
	tag := "CREATE TABLE AS"
	if s.Objtype == pg.ObjectType_OBJECT_MATVIEW {
		tag = "CREATE MATERIALIZED VIEW"
	}
	st.makeTemp(CreateTableAs, tag, s.Into.Rel)
}

// classifyDrop lets tables, views and indexes through: those of the store are refused by the engine.
func classifyDrop(st *Statement, s *pg.DropStmt) {
	what := objectName(s.RemoveType)
	st.set(Drop, "DROP "+what)
	switch s.RemoveType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_INDEX:
	default:
		st.deny("DROP " + what)
		return
	}
	items := s.Objects[0].GetList().GetItems()
	parts := make([]string, 3)
	for i := range items {
		parts[3-len(items)+i] = stringOf(items[i])
	}
	st.Target = Name{parts[0], parts[1], parts[2]}
}

// objectName is "MATERIALIZED VIEW" for OBJECT_MATVIEW, and so on.
func objectName(t pg.ObjectType) string {
	name := strings.TrimPrefix(t.String(), "OBJECT_")
	switch name {
	case "MATVIEW":
		return "MATERIALIZED VIEW"
	case "FOREIGN_SERVER":
		return "SERVER"
	case "FDW":
		return "FOREIGN DATA WRAPPER"
	}
	return strings.ReplaceAll(name, "_", " ")
}

// classifyRest takes the session's small commands; anything else is a write that is refused by its name.
func classifyRest(st *Statement) {
	switch n := st.node.Node.(type) {
	case *pg.Node_DiscardStmt:
		target := strings.ToLower(strings.TrimPrefix(n.DiscardStmt.Target.String(), "DISCARD_"))
		st.set(Discard, "DISCARD "+strings.ToUpper(target))
		st.Target.Name = target
	case *pg.Node_ListenStmt:
		st.set(Listen, "LISTEN")
		st.Target.Name = n.ListenStmt.Conditionname
	case *pg.Node_UnlistenStmt:
		st.set(Unlisten, "UNLISTEN")
		st.Target.Name = n.UnlistenStmt.Conditionname
	case *pg.Node_NotifyStmt:
		st.set(Notify, "NOTIFY")
		st.Target.Name = n.NotifyStmt.Conditionname
	case *pg.Node_LockStmt:
		st.set(NoOp, "LOCK TABLE")
	case *pg.Node_VacuumStmt:
		st.set(NoOp, "ANALYZE")
		if n.VacuumStmt.IsVacuumcmd {
			st.Tag = "VACUUM"
		}
	case *pg.Node_CheckPointStmt:
		st.set(NoOp, "CHECKPOINT")
	case *pg.Node_ConstraintsSetStmt:
		st.set(NoOp, "SET CONSTRAINTS")
	case *pg.Node_DoStmt:
		classifyDo(st, n.DoStmt)
	default:
		st.Tag = commandOf(st.node)
		st.deny(st.Tag)
	}
}

// harmless are the words of the blocks with which drivers clean a connection (asyncpg): they release what is not held.
var harmless = words(`begin end if found then else null return perform select from limit unlisten
	pg_advisory_unlock_all pg_listening_channels pg_catalog 1`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func classifyDo(st *Statement, s *pg.DoStmt) {
	st.set(NoOp, "DO")
	for _, a := range s.Args {
		if d := a.GetDefElem(); d.Defname == "as" && !onlyHarmless(stringOf(d.Arg)) {
			st.unsupported("DO blocks are not supported")
			st.Err.Hint = "Tarn answers queries; it runs no procedural code."
		}
	}
}

func onlyHarmless(body string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(body), func(r rune) bool { return !isWord(byte(min(r, 0x80))) }) {
		if !harmless[w] {
			return false
		}
	}
	return true
}

// commandOf names a statement for "cannot execute … in a read-only transaction": from the tree's own name, which is
// right for most ("CreateSchemaStmt" → CREATE SCHEMA).
func commandOf(node *pg.Node) string {
	name := fmt.Sprintf("%T", node.Node)
	name = strings.TrimSuffix(name[strings.LastIndexByte(name, '_')+1:], "Stmt")
	if tag, ok := commandTags[name]; ok {
		return tag
	}
	var b strings.Builder
	for i, r := range name {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}

// commandTags are the tags that differ from the name of the tree's node.
var commandTags = map[string]string{
	"CreateSeq": "CREATE SEQUENCE", "AlterSeq": "ALTER SEQUENCE", "CreateTrig": "CREATE TRIGGER",
	"CreateEventTrig": "CREATE EVENT TRIGGER", "CreatePlang": "CREATE LANGUAGE", "Createdb": "CREATE DATABASE",
	"Dropdb": "DROP DATABASE", "AlterDatabaseSet": "ALTER DATABASE", "AlterRoleSet": "ALTER ROLE",
	"CreateEnum": "CREATE TYPE", "CompositeType": "CREATE TYPE", "CreateRange": "CREATE TYPE", "AlterEnum": "ALTER TYPE",
	"Define": "CREATE", "RefreshMatView": "REFRESH MATERIALIZED VIEW", "AlterObjectSchema": "ALTER TABLE",
	"AlterOwner": "ALTER", "Rule": "CREATE RULE", "SecLabel": "SECURITY LABEL", "CreateStats": "CREATE STATISTICS",
	"CreateFdw": "CREATE FOREIGN DATA WRAPPER", "CreateForeignServer": "CREATE SERVER", "GrantRole": "GRANT ROLE",
	"CreateAm": "CREATE ACCESS METHOD", "CreateTableSpace": "CREATE TABLESPACE", "DropTableSpace": "DROP TABLESPACE",
	"CreateOpClass": "CREATE OPERATOR CLASS", "AlterSystem": "ALTER SYSTEM", "Cluster": "CLUSTER", "Load": "LOAD",
}
