// Command pulumi-language-nodejs lets the Pulumi engine run Node.js programs, policy packs and plugins.
//
// It stands in for the official language host of the same name where that one cannot be had, because its
// module is on no Go module proxy. The engine starts it with its own address as the last argument, reads
// a port from the first line of its output and speaks the service pulumirpc.LanguageRuntime with it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// version of the engine that the host was built for; set by the linker.
var version = "dev"

// healthInterval is how often the host asks whether its engine still lives. An engine that was killed
// cannot end the host, and a program that lives on would go on to change things.
const healthInterval = 2 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := serve(ctx, os.Args[1:], os.Stdout, healthInterval); err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-language-nodejs: "+err.Error())
		stop()
		os.Exit(1) //nolint:gocritic // nothing else is deferred
	}
}

// serve runs the host until ctx ends or the engine is gone, and returns when its child processes have ended.
func serve(ctx context.Context, args []string, stdout io.Writer, healthInterval time.Duration) error {
	engine, showVersion, err := parseArguments(args)
	if err != nil {
		return err
	}
	if showVersion {
		_, err := fmt.Fprintln(stdout, "language host of genesys-access for Pulumi "+version)
		return err
	}

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	host := newHost(ctx, engine)
	if engine != "" {
		if err := rpcutil.Healthcheck(ctx, engine, healthInterval, stop); err != nil {
			return fmt.Errorf("cannot watch the engine at %s: %w", engine, err)
		}
	}

	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, host)
			return nil
		},
	})
	if err != nil {
		return fmt.Errorf("cannot listen: %w", err)
	}
	if _, err := fmt.Fprintln(stdout, handle.Port); err != nil {
		return err
	}

	select {
	case err := <-handle.Done:
		return err
	case <-ctx.Done():
		host.children.Wait()
		return nil
	}
}

// parseArguments returns the engine's address, the only thing that the host needs. The engine also passes
// flags for tracing and logging, which are accepted and ignored.
func parseArguments(args []string) (engine string, showVersion bool, err error) {
	flags := flag.NewFlagSet("pulumi-language-nodejs", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&showVersion, "version", false, "print the version and end")
	flags.String("tracing", "", "ignored")
	flags.Bool("logflow", false, "ignored")
	flags.Bool("logtostderr", false, "ignored")
	flags.Int("v", 0, "ignored")
	if err := flags.Parse(args); err != nil {
		return "", false, err
	}
	if flags.NArg() > 1 {
		return "", false, errors.New("more than one engine address")
	}
	return flags.Arg(0), showVersion, nil
}
