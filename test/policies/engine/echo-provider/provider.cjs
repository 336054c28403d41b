/**
 * A provider that creates nothing and answers every resource with its inputs: it lets the real
 * engine run programs of hand-written genesyscloud resources without any Genesys Cloud.
 */
const grpc = require("@grpc/grpc-js");
const rpc = require("@pulumi/pulumi/proto/provider_grpc_pb");
const proto = require("@pulumi/pulumi/proto/provider_pb");
const plugin = require("@pulumi/pulumi/proto/plugin_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");

const answer = (respond) => (call, callback) => callback(null, respond(call.request));
const checked = answer((request) => new proto.CheckResponse().setInputs(request.getNews()));
const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
server.addService(rpc.ResourceProviderService, {
  handshake: answer(() => new proto.ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptResources(false)),
  getPluginInfo: answer(() => new plugin.PluginInfo().setVersion("1.0.0")),
  checkConfig: checked,
  diffConfig: answer(() => new proto.DiffResponse()),
  configure: answer(() => {
    const response = new proto.ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setSupportspreview(true);
    return response;
  }),
  check: checked,
  diff: answer(() => new proto.DiffResponse().setChanges(proto.DiffResponse.DiffChanges.DIFF_NONE)),
  create: answer((request) => {
    const response = new proto.CreateResponse();
    const id = request.getPreview() ? "" : `id-of-${request.getUrn().split("::").pop()}`;
    response.setId(id);
    response.setProperties(request.getProperties());
    return response;
  }),
  delete: answer(() => new Empty()),
  cancel: answer(() => new Empty()),
});
process.on("SIGINT", () => process.exit(0));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
