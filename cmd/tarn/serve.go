package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tarn-sql/tarn/wire"
)

func addServeFlags(f *pflag.FlagSet) {
	f.StringP("listen", "l", "127.0.0.1:5432", "address of the PostgreSQL protocol")
}

func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the data directory over the PostgreSQL protocol",
		Long: `Serves the data directory to PostgreSQL clients until Ctrl-C. Clients only read. On loopback no
password is asked for; any user and database name is accepted. While it runs, tarn load, sql, export
and status on the same directory work through it.`,
		Example: `  tarn serve
  tarn serve --data /srv/tarn --listen 127.0.0.1:15432`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context()) },
	}
	addServeFlags(cmd.Flags())
	return cmd
}

func (a *app) serve(ctx context.Context) error {
	if err := checkListen(a.config.Listen); err != nil {
		return err
	}
	owner, err := a.own(ctx)
	if err != nil {
		return err
	}
	defer owner.close()
	if err := owner.catalog.ready(ctx); err != nil { // now, so that the first client does not wait for it
		return err
	}
	addr, err := owner.listen(a.config.Listen, false)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.err, "Serving %s on %s: this machine only, no password.\nConnect with:  %s\nCtrl-C ends it.\n", a.config.Data, addr, psqlLine(addr))
	if status, err := owner.status(ctx); err == nil && len(status.Loads) == 0 {
		fmt.Fprintf(a.err, "Nothing is loaded yet: 'tarn load --data %s PATH' does it while this runs.\n", a.config.Data)
	}
	return owner.wait(ctx)
}

// checkListen refuses an address at once, before a data directory is made: one that is none, and one that other machines
// can reach, since there are no settings yet for the passwords and the encryption that this would need.
func checkListen(addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return usagef("listen is %q: give host:port, as 127.0.0.1:5432", addr)
	}
	if ip := net.ParseIP(host); host != "localhost" && !ip.IsLoopback() {
		return usagef("listen is %q, which can be reached from other machines: this tarn has no passwords and no encryption yet, "+
			"so give 127.0.0.1:%[2]s; from another machine use an SSH tunnel: ssh -L %[2]s:127.0.0.1:%[2]s HOST", addr, port)
	}
	return nil
}

// listen serves clients over TCP. With anyPort a taken port is answered by a free one.
func (o *owner) listen(addr string, anyPort bool) (string, error) {
	server, err := o.serve(wire.Config{Addr: addr})
	if anyPort && errors.Is(err, syscall.EADDRINUSE) {
		host, _, splitErr := net.SplitHostPort(addr)
		if splitErr != nil {
			return "", err
		}
		server, err = o.serve(wire.Config{Addr: net.JoinHostPort(host, "0")})
	}
	if err != nil {
		return "", err
	}
	o.serving.Store("tarn serve on " + server.Addr().String())
	return server.Addr().String(), nil
}

// wait returns when the user has ended the command.
func (o *owner) wait(ctx context.Context) error {
	<-ctx.Done()
	o.log("\nStopping …")
	return o.close()
}

// psqlLine is how psql connects to addr.
func psqlLine(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "psql"
	}
	return fmt.Sprintf("psql -h %s -p %s -U tarn tarn", host, port)
}
