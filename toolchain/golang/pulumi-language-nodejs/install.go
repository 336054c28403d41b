package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// InstallDependencies runs the package manager in the folder of a program or plugin.
func (h *host) InstallDependencies(
	req *pulumirpc.InstallDependenciesRequest, stream pulumirpc.LanguageRuntime_InstallDependenciesServer,
) error {
	closer, stdout, stderr, err := rpcutil.MakeInstallDependenciesStreams(stream, req.GetIsTerminal())
	if err != nil {
		return err
	}
	defer closer.Close()
	manager := optionsOf(req.GetInfo()).packageManager
	code, err := h.execute(stream.Context(), func(ctx context.Context) *exec.Cmd {
		cmd := exec.CommandContext(ctx, manager, "install") //nolint:gosec // a setting of the project's owner
		cmd.Dir = req.GetInfo().GetProgramDirectory()
		cmd.Stdout = stdout
		cmd.Stderr = stderr
		return cmd
	})
	if err == nil && code != 0 {
		err = status.Errorf(codes.Aborted, "`%s install` ended with exit code %d", manager, code)
	}
	return err
}

// Link makes generated SDKs dependencies of a program: an entry "file:<path>" in its package.json.
func (h *host) Link(ctx context.Context, req *pulumirpc.LinkRequest) (*pulumirpc.LinkResponse, error) {
	var instructions []string
	for _, link := range req.GetPackages() {
		name := linkedName(link.GetPackage())
		code, err := h.execute(ctx, func(ctx context.Context) *exec.Cmd {
			//nolint:gosec // name and path come from the engine that the user runs
			cmd := exec.CommandContext(ctx, "npm", "pkg", "set",
				fmt.Sprintf("dependencies[%s]=file:%s", name, filepath.ToSlash(link.GetPath())))
			cmd.Dir = req.GetInfo().GetProgramDirectory()
			return cmd
		})
		if err != nil {
			return nil, err
		}
		if code != 0 {
			return nil, status.Errorf(codes.Aborted, "`npm pkg set` ended with exit code %d in %s",
				code, req.GetInfo().GetProgramDirectory())
		}
		instructions = append(instructions, fmt.Sprintf("import * as %s from %q;", identifier(name), name))
	}
	return &pulumirpc.LinkResponse{
		ImportInstructions: "You can import it with:\n\n  " + strings.Join(instructions, "\n  ") + "\n",
	}, nil
}

// linkedName is the npm name that the generator gives the SDK of a package.
func linkedName(p *pulumirpc.PackageDependency) string {
	name := p.GetName()
	if p.GetParameterization() != nil {
		name = p.GetParameterization().GetName()
	}
	return "@pulumi/" + name
}

// identifier is a package's name as a variable: @pulumi/auth-zero becomes authZero.
func identifier(packageName string) string {
	parts := strings.Split(packageName[strings.LastIndex(packageName, "/")+1:], "-")
	for i, part := range parts[1:] {
		if part != "" {
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}
