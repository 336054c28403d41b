package main

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
)

// lines collects what a host prints.
type lines struct {
	mutex sync.Mutex
	text  string
}

func (l *lines) Write(p []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.text += string(p)
	return len(p), nil
}

func (l *lines) all() []string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return strings.Split(strings.TrimSpace(l.text), "\n")
}

// startHost runs a host as the engine would and returns a client and a channel with what serve returned.
func startHost(t *testing.T, engine string) (pulumirpc.LanguageRuntimeClient, <-chan error) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	reader, writer := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- serve(ctx, []string{engine}, writer, 10*time.Millisecond)
		writer.Close()
	}()
	port := make([]byte, 16)
	n, err := reader.Read(port)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := grpc.NewClient("127.0.0.1:"+strings.TrimSpace(string(port[:n])),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		conn.Close()
		stop()
	})
	go io.Copy(io.Discard, reader) //nolint:errcheck // ends with the host
	return pulumirpc.NewLanguageRuntimeClient(conn), done
}

// startEngine is as much of an engine as the host asks for: something that answers.
func startEngine(t *testing.T) (address string, stop func()) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	go server.Serve(listener) //nolint:errcheck // ends with Stop
	t.Cleanup(server.Stop)
	return listener.Addr().String(), server.Stop
}

func program(t *testing.T, runner string) *pulumirpc.RunRequest {
	t.Helper()
	root := write(t, map[string]string{"node_modules/@pulumi/pulumi/cmd/run/index.js": runner})
	return &pulumirpc.RunRequest{
		Stack: "dev", Config: map[string]string{"p:name": "x"},
		Info: &pulumirpc.ProgramInfo{
			RootDirectory: root, ProgramDirectory: root, EntryPoint: "index.js",
			Options: options(t, map[string]any{"typescript": false}),
		},
	}
}

func TestRunsAProgramWithItsConfiguration(t *testing.T) {
	engine, _ := startEngine(t)
	client, _ := startHost(t, engine)
	if _, err := client.Handshake(t.Context(), &pulumirpc.LanguageHandshakeRequest{EngineAddress: engine}); err != nil {
		t.Fatal(err)
	}
	req := program(t, `require("fs").writeFileSync("seen", process.argv.slice(2).join(" ") + "\n" + process.env.PULUMI_CONFIG)`)
	response, err := client.Run(t.Context(), req)
	if err != nil || response.GetError() != "" || response.GetBail() {
		t.Fatalf("got %v, %v", response, err)
	}
	seen, err := os.ReadFile(filepath.Join(req.GetInfo().GetProgramDirectory(), "seen"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"--engine " + engine, "--stack dev", `{"p:config:name":"x"}`} {
		if !strings.Contains(string(seen), want) {
			t.Errorf("%s is not in %s", want, seen)
		}
	}
}

func TestTellsThatAProgramFailed(t *testing.T) {
	client, _ := startHost(t, "")
	for script, want := range map[string]*pulumirpc.RunResponse{
		"process.exit(32)": {Bail: true},
		"process.exit(3)":  {Error: "the program ended with exit code 3"},
	} {
		response, err := client.Run(t.Context(), program(t, script))
		if err != nil || response.GetError() != want.GetError() || response.GetBail() != want.GetBail() {
			t.Errorf("%s: got %v, %v", script, response, err)
		}
	}
}

func TestTellsThatTheSDKIsNotInstalled(t *testing.T) {
	client, _ := startHost(t, "")
	response, err := client.Run(t.Context(), &pulumirpc.RunRequest{Info: &pulumirpc.ProgramInfo{ProgramDirectory: t.TempDir()}})
	if err != nil || !strings.Contains(response.GetError(), "npm install") {
		t.Errorf("got %v, %v", response, err)
	}
}

// sleeper writes a file when it runs and then never ends by itself.
const sleeper = `require("fs").writeFileSync("runs", ""); setInterval(() => {}, 1000)`

func waitForFile(t *testing.T, path string) {
	t.Helper()
	for range 3000 {
		if _, err := os.Stat(path); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s never came", path)
}

func TestEndsAProgramWhenTheEngineCancels(t *testing.T) {
	client, _ := startHost(t, "")
	req := program(t, sleeper)
	ended := make(chan *pulumirpc.RunResponse, 1)
	go func() {
		response, _ := client.Run(context.Background(), req)
		ended <- response
	}()
	waitForFile(t, filepath.Join(req.GetInfo().GetProgramDirectory(), "runs"))
	if _, err := client.Cancel(t.Context(), &emptypb.Empty{}); err != nil {
		t.Fatal(err)
	}
	if response := <-ended; !strings.Contains(response.GetError(), "signal") {
		t.Errorf("got %v", response)
	}
}

func TestEndsItselfAndItsProgramWhenTheEngineIsGone(t *testing.T) {
	engine, stop := startEngine(t)
	client, done := startHost(t, engine)
	req := program(t, `process.on("SIGTERM", () => { require("fs").writeFileSync("ended", ""); process.exit(); }); `+sleeper)
	go client.Run(context.Background(), req) //nolint:errcheck // the host ends first
	folder := req.GetInfo().GetProgramDirectory()
	waitForFile(t, filepath.Join(folder, "runs"))
	stop()
	if err := <-done; err != nil {
		t.Errorf("got %v", err)
	}
	waitForFile(t, filepath.Join(folder, "ended"))
}

func TestRunsAPluginAndPassesOnItsOutputAndExitCode(t *testing.T) {
	client, _ := startHost(t, "")
	folder := write(t, map[string]string{
		"node_modules/@pulumi/pulumi/cmd/run-plugin/index.js": `console.log("port"); console.error(process.env.EXTRA); process.exit(3)`,
	})
	stream, err := client.RunPlugin(t.Context(), &pulumirpc.RunPluginRequest{
		Kind: "resource", Pwd: folder, Env: []string{"EXTRA=trouble"}, Info: &pulumirpc.ProgramInfo{ProgramDirectory: folder},
	})
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr string
	exit := int32(-1)
	for {
		message, err := stream.Recv()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		stdout += string(message.GetStdout())
		stderr += string(message.GetStderr())
		if code, ok := message.GetOutput().(*pulumirpc.RunPluginResponse_Exitcode); ok {
			exit = code.Exitcode
		}
	}
	if stdout != "port\n" || stderr != "trouble\n" || exit != 3 {
		t.Errorf("got %q, %q, %d", stdout, stderr, exit)
	}
}

func TestLinksAGeneratedPackage(t *testing.T) {
	client, _ := startHost(t, "")
	folder := write(t, map[string]string{
		"package.json":            `{"name":"app","dependencies":{"x":"1"}}`,
		"sdks/thing/package.json": `{"name":"@acme/thing-two"}`,
	})
	response, err := client.Link(t.Context(), &pulumirpc.LinkRequest{
		Info:     &pulumirpc.ProgramInfo{ProgramDirectory: folder},
		Packages: []*pulumirpc.LinkRequest_LinkDependency{{Path: "sdks/thing"}},
	})
	if err != nil || !strings.Contains(response.GetImportInstructions(), `import * as thingTwo from "@acme/thing-two";`) {
		t.Fatalf("got %v, %v", response, err)
	}
	content, err := os.ReadFile(filepath.Join(folder, "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct{ Dependencies map[string]string }
	if err := json.Unmarshal(content, &manifest); err != nil {
		t.Fatal(err)
	}
	if want := map[string]string{"x": "1", "@acme/thing-two": "file:sdks/thing"}; !reflect.DeepEqual(manifest.Dependencies, want) {
		t.Errorf("got %v", manifest.Dependencies)
	}
}

func TestRunsThePackageManagerThatTheProjectNames(t *testing.T) {
	client, _ := startHost(t, "")
	tools := write(t, map[string]string{"mymanager": "#!/bin/sh\necho \"did $1\"\nexit $CODE\n"})
	if err := os.Chmod(filepath.Join(tools, "mymanager"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", tools+string(os.PathListSeparator)+os.Getenv("PATH"))
	install := func() (string, error) {
		stream, err := client.InstallDependencies(context.Background(), &pulumirpc.InstallDependenciesRequest{
			Info: &pulumirpc.ProgramInfo{
				ProgramDirectory: tools, Options: options(t, map[string]any{"packagemanager": "mymanager"}),
			},
		})
		if err != nil {
			return "", err
		}
		output := ""
		for {
			message, err := stream.Recv()
			if err == io.EOF {
				return output, nil
			}
			if err != nil {
				return output, err
			}
			output += string(message.GetStdout())
		}
	}
	t.Setenv("CODE", "0")
	if output, err := install(); err != nil || output != "did install\n" {
		t.Errorf("got %q, %v", output, err)
	}
	t.Setenv("CODE", "4")
	if _, err := install(); err == nil || !strings.Contains(err.Error(), "exit code 4") {
		t.Errorf("failed: got %v", err)
	}
}

func TestSaysItsVersionWithoutTheV(t *testing.T) {
	client, _ := startHost(t, "")
	info, err := client.GetPluginInfo(t.Context(), &emptypb.Empty{})
	if err != nil || info.GetVersion() != "dev" {
		t.Errorf("got %v, %v", info, err)
	}
}
