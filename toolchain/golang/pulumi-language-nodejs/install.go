package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
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
		cmd := command(ctx, manager, "install")
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
	folder := req.GetInfo().GetProgramDirectory()
	var imports []string
	for _, link := range req.GetPackages() {
		name, err := packageName(folder, link.GetPath())
		if err != nil {
			return nil, status.Error(codes.FailedPrecondition, err.Error())
		}
		entry := fmt.Sprintf("dependencies[%s]=file:%s", name, filepath.ToSlash(link.GetPath()))
		code, err := h.execute(ctx, func(ctx context.Context) *exec.Cmd {
			cmd := command(ctx, "npm", "pkg", "set", entry)
			cmd.Dir = folder
			return cmd
		})
		if err != nil {
			return nil, err
		}
		if code != 0 {
			return nil, status.Errorf(codes.Aborted, "`npm pkg set %s` ended with exit code %d in %s", entry, code, folder)
		}
		imports = append(imports, fmt.Sprintf("import * as %s from %q;", identifier(name), name))
	}
	return &pulumirpc.LinkResponse{
		ImportInstructions: "You can import it with:\n\n  " + strings.Join(imports, "\n  ") + "\n",
	}, nil
}

// packageName reads the npm name of a generated SDK, whose path is relative to the program that will use it.
func packageName(folder, path string) (string, error) {
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	content, err := os.ReadFile(filepath.Join(path, "package.json"))
	if err != nil {
		return "", err
	}
	var manifest packageManifest
	if err := json.Unmarshal(content, &manifest); err != nil || manifest.Name == "" {
		return "", fmt.Errorf("%s has no name in its package.json", path)
	}
	return manifest.Name, nil
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
