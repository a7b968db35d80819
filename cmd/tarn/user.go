package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tarn-sql/tarn/cmd/tarn/users"
)

func (a *app) userCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "user",
		Short: "Say who may connect, with which password",
		Long: `Keeps the users of a data directory. Once there is one, 'tarn serve' asks everybody for a password; a server
that runs follows each change at once. What is stored, in the file ` + users.FileName + ` of the data directory, are
SCRAM-SHA-256 verifiers, from which nobody can read the passwords. Users only read, all of them the same; the
one named tarn may also end the sessions of others.`,
		Example: `  tarn user add anna                         # asks for the password
  tarn user list
  tarn user remove anna`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.userAddCommand(), a.userPasswordCommand(), a.userListCommand(), a.userRemoveCommand())
	return cmd
}

const passwordLong = `The password is asked for twice on a terminal, and is the first line of standard input elsewhere. It is never an
argument: others on the machine can see those. With --verifier what is read is not a password but what
PostgreSQL (pg_authid.rolpassword) or PgBouncer (userlist.txt) stores of one: SCRAM-SHA-256$4096:…`

// secretOptions say where a password comes from.
type secretOptions struct {
	file     string // "": the terminal or standard input
	verifier bool   // it is the verifier of a password
}

func (o *secretOptions) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.file, "password-file", "", "file whose first line is the password")
	cmd.Flags().BoolVar(&o.verifier, "verifier", false, "read a verifier instead, as PostgreSQL and PgBouncer store it")
}

func (a *app) userAddCommand() *cobra.Command {
	var from secretOptions
	cmd := &cobra.Command{
		Use:   "add NAME",
		Short: "Add a user with a password",
		Long:  "Adds a user to the data directory, which is made where there is none.\n\n" + passwordLong,
		Example: `  tarn user add anna
  tarn user add metabase --data /srv/tarn --password-file /run/secrets/metabase
  psql -AtXc "SELECT rolpassword FROM pg_authid WHERE rolname = 'bert'" | tarn user add bert --verifier`,
		Args: usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := users.CheckName(args[0]); err != nil {
				return usageError{err}
			}
			if err := a.makeData(); err != nil {
				return err
			}
			return a.changeUser(cmd.Context(), args[0], from, false)
		},
	}
	from.add(cmd)
	return cmd
}

func (a *app) userPasswordCommand() *cobra.Command {
	var from secretOptions
	cmd := &cobra.Command{
		Use:   "password NAME",
		Short: "Give a user a new password",
		Long:  "Gives a user a new password. Sessions that are open stay.\n\n" + passwordLong,
		Example: `  tarn user password anna
  tarn user password metabase --data /srv/tarn --password-file /run/secrets/metabase`,
		Args:              usageArgs(cobra.ExactArgs(1)),
		ValidArgsFunction: completeUser,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.mustExist(); err != nil {
				return err
			}
			return a.changeUser(cmd.Context(), args[0], from, true)
		},
	}
	from.add(cmd)
	return cmd
}

func (a *app) userListCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "Print the users' names",
		Example: "  tarn user list\n  tarn user list --data /srv/tarn",
		Args:    usageArgs(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			l, err := users.Read(a.config.Data)
			if errors.Is(err, fs.ErrNotExist) {
				if err := a.mustExist(); err != nil {
					return err
				}
				fmt.Fprintln(a.err, "There are no users: 'tarn serve' asks for no password, and serves this machine only.")
				return nil
			}
			for _, name := range l.Names() {
				fmt.Fprintln(a.out, name)
			}
			return err
		},
	}
}

func (a *app) userRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "remove NAME",
		Short:             "Remove a user, and end the user's sessions",
		Long:              "Removes a user. A server that runs ends the user's sessions within two seconds.",
		Example:           "  tarn user remove anna\n  tarn user remove metabase --data /srv/tarn",
		Args:              usageArgs(cobra.ExactArgs(1)),
		ValidArgsFunction: completeUser,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := a.mustExist(); err != nil {
				return err
			}
			return a.removeUser(args[0])
		},
	}
}

// changeUser gives a user, who exists already or does not yet, a password.
func (a *app) changeUser(ctx context.Context, name string, from secretOptions, exists bool) error {
	first := false
	check := func(l *users.List) error {
		first = len(l.Names()) == 0
		switch _, ok := l.Verifier(name); {
		case ok && !exists:
			return usagef("there is a user %q already: 'tarn user password %s' gives a new password", name, name)
		case !ok && exists:
			return a.noUser(l, name)
		}
		return nil
	}
	l, err := users.Read(a.config.Data)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := check(&l); err != nil { // before anything is asked for
		return err
	}
	verifier, err := a.newVerifier(ctx, name, from)
	if err != nil {
		return err
	}
	err = users.Update(a.config.Data, func(l *users.List) error {
		if err := check(l); err != nil {
			return err
		}
		if err := l.Set(name, verifier); err != nil {
			return usageError{err}
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case exists:
		fmt.Fprintf(a.out, "User %s has a new password.\n", name)
	case first:
		fmt.Fprintf(a.out, "User %s added to %s: from now on everybody is asked for a password there.\n", name, a.config.Data)
	default:
		fmt.Fprintf(a.out, "User %s added to %s.\n", name, a.config.Data)
	}
	return nil
}

func (a *app) removeUser(name string) error {
	last := false
	err := users.Update(a.config.Data, func(l *users.List) error {
		if !l.Remove(name) {
			return a.noUser(l, name)
		}
		last = len(l.Names()) == 0
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "User %s removed.\n", name)
	if last {
		fmt.Fprintf(a.out, "No user is left: nobody can connect now. 'tarn user add NAME' adds one; without the file %s a server that\n"+
			"starts asks for no password, and serves this machine only.\n", filepath.Join(a.config.Data, users.FileName))
	}
	return nil
}

func (a *app) noUser(l *users.List, name string) error {
	there := "there is none yet"
	if names := l.Names(); len(names) > 0 {
		there = "the users are " + strings.Join(names, ", ")
	}
	return usagef("there is no user %q in %s: %s", name, a.config.Data, there)
}

// completeUser completes the name of a user.
func completeUser(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	c, err := readConfig(cmd)
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	l, _ := users.Read(c.Data) // without it there is nothing to complete
	return l.Names(), cobra.ShellCompDirectiveNoFileComp
}

// makeData makes the data directory for what stands in it besides the store. A folder that is something else's is refused,
// as the store does.
func (a *app) makeData() error {
	if err := os.MkdirAll(a.config.Data, 0o700); err != nil {
		return a.explainOpen(err)
	}
	entries, err := os.ReadDir(a.config.Data)
	if err != nil {
		return a.explainOpen(err)
	}
	ours := []string{"FORMAT", "LOCK", users.FileName, selfSignedCert, "lost+found"}
	if len(entries) > 0 && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return slices.Contains(ours, e.Name()) }) {
		return usagef("%s is not a data directory of tarn: it has other files in it (%s); give an empty or a new folder", a.config.Data, entries[0].Name())
	}
	return nil
}
