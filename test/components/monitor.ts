import * as pulumi from "@pulumi/pulumi";

/** A resource as a program registered it with the engine. */
export interface Registered {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly protect: boolean;
  readonly provider: string;
  readonly dependencies: readonly string[];
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What a component registered as its outputs. */
  outputs?: Readonly<Record<string, unknown>>;
}

/** How the engine marks a secret on the wire. */
export const secretMark = "4dabf18193072939515e22adb298388d";

/** What the SDK itself waits for at the end of a program; its typings leave it out. */
const runtime = pulumi.runtime as unknown as { waitForRPCs(): Promise<void> };

interface Wire {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProtect(): boolean;
  getProvider(): string;
  getDependenciesList(): string[];
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}

/** Runs a program against a monitor that gives every resource an id, and returns what was registered, in order of registration. */
export async function register(program: () => unknown): Promise<Registered[]> {
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => ({
        id: `${args.name}-id`,
        state: { ...args.inputs, clientId: `${args.name}-client`, clientSecret: "made-by-genesys", groupId: "g-id", userId: "u-id" },
      }),
      call: (args) => args.inputs,
    },
    "genesys-access",
    "acme",
    false,
  );
  const registered: Registered[] = [];
  const monitor = pulumi.runtime.getMonitor() as unknown as Record<
    string,
    (request: Wire, callback: (error: unknown, response: unknown) => void) => unknown
  >;
  const registerResource = monitor["registerResource"]?.bind(monitor);
  const registerOutputs = monitor["registerResourceOutputs"]?.bind(monitor);
  if (registerResource === undefined || registerOutputs === undefined) throw new Error("the mock monitor has another form");
  monitor["registerResource"] = (request, callback) =>
    registerResource(request, (error, response) => {
      const urn = (response as { getUrn(): string } | null)?.getUrn() ?? "";
      registered.push({
        urn,
        type: request.getType(),
        name: request.getName(),
        parent: request.getParent(),
        protect: request.getProtect(),
        provider: request.getProvider(),
        dependencies: request.getDependenciesList(),
        inputs: request.getObject()?.toJavaScript() ?? {},
      });
      callback(error, response);
    });
  monitor["registerResourceOutputs"] = (request, callback) => {
    const { urn, outputs } = (request as unknown as { toObject(): { urn: string } }).toObject() as { urn: string; outputs?: unknown };
    const found = registered.find((one) => one.urn === urn);
    const struct = (request as unknown as { getOutputs(): { toJavaScript(): Record<string, unknown> } | undefined }).getOutputs();
    if (found !== undefined && outputs !== undefined && struct !== undefined) found.outputs = struct.toJavaScript();
    return registerOutputs(request, callback);
  };
  program();
  await runtime.waitForRPCs();
  return registered;
}
