package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/contract"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	hclrpc "github.com/pulumi/pulumi/sdk/v3/proto/go/codegen"
)

// GeneratePackage writes the Node.js SDK of a package that a schema describes. A schema that is wrong is told
// through diagnostics.
func (h *host) GeneratePackage(
	_ context.Context, req *pulumirpc.GeneratePackageRequest,
) (*pulumirpc.GeneratePackageResponse, error) {
	loader, err := schema.NewLoaderClient(req.GetLoaderTarget())
	if err != nil {
		return nil, err
	}
	defer contract.IgnoreClose(loader)

	var spec schema.PackageSpec
	if err := json.Unmarshal([]byte(req.GetSchema()), &spec); err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "the schema is not JSON: %v", err)
	}
	pkg, found, err := schema.BindSpec(spec, loader, schema.ValidationOptions{AllowDanglingReferences: true})
	if err != nil {
		return nil, err
	}
	var diagnostics []*hclrpc.Diagnostic
	for _, diagnostic := range found {
		diagnostics = append(diagnostics, &hclrpc.Diagnostic{
			Severity: hclrpc.DiagnosticSeverity(diagnostic.Severity), //nolint:gosec // both have the same three values
			Summary:  diagnostic.Summary,
			Detail:   diagnostic.Detail,
		})
	}
	if found.HasErrors() {
		return &pulumirpc.GeneratePackageResponse{Diagnostics: diagnostics}, nil
	}

	files, err := nodejs.GeneratePackage("pulumi-language-nodejs",
		pkg, req.GetExtraFiles(), req.GetLocalDependencies(), req.GetLocal(), loader)
	if err != nil {
		return nil, err
	}
	if err := writeFiles(req.GetDirectory(), files); err != nil {
		return nil, err
	}
	return &pulumirpc.GeneratePackageResponse{Diagnostics: diagnostics}, nil
}

func writeFiles(root string, files map[string][]byte) error {
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("cannot write the SDK: %w", err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil { //nolint:gosec // source code is for everybody
			return fmt.Errorf("cannot write the SDK: %w", err)
		}
	}
	return nil
}
