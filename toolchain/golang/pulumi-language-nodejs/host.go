package main

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// host answers the engine. Methods that are not here (converting programs, making projects from templates)
// answer that they are not implemented.
type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer

	work     context.Context    // ends when what runs must end: on Cancel, or with the host
	abort    context.CancelFunc // ends it
	children sync.WaitGroup     // processes that were started and have not ended

	mutex  sync.Mutex
	engine string
}

// newHost makes a host whose processes all end with ctx.
func newHost(ctx context.Context, engine string) *host {
	work, abort := context.WithCancel(ctx)
	return &host{engine: engine, work: work, abort: abort}
}

func (h *host) Handshake(
	_ context.Context, req *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.engine = req.EngineAddress
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

func (h *host) engineAddress() string {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return h.engine
}

func (h *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: strings.TrimPrefix(version, "v")}, nil
}

func (h *host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	h.abort()
	return &emptypb.Empty{}, nil
}

// start runs body with a context that ends when the engine's request ends or when work must end, and counts it
// among the processes that the host waits for.
func (h *host) start(ctx context.Context, body func(ctx context.Context) (int, error)) (int, error) {
	h.children.Add(1)
	defer h.children.Done()
	ctx, release := context.WithCancel(ctx)
	defer release()
	defer context.AfterFunc(h.work, release)()
	return body(ctx)
}

// execute runs a command to its end and returns its exit code.
func (h *host) execute(ctx context.Context, prepare func(ctx context.Context) *exec.Cmd) (int, error) {
	return h.start(ctx, func(ctx context.Context) (int, error) {
		cmd := prepare(ctx)
		if err := cmd.Start(); err != nil {
			return 0, cannotStart(cmd, err)
		}
		return exitCode(cmd.Wait())
	})
}

// command is a process that is asked to end when its context ends, and killed a little later.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 2 * time.Second
	return cmd
}

func cannotStart(cmd *exec.Cmd, err error) error {
	return status.Errorf(codes.Unavailable, "cannot start %s: %v; is it on the PATH?", cmd.Args[0], err)
}

// exitCode turns the result of exec.Cmd.Wait into a process' exit code; a process that a signal ended has -1.
func exitCode(err error) (int, error) {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), nil
	}
	return 0, err
}
