package main

import (
	"reflect"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
)

func options(t *testing.T, values map[string]any) *structpb.Struct {
	t.Helper()
	fields, err := structpb.NewStruct(values)
	if err != nil {
		t.Fatal(err)
	}
	return fields
}

func TestLeavesOutFlagsThatWouldBeEmpty(t *testing.T) {
	got := programArguments("run.js", "", &pulumirpc.RunRequest{
		MonitorAddress: "127.0.0.1:1", Stack: "dev", Parallel: 4,
		Info: &pulumirpc.ProgramInfo{ProgramDirectory: "/app/dist"},
	})
	want := []string{"run.js", "--monitor", "127.0.0.1:1", "--stack", "dev", "--pwd", "/app/dist", "--parallel", "4", "."}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestPassesEverythingThatTheProgramMayAskFor(t *testing.T) {
	got := programArguments("run.js", "127.0.0.1:2", &pulumirpc.RunRequest{
		MonitorAddress: "127.0.0.1:1", Organization: "org", Project: "p", Stack: "dev", DryRun: true, Parallel: 1,
		Args: []string{"one"},
		Info: &pulumirpc.ProgramInfo{RootDirectory: "/app", ProgramDirectory: "/app/dist", EntryPoint: "index.js"},
	})
	want := []string{
		"run.js", "--monitor", "127.0.0.1:1", "--engine", "127.0.0.1:2", "--organization", "org", "--project", "p",
		"--root-directory", "/app", "--stack", "dev", "--pwd", "/app/dist", "--dry-run", "--parallel", "1", "index.js", "one",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestWritesConfigurationKeysAsTheSDKReadsThem(t *testing.T) {
	values, secrets, err := configurationJSON(map[string]string{"app:name": "x", "app:token": "hush"}, []string{"app:token"})
	if err != nil {
		t.Fatal(err)
	}
	if values != `{"app:config:name":"x","app:config:token":"hush"}` || secrets != `["app:config:token"]` {
		t.Errorf("got %s and %s", values, secrets)
	}
}

func TestWritesAnEmptyConfiguration(t *testing.T) {
	values, secrets, err := configurationJSON(nil, nil)
	if err != nil || values != "{}" || secrets != "[]" {
		t.Errorf("got %s, %s, %v", values, secrets, err)
	}
}

func TestRefusesAConfigurationKeyWithoutANamespace(t *testing.T) {
	if _, _, err := configurationJSON(map[string]string{"name": "x"}, nil); err == nil {
		t.Error("no error for a value")
	}
	if _, _, err := configurationJSON(nil, []string{"name"}); err == nil {
		t.Error("no error for a secret's name")
	}
}

func TestTellsHowAProgramEnded(t *testing.T) {
	for code, want := range map[int]struct {
		bail bool
		err  string
	}{
		0:  {},
		32: {bail: true},
		3:  {err: "the program ended with exit code 3"},
		-1: {err: "the program was ended by a signal"},
	} {
		got := runResponse(code)
		if got.GetBail() != want.bail || got.GetError() != want.err {
			t.Errorf("exit code %d: got %v", code, got)
		}
	}
}

func TestReadsRuntimeOptions(t *testing.T) {
	for name, test := range map[string]struct {
		values map[string]any
		want   runtimeOptions
	}{
		"defaults":           {nil, runtimeOptions{typescript: true, packageManager: "npm"}},
		"compiled":           {map[string]any{"typescript": false}, runtimeOptions{packageManager: "npm"}},
		"compiled, as text":  {map[string]any{"typescript": "false"}, runtimeOptions{packageManager: "npm"}},
		"automatic manager":  {map[string]any{"packagemanager": "auto"}, runtimeOptions{typescript: true, packageManager: "npm"}},
		"unknown is ignored": {map[string]any{"nonsense": 1.0}, runtimeOptions{typescript: true, packageManager: "npm"}},
		"everything": {
			map[string]any{"tsconfig": "t.json", "nodeargs": "--inspect  --title=x", "packagemanager": "pnpm"},
			runtimeOptions{
				typescript: true, tsconfig: "t.json", nodeArguments: []string{"--inspect", "--title=x"}, packageManager: "pnpm",
			},
		},
	} {
		if got := optionsOf(&pulumirpc.ProgramInfo{Options: options(t, test.values)}); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestTellsTheRunnerHowToCompile(t *testing.T) {
	got := runtimeOptions{typescript: true, tsconfig: "t.json"}.environment()
	if !reflect.DeepEqual(got, []string{"PULUMI_NODEJS_TYPESCRIPT=true", "PULUMI_NODEJS_TSCONFIG_PATH=t.json"}) {
		t.Errorf("got %q", got)
	}
	if got := (runtimeOptions{}).environment(); got != nil {
		t.Errorf("compiled: got %q", got)
	}
}
