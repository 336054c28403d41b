import * as pulumi from "@pulumi/pulumi";
import type { Value, Values } from "../../provider/rpc/values";
import { declareOrg } from "../../stacks/program";
import type { OrgFile } from "../../stacks/orgfile";
import type { Target } from "../../stacks/target";
import type { MiniEngine } from "../provider/support/service";

/** A resource of the program, as it was given to the provider. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Values;
}

/** What the SDK itself waits for at the end of a program; its typings leave it out. */
const runtime = pulumi.runtime as unknown as { waitForRPCs(): Promise<void> };

const typeOf = (token: string): string => token.slice(token.lastIndexOf(":") + 1);

/**
 * Runs the program of an org file, each of its resources made by the provider behind the engine's
 * protocol, each of its lookups answered by it. Returns the resources in the order in which they were made.
 */
export async function runProgram(orgFile: OrgFile, target: Target, engine: MiniEngine): Promise<readonly Declared[]> {
  const made: Declared[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: async ({ type: token, name, inputs, id, custom }) => {
        if (custom !== true || token.startsWith("pulumi:")) return { id: `${name}-id`, state: inputs as Values };
        const type = typeOf(token);
        const given = plain(inputs as Value) as Values;
        if (id !== undefined && id !== "") {
          await engine.read(type, name, id);
        } else {
          await engine.up(type, name, given);
          made.push({ type, name, inputs: given });
        }
        const kept = engine.keptOf(type, name);
        return { id: kept.id, state: kept.outputs };
      },
      call: async ({ token, inputs }) => engine.invoke(typeOf(token), plain(inputs as Value) as Values),
    },
    "genesys-access",
    orgFile.name,
    false,
  );
  declareOrg(orgFile, target);
  await runtime.waitForRPCs();
  return made;
}

/** A value without the marks of secrets. */
function plain(value: Value): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Values;
  if ("4dabf18193072939515e22adb298388d" in fields) return plain(fields["value"] as Value);
  return Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => (field === undefined ? [] : [[name, plain(field)]])));
}

const home = (roles: Value | undefined): Value =>
  (Array.isArray(roles) ? roles : []).map((role) => {
    const { divisionIds: _, divisionNames: __, divisionId: ___, divisionName: ____, ...rest } = role as Values;
    return rest;
  });

/** Another form of each resource, such that the next update calls everything that a change of it may call. */
export const changed: Readonly<Record<string, (inputs: Values) => Values>> = {
  AuthRole: (inputs) => ({ ...inputs, description: "changed" }),
  OauthClient: (inputs) => ({ ...inputs, description: "changed", secretVersion: "another" }),
  Group: (inputs) => ({ ...inputs, description: "changed" }),
  GroupRoles: (inputs) => ({ ...inputs, roles: home(inputs["roles"]) }),
  User: (inputs) => ({ ...inputs, name: "changed" }),
  UserRoles: (inputs) => ({ ...inputs, roles: home(inputs["roles"]) }),
  Integration: (inputs) => ({ ...inputs, config: { ...(inputs["config"] as Values), notes: "changed" } }),
  IntegrationCredential: (inputs) => ({ ...inputs, secretVersion: "another" }),
  RecordingMediaRetentionPolicy: (inputs) => ({ ...inputs, description: "changed" }),
  RecordingSettings: (inputs) => ({ ...inputs, maxSimultaneousStreams: Number(inputs["maxSimultaneousStreams"]) - 1 }),
};
