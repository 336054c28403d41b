package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// GetRequiredPackages names the providers that a program's installed npm packages ask for.
func (h *host) GetRequiredPackages(
	_ context.Context, req *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	packages, err := requiredPackages(req.GetInfo().GetProgramDirectory())
	return &pulumirpc.GetRequiredPackagesResponse{Packages: packages}, err
}

// GetRequiredPlugins is the older form of the same question.
func (h *host) GetRequiredPlugins(
	_ context.Context, req *pulumirpc.GetRequiredPluginsRequest,
) (*pulumirpc.GetRequiredPluginsResponse, error) {
	packages, err := requiredPackages(req.GetInfo().GetProgramDirectory())
	var plugins []*pulumirpc.PluginDependency
	for _, p := range packages {
		plugins = append(plugins, &pulumirpc.PluginDependency{
			Name: p.Name, Kind: p.Kind, Version: p.Version, Server: p.Server, Checksums: p.Checksums,
		})
	}
	return &pulumirpc.GetRequiredPluginsResponse{Plugins: plugins}, err
}

// packageManifest is the part of a package.json that says which provider belongs to a package.
type packageManifest struct {
	Name    string                   `json:"name"`
	Version string                   `json:"version"`
	Pulumi  *plugin.PulumiPluginJSON `json:"pulumi"`
}

// requiredPackages looks into every package of every node_modules folder that the program can see, and into those
// below each package, where npm puts what cannot be shared.
func requiredPackages(programDirectory string) ([]*pulumirpc.PackageDependency, error) {
	dir, err := filepath.Abs(programDirectory)
	if err != nil {
		return nil, err
	}
	collected := collection{packages: map[string]*pulumirpc.PackageDependency{}, seen: map[string]bool{}}
	for ; ; dir = filepath.Dir(dir) {
		collected.add(filepath.Join(dir, "node_modules"))
		if dir == filepath.Dir(dir) {
			break
		}
	}
	packages := make([]*pulumirpc.PackageDependency, 0, len(collected.packages))
	for _, p := range collected.packages {
		packages = append(packages, p)
	}
	sort.Slice(packages, func(i, j int) bool {
		return packages[i].Name+" "+packages[i].Version < packages[j].Name+" "+packages[j].Version
	})
	return packages, nil
}

// collection gathers packages by name and version. Linked packages may link to each other in a circle, so every
// folder is looked into once.
type collection struct {
	packages map[string]*pulumirpc.PackageDependency
	seen     map[string]bool
}

func (c collection) add(modules string) {
	folder, err := filepath.EvalSymlinks(modules)
	if err != nil || c.seen[folder] {
		return
	}
	c.seen[folder] = true
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		switch {
		case strings.HasPrefix(entry.Name(), "@"):
			c.add(path)
		case !strings.HasPrefix(entry.Name(), "."):
			if p := readPackage(filepath.Join(path, "package.json")); p != nil {
				c.packages[p.Name+" "+p.Version] = p
			}
			c.add(filepath.Join(path, "node_modules"))
		}
	}
}

// readPackage returns nothing for a package that brings no provider.
func readPackage(path string) *pulumirpc.PackageDependency {
	content, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(content), `"pulumi"`) {
		return nil
	}
	var manifest packageManifest
	if json.Unmarshal(content, &manifest) != nil || manifest.Pulumi == nil || !manifest.Pulumi.Resource {
		return nil
	}
	dependency := &pulumirpc.PackageDependency{
		Name:    manifest.Pulumi.Name,
		Kind:    "resource",
		Version: manifest.Pulumi.Version,
		Server:  manifest.Pulumi.Server,
	}
	if dependency.Name == "" {
		dependency.Name = strings.TrimPrefix(manifest.Name, "@pulumi/")
	}
	if dependency.Version == "" {
		dependency.Version = manifest.Version
	}
	dependency.Parameterization = parameterization(manifest.Pulumi.Parameterization)
	dependency.Extension = parameterization(manifest.Pulumi.ExtensionParameterization)
	return dependency
}

func parameterization(p *plugin.PulumiParameterizationJSON) *pulumirpc.PackageParameterization {
	if p == nil {
		return nil
	}
	return &pulumirpc.PackageParameterization{Name: p.Name, Version: p.Version, Value: p.Value}
}
