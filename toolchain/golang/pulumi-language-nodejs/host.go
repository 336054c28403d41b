package main

import (
	"context"
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

	ctx      context.Context    // ends when the host must end
	stop     context.CancelFunc // ends it
	children sync.WaitGroup     // processes that were started and have not ended

	mutex  sync.Mutex
	engine string
}

func newHost(ctx context.Context, engine string, stop context.CancelFunc) *host {
	return &host{ctx: ctx, engine: engine, stop: stop}
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
	h.stop()
	return &emptypb.Empty{}, nil
}

// execute runs a command to its end and returns its exit code. The process is asked to end when the
// engine's request or the host ends, and killed a little later.
func (h *host) execute(ctx context.Context, prepare func(ctx context.Context) *exec.Cmd) (int, error) {
	h.children.Add(1)
	defer h.children.Done()
	ctx, release := context.WithCancel(ctx)
	defer release()
	defer context.AfterFunc(h.ctx, release)()

	cmd := prepare(ctx)
	if err := cmd.Start(); err != nil {
		return 0, cannotStart(cmd, err)
	}
	return exitCode(cmd.Wait())
}

// nodeCommand is a Node.js process that ends with its context.
func nodeCommand(ctx context.Context, args []string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "node", args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 2 * time.Second
	return cmd
}

func cannotStart(cmd *exec.Cmd, err error) error {
	return status.Errorf(codes.Unavailable, "cannot start %s: %v; is Node.js on the PATH?", cmd.Args[0], err)
}

// exitCode turns the result of exec.Cmd.Wait into a process' exit code; a process that a signal ended has -1.
func exitCode(err error) (int, error) {
	if err == nil {
		return 0, nil
	}
	if exit, ok := err.(*exec.ExitError); ok {
		return exit.ExitCode(), nil
	}
	return 0, err
}
