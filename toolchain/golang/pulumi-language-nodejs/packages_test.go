package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func describe(packages []*pulumirpc.PackageDependency) []string {
	var names []string
	for _, p := range packages {
		names = append(names, fmt.Sprintf("%s %s %s", p.Kind, p.Name, p.Version))
	}
	return names
}

func TestNamesTheProvidersOfInstalledPackages(t *testing.T) {
	root := write(t, map[string]string{
		"app/index.js":                             "",
		"app/node_modules/plain/package.json":      `{"name":"plain","version":"1.0.0"}`,
		"app/node_modules/broken/package.json":     `{"pulumi":`,
		"node_modules/@pulumi/aws/package.json":    `{"name":"@pulumi/aws","version":"7.0.0","pulumi":{"resource":true}}`,
		"node_modules/@pulumi/policy/package.json": `{"name":"@pulumi/policy","version":"1.0.0","pulumi":{"resource":false}}`,
		"node_modules/@acme/thing/package.json": `{"name":"@acme/thing","version":"1.0.0",` +
			`"pulumi":{"resource":true,"name":"acme","version":"2.0.0","server":"https://example.test"}}`,
		"node_modules/outer/node_modules/@pulumi/aws/package.json": `{"name":"@pulumi/aws","version":"6.0.0","pulumi":{"resource":true}}`,
	})
	packages, err := requiredPackages(filepath.Join(root, "app"))
	want := []string{"resource acme 2.0.0", "resource aws 6.0.0", "resource aws 7.0.0"}
	if got := describe(packages); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("got %q, %v", got, err)
	}
	if packages[0].Server != "https://example.test" {
		t.Errorf("server: got %s", packages[0].Server)
	}
}

func TestNamesThePackageThatABridgedProviderWasMadeFor(t *testing.T) {
	root := write(t, map[string]string{
		"node_modules/@pulumi/genesyscloud/package.json": `{"name":"@pulumi/genesyscloud","version":"1.84.1","pulumi":{"resource":true,` +
			`"name":"terraform-provider","version":"1.0.0","parameterization":{"name":"genesyscloud","version":"1.84.1","value":"eA=="}}}`,
	})
	packages, err := requiredPackages(root)
	if err != nil || len(packages) != 1 {
		t.Fatalf("got %v, %v", packages, err)
	}
	p := packages[0].GetParameterization()
	if p.GetName() != "genesyscloud" || p.GetVersion() != "1.84.1" || string(p.GetValue()) != "x" {
		t.Errorf("got %v", p)
	}
}

func TestEndsWherePackagesLinkInACircle(t *testing.T) {
	root := write(t, map[string]string{
		"app/package.json": `{"name":"app","version":"1.0.0","pulumi":{"resource":true}}`,
	})
	modules := filepath.Join(root, "app", "node_modules")
	if err := os.Mkdir(modules, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(root, "app"), filepath.Join(modules, "app")); err != nil {
		t.Fatal(err)
	}
	packages, err := requiredPackages(filepath.Join(root, "app"))
	if got := describe(packages); err != nil || !reflect.DeepEqual(got, []string{"resource app 1.0.0"}) {
		t.Errorf("got %q, %v", got, err)
	}
}
