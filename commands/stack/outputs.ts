import * as z from "zod";

const application = z.looseObject({
  clientId: z.string().catch(""),
  clientSecret: z.string().catch(""),
  clientName: z.string().catch(""),
  grantType: z.string().catch(""),
  roleName: z.string().catch(""),
  roleId: z.string().catch(""),
  permissions: z.array(z.string()).catch([]),
  divisions: z.array(z.string()).catch([]),
  /** Version of the definition that it was made from. */
  version: z.string().optional().catch(undefined),
});

const group = z.looseObject({
  groupName: z.string().catch(""),
  groupId: z.string().catch(""),
  roleName: z.string().catch(""),
  permissions: z.array(z.string()).catch([]),
  divisions: z.array(z.string()).catch([]),
  performanceViews: z.array(z.string()).catch([]),
});

const serviceUser = z.looseObject({ email: z.string().catch(""), userId: z.string().catch("") });

const outputs = z.looseObject({
  applications: z.record(z.string(), application).catch({}),
  groups: z.record(z.string(), group).catch({}),
  serviceUsers: z.record(z.string(), serviceUser).catch({}),
});

/** What the program says about an application that it made. Holds the client's secret: never print it whole. */
export type ApplicationOutput = z.infer<typeof application>;
/** What the program says about a group. */
export type GroupOutput = z.infer<typeof group>;
/** What the program says about a service user. */
export type ServiceUserOutput = z.infer<typeof serviceUser>;
/** The stack outputs of the program. */
export type StackOutputs = z.infer<typeof outputs>;

/** Stack outputs in their shape; what another program put there counts as absent. */
export function readOutputs(values: Readonly<Record<string, unknown>>): StackOutputs {
  return outputs.parse(values);
}
