package main

import (
	"path/filepath"
	"reflect"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestStartsACompiledPolicyPackWithoutARunner(t *testing.T) {
	args, dir, err := pluginCommand(&pulumirpc.RunPluginRequest{
		Kind: "analyzer", Pwd: "/project", Args: []string{"127.0.0.1:1"},
		Info: &pulumirpc.ProgramInfo{ProgramDirectory: "/pack", Options: options(t, map[string]any{"typescript": false})},
	})
	if err != nil || dir != "/pack" || !reflect.DeepEqual(args, []string{"/pack", "127.0.0.1:1"}) {
		t.Errorf("got %q in %s, %v", args, dir, err)
	}
}

func TestStartsATypeScriptPolicyPackWithTheSDKsRunner(t *testing.T) {
	pack := write(t, map[string]string{"node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js": ""})
	args, dir, err := pluginCommand(&pulumirpc.RunPluginRequest{
		Kind: "analyzer", Pwd: "/project", Args: []string{"127.0.0.1:1"},
		Info: &pulumirpc.ProgramInfo{ProgramDirectory: pack},
	})
	runner := filepath.Join(pack, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js")
	if err != nil || dir != pack || !reflect.DeepEqual(args, []string{runner, "127.0.0.1:1", pack}) {
		t.Errorf("got %q in %s, %v", args, dir, err)
	}
}

func TestStartsAProviderWithTheSDKsRunnerInTheCallersFolder(t *testing.T) {
	provider := write(t, map[string]string{"node_modules/@pulumi/pulumi/cmd/run-plugin/index.js": ""})
	args, dir, err := pluginCommand(&pulumirpc.RunPluginRequest{
		Kind: "resource", Pwd: "/project", Args: []string{"127.0.0.1:1"},
		Info: &pulumirpc.ProgramInfo{ProgramDirectory: provider, Options: options(t, map[string]any{"typescript": false})},
	})
	runner := filepath.Join(provider, "node_modules/@pulumi/pulumi/cmd/run-plugin/index.js")
	if err != nil || dir != "/project" || !reflect.DeepEqual(args, []string{runner, provider, "127.0.0.1:1"}) {
		t.Errorf("got %q in %s, %v", args, dir, err)
	}
}

func TestTellsAPolicyPackAboutItsStack(t *testing.T) {
	got, err := packEnvironment(&pulumirpc.AnalyzerStackConfigureRequest{
		Stack: "dev", Project: "p", Organization: "org", DryRun: true,
		Config: map[string]string{"p:name": "x"}, ConfigSecretKeys: []string{"p:name"},
	})
	want := []string{
		`PULUMI_CONFIG={"p:config:name":"x"}`, `PULUMI_CONFIG_SECRET_KEYS=["p:config:name"]`,
		"PULUMI_NODEJS_ORGANIZATION=org", "PULUMI_NODEJS_PROJECT=p", "PULUMI_NODEJS_STACK=dev", "PULUMI_NODEJS_DRY_RUN=true",
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestTellsAPolicyPackNothingWithoutAStack(t *testing.T) {
	if got, err := packEnvironment(nil); err != nil || got != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
