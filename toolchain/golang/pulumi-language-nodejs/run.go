package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// exitCodeTold is how a program ends that has already told the user what is wrong.
const exitCodeTold = 32

// Run executes a program to its end.
func (h *host) Run(ctx context.Context, req *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	runner, err := resolveModule(req.GetInfo().GetProgramDirectory(), "@pulumi/pulumi/cmd/run")
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	environment, err := programEnvironment(req)
	if err != nil {
		return nil, err
	}
	options := optionsOf(req.GetInfo())
	code, err := h.execute(ctx, func(ctx context.Context) *exec.Cmd {
		args := append(options.nodeArguments, programArguments(runner, h.engineAddress(), req)...)
		cmd := command(ctx, "node", args...)
		cmd.Dir = req.GetInfo().GetProgramDirectory()
		cmd.Env = append(os.Environ(), environment...)
		cmd.Stdout = os.Stdout
		cmd.Stderr = os.Stderr
		return cmd
	})
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	return runResponse(code), nil
}

// programArguments is the command line of @pulumi/pulumi/cmd/run, without flags that would be empty.
func programArguments(runner, engine string, req *pulumirpc.RunRequest) []string {
	args := []string{runner}
	flag := func(name, value string) {
		if value != "" {
			args = append(args, "--"+name, value)
		}
	}
	flag("monitor", req.GetMonitorAddress())
	flag("engine", engine)
	flag("organization", req.GetOrganization())
	flag("project", req.GetProject())
	flag("root-directory", req.GetInfo().GetRootDirectory())
	flag("stack", req.GetStack())
	flag("pwd", req.GetInfo().GetProgramDirectory())
	if req.GetDryRun() {
		args = append(args, "--dry-run")
	}
	flag("parallel", strconv.Itoa(int(req.GetParallel())))
	entry := req.GetInfo().GetEntryPoint()
	if entry == "" {
		entry = "."
	}
	return append(append(args, entry), req.GetArgs()...)
}

// programEnvironment is what a program learns through its environment: the stack's configuration and how to be compiled.
func programEnvironment(req *pulumirpc.RunRequest) ([]string, error) {
	configuration, secretKeys, err := configurationJSON(req.GetConfig(), req.GetConfigSecretKeys())
	if err != nil {
		return nil, err
	}
	environment := []string{"PULUMI_CONFIG=" + configuration, "PULUMI_CONFIG_SECRET_KEYS=" + secretKeys}
	return append(environment, optionsOf(req.GetInfo()).environment()...), nil
}

// configurationJSON writes a configuration in the form that the Node.js SDK reads: keys are namespace:config:name.
func configurationJSON(values map[string]string, secretKeys []string) (string, string, error) {
	renamed := make(map[string]string, len(values))
	for key, value := range values {
		name, err := configurationKey(key)
		if err != nil {
			return "", "", err
		}
		renamed[name] = value
	}
	secrets := make([]string, 0, len(secretKeys))
	for _, key := range secretKeys {
		name, err := configurationKey(key)
		if err != nil {
			return "", "", err
		}
		secrets = append(secrets, name)
	}
	valuesJSON, err := json.Marshal(renamed)
	if err != nil {
		return "", "", err
	}
	secretsJSON, err := json.Marshal(secrets)
	return string(valuesJSON), string(secretsJSON), err
}

func configurationKey(key string) (string, error) {
	parsed, err := config.ParseKey(key)
	if err != nil {
		return "", fmt.Errorf("configuration key %q: %w", key, err)
	}
	return parsed.Namespace() + ":config:" + parsed.Name(), nil
}

// runResponse says how a program ended.
func runResponse(code int) *pulumirpc.RunResponse {
	switch code {
	case 0:
		return &pulumirpc.RunResponse{}
	case exitCodeTold:
		return &pulumirpc.RunResponse{Bail: true}
	case -1:
		return &pulumirpc.RunResponse{Error: "the program was ended by a signal"}
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program ended with exit code %d", code)}
	}
}

// runtimeOptions are the keys of Pulumi.yaml's runtime.options that the host knows.
type runtimeOptions struct {
	typescript     bool     // compile TypeScript on the fly; true unless switched off
	tsconfig       string   // path of a tsconfig.json
	nodeArguments  []string // flags for the Node.js process of a program
	packageManager string   // npm unless another is named
}

func optionsOf(info *pulumirpc.ProgramInfo) runtimeOptions {
	options := runtimeOptions{typescript: true, packageManager: "npm"}
	fields := info.GetOptions().AsMap()
	switch value := fields["typescript"].(type) {
	case bool:
		options.typescript = value
	case string:
		options.typescript = value != "false"
	}
	if value, ok := fields["tsconfig"].(string); ok {
		options.tsconfig = value
	}
	if value, ok := fields["nodeargs"].(string); ok {
		options.nodeArguments = strings.Fields(value)
	}
	if value, ok := fields["packagemanager"].(string); ok && value != "auto" && value != "" {
		options.packageManager = value
	}
	return options
}

func (o runtimeOptions) environment() []string {
	var environment []string
	if o.typescript {
		environment = append(environment, "PULUMI_NODEJS_TYPESCRIPT=true")
	}
	if o.tsconfig != "" {
		environment = append(environment, "PULUMI_NODEJS_TSCONFIG_PATH="+o.tsconfig)
	}
	return environment
}
