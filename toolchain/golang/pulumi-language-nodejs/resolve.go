package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// resolveModule finds a file of an npm package as Node.js would from a folder: in the node_modules of that
// folder and of every folder above it, after following links. module is a package's name and the path of a
// folder with an index.js in it.
func resolveModule(from, module string) (string, error) {
	start, err := filepath.Abs(from)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(start); err == nil {
		start = real
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		candidate := filepath.Join(dir, "node_modules", filepath.FromSlash(module), "index.js")
		if info, err := os.Stat(candidate); err == nil && info.Mode().IsRegular() {
			return candidate, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf(
				"the package @pulumi/pulumi is not installed where %s could find it: run `npm install` there", from)
		}
	}
}
