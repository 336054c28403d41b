package main

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	codegenrpc "github.com/pulumi/pulumi/sdk/v3/proto/go/codegen"
	"google.golang.org/grpc"
)

// noSchemas is a loader that knows no package: the ones below need none.
type noSchemas struct {
	codegenrpc.UnimplementedLoaderServer
}

func startLoader(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	codegenrpc.RegisterLoaderServer(server, noSchemas{})
	go server.Serve(listener) //nolint:errcheck // ends with Stop
	t.Cleanup(server.Stop)
	return listener.Addr().String()
}

func generate(t *testing.T, text string) (string, *pulumirpc.GeneratePackageResponse, error) {
	t.Helper()
	folder := t.TempDir()
	ctx, abort := context.WithCancel(context.Background())
	t.Cleanup(abort)
	response, err := newHost(ctx, "").GeneratePackage(t.Context(), &pulumirpc.GeneratePackageRequest{
		Directory: folder, Schema: text, LoaderTarget: startLoader(t),
	})
	return folder, response, err
}

func TestGeneratesAnSDKFromASchema(t *testing.T) {
	folder, response, err := generate(t, `{"name":"thing","version":"1.2.3","resources":{"thing:index:Item":{`+
		`"inputProperties":{"size":{"type":"integer"}},"requiredInputs":["size"]}}}`)
	if err != nil || len(response.GetDiagnostics()) != 0 {
		t.Fatalf("got %v, %v", response, err)
	}
	code, err := os.ReadFile(filepath.Join(folder, "item.ts"))
	if err != nil || !strings.Contains(string(code), "class Item extends pulumi.CustomResource") {
		t.Errorf("got %s, %v", code, err)
	}
}

func TestTellsWhatIsWrongWithASchema(t *testing.T) {
	_, response, err := generate(t, `{"name":"thing","version":"1.2.3","resources":{"nonsense":{}}}`)
	if err != nil || len(response.GetDiagnostics()) == 0 {
		t.Fatalf("got %v, %v", response, err)
	}
	if _, _, err := generate(t, `{`); err == nil || !strings.Contains(err.Error(), "not JSON") {
		t.Errorf("not JSON: got %v", err)
	}
}
