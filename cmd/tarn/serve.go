package main

import (
	"context"
	"errors"
	"net"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func addListenFlag(f *pflag.FlagSet) {
	f.StringP("listen", "l", "127.0.0.1:5432", "address of the PostgreSQL protocol")
}

func addTLSFlags(f *pflag.FlagSet) {
	f.String("tls-cert", "", "certificate, PEM, with those of its authorities behind it; read again when it changes")
	f.String("tls-key", "", "key of the certificate, PEM, for its owner alone to read")
	f.Bool("tls-self-signed", false, "make a certificate in the data directory, once, and use it")
	f.Bool("require-tls", false, "refuse clients that do not encrypt (default: where other machines can reach the address)")
}

func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the data directory over the PostgreSQL protocol",
		Long: `Serves the data directory to PostgreSQL clients until Ctrl-C. Clients only read. While it runs, tarn load, sql,
export and status on the same directory work through it.

Once there are users ('tarn user add NAME'), everybody is asked for a password. As long as there are none, only
this machine is served, without password: any user and database name is accepted. Other machines are served
with passwords and TLS only.`,
		Example: `  tarn serve
  tarn user add anna && tarn serve --listen 0.0.0.0:5432 --tls-self-signed
  tarn serve --data /srv/tarn --listen 10.0.0.5:5432 --tls-cert tarn.crt --tls-key tarn.key`,
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context()) },
	}
	addListenFlag(cmd.Flags())
	addTLSFlags(cmd.Flags())
	return cmd
}

func (a *app) serve(ctx context.Context) error {
	door, err := a.door()
	if err != nil {
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
	addr, err := owner.listen(door, false)
	if err != nil {
		return err
	}
	a.log("Serving %s on %s: %v.", a.config.Data, addr, door)
	for _, line := range door.remarks() {
		a.log("%s", line)
	}
	a.log("Connect with:  %s\nCtrl-C ends it.", door.psqlLine(addr))
	if status, err := owner.status(ctx); err == nil && len(status.Loads) == 0 {
		a.log("Nothing is loaded yet: 'tarn load --data %s PATH' does it while this runs.", a.config.Data)
	}
	return owner.wait(ctx)
}

// listen serves clients over TCP. With anyPort a taken port is answered by a free one.
func (o *owner) listen(d *door, anyPort bool) (string, error) {
	c := d.Config
	server, err := o.serve(c)
	if anyPort && errors.Is(err, syscall.EADDRINUSE) {
		host, _, splitErr := net.SplitHostPort(c.Addr)
		if splitErr != nil {
			return "", err
		}
		c.Addr = net.JoinHostPort(host, "0")
		server, err = o.serve(c)
	}
	if err != nil {
		return "", err
	}
	if d.users != nil {
		o.servers.Go(func() { d.endRemoved(o.running, server) })
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
