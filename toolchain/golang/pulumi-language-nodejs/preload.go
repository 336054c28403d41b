package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// preloadName is a file beside the host that makes what Pulumi's SDK hardly ever needs load late.
const preloadName = "fast-start.cjs"

// withPreload adds the preload to the Node.js options of an environment, unless it is there already: the commands
// of genesys-access set it themselves, because other language hosts do not know it.
func withPreload(environment []string, folder string) []string {
	file := filepath.Join(folder, preloadName)
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return environment
	}
	options := ""
	for _, variable := range environment { // the last one counts
		if value, found := strings.CutPrefix(variable, "NODE_OPTIONS="); found {
			options = value
		}
	}
	if strings.Contains(options, preloadName) {
		return environment
	}
	added := strings.TrimSpace(options + " --require " + strconv.Quote(file))
	return append(environment, "NODE_OPTIONS="+added)
}

// ownFolder is where the host's executable is.
func ownFolder() string {
	executable, err := os.Executable()
	if err != nil {
		return ""
	}
	return filepath.Dir(executable)
}
