package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes files below a new folder; the keys are paths, the values contents.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestResolvesAModuleInTheNearestFolderAbove(t *testing.T) {
	root := write(t, map[string]string{
		"node_modules/@pulumi/pulumi/cmd/run/index.js":     "",
		"app/node_modules/@pulumi/pulumi/cmd/run/index.js": "",
		"app/dist/program/index.js":                        "",
		"other/index.js":                                   "",
	})
	for from, want := range map[string]string{
		"app/dist/program": "app/node_modules/@pulumi/pulumi/cmd/run/index.js",
		"other":            "node_modules/@pulumi/pulumi/cmd/run/index.js",
	} {
		got, err := resolveModule(filepath.Join(root, from), "@pulumi/pulumi/cmd/run")
		if err != nil || got != filepath.Join(root, want) {
			t.Errorf("from %s: got %s, %v; want %s", from, got, err, want)
		}
	}
}

func TestResolvesAModuleFromWhereALinkPointsTo(t *testing.T) {
	root := write(t, map[string]string{
		"store/node_modules/@pulumi/pulumi/cmd/run/index.js": "",
		"store/pack/index.js":                                "",
	})
	if err := os.Symlink(filepath.Join(root, "store", "pack"), filepath.Join(root, "pack")); err != nil {
		t.Fatal(err)
	}
	got, err := resolveModule(filepath.Join(root, "pack"), "@pulumi/pulumi/cmd/run")
	if err != nil || got != filepath.Join(root, "store/node_modules/@pulumi/pulumi/cmd/run/index.js") {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestSaysWhereToInstallAModuleThatIsMissing(t *testing.T) {
	root := write(t, map[string]string{"app/index.js": ""})
	_, err := resolveModule(filepath.Join(root, "app"), "@pulumi/pulumi/cmd/run")
	if err == nil || !strings.Contains(err.Error(), filepath.Join(root, "app")) || !strings.Contains(err.Error(), "npm install") {
		t.Errorf("got %v", err)
	}
}
