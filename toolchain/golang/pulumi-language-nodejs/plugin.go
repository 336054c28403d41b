package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const kindPolicyPack = "analyzer"

// RunPlugin runs a policy pack, or a provider or other plugin written for Node.js, until the engine ends the request.
func (h *host) RunPlugin(req *pulumirpc.RunPluginRequest, stream pulumirpc.LanguageRuntime_RunPluginServer) error {
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(stream, false)
	if err != nil {
		return err
	}
	defer closer.Close()

	args, dir, err := pluginCommand(req)
	if err != nil {
		return status.Error(codes.FailedPrecondition, err.Error())
	}
	prepare := func(ctx context.Context) *exec.Cmd {
		cmd := command(ctx, "node", args...)
		cmd.Dir = dir
		cmd.Env = append(append(os.Environ(), req.GetEnv()...), optionsOf(req.GetInfo()).environment()...)
		cmd.Stdout = stdout
		cmd.Stderr = stderr
		return cmd
	}
	var code int
	if req.GetKind() == kindPolicyPack {
		code, err = h.runPolicyPack(stream.Context(), prepare, stdout)
	} else {
		code, err = h.execute(stream.Context(), prepare)
	}
	if err != nil {
		return err
	}
	return stream.Send(&pulumirpc.RunPluginResponse{
		Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: int32(code)}, //nolint:gosec // an exit code is small
	})
}

// pluginCommand is the Node.js command line of a plugin and its working directory.
//
// A policy pack that says `typescript: false` is started directly: the SDK's runner for packs loads a
// TypeScript compiler whatever the options say, which takes longer than everything else together.
func pluginCommand(req *pulumirpc.RunPluginRequest) (args []string, dir string, err error) {
	folder := req.GetInfo().GetProgramDirectory()
	if req.GetKind() != kindPolicyPack {
		runner, err := resolveModule(folder, "@pulumi/pulumi/cmd/run-plugin")
		return append([]string{runner, folder}, req.Args...), req.GetPwd(), err
	}
	if !optionsOf(req.GetInfo()).typescript {
		return append([]string{folder}, req.Args...), folder, nil
	}
	runner, err := resolveModule(folder, "@pulumi/pulumi/cmd/run-policy-pack")
	return append(append([]string{runner}, req.Args...), folder), folder, err
}

// runPolicyPack runs a pack behind a proxy that the engine configures first, because a pack learns about its
// stack through its environment and so can only be started when that is known.
func (h *host) runPolicyPack(
	ctx context.Context, prepare func(context.Context) *exec.Cmd, stdout io.Writer,
) (int, error) {
	return h.start(ctx, func(ctx context.Context) (int, error) {
		proxy, packOutput, err := sdk.NewPolicyProxy(ctx, stdout)
		if err != nil {
			return 0, err
		}
		stack, err := proxy.AwaitConfiguration(ctx)
		if err != nil {
			return 0, err
		}
		environment, err := packEnvironment(stack)
		if err != nil {
			return 0, err
		}
		cmd := prepare(ctx)
		cmd.Env = append(cmd.Env, environment...)
		cmd.Stdout = packOutput
		if err := cmd.Start(); err != nil {
			return 0, cannotStart(cmd, err)
		}
		return exitCode(proxy.Attach(ctx, cmd))
	})
}

// packEnvironment is what the Node.js SDK reads in a policy pack. There is no stack when the engine only asks
// what a pack contains.
func packEnvironment(stack *pulumirpc.AnalyzerStackConfigureRequest) ([]string, error) {
	if stack == nil {
		return nil, nil
	}
	configuration, secretKeys, err := configurationJSON(stack.GetConfig(), stack.GetConfigSecretKeys())
	if err != nil {
		return nil, err
	}
	return []string{
		"PULUMI_CONFIG=" + configuration,
		"PULUMI_CONFIG_SECRET_KEYS=" + secretKeys,
		"PULUMI_NODEJS_ORGANIZATION=" + stack.GetOrganization(),
		"PULUMI_NODEJS_PROJECT=" + stack.GetProject(),
		"PULUMI_NODEJS_STACK=" + stack.GetStack(),
		"PULUMI_NODEJS_DRY_RUN=" + strconv.FormatBool(stack.GetDryRun()),
	}, nil
}
