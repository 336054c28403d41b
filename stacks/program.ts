import * as genesyscloud from "@pulumi/genesyscloud";
import * as pulumi from "@pulumi/pulumi";
import { AccessGroup } from "../components/access-group";
import { Application } from "../components/application";
import { consentUrl } from "../components/consent";
import { DataActionConnection } from "../components/data-action-connection";
import { PartnerOrgs } from "../components/partner-orgs";
import { declareAt } from "../components/places";
import { ScreenRecording } from "../components/screen-recording";
import { ServiceAccountRole } from "../components/service-account-role";
import { ServiceUser } from "../components/service-user";
import { Organization } from "./organization";
import {
  applicationArgs,
  dataActionArgs,
  groupArgs,
  partnerOrgsArgs,
  roleArgs,
  screenRecordingArgs,
  serviceUserArgs,
} from "./orgfile/arguments";
import { durationSeconds, type OrgFile } from "./orgfile";
import { managesTrusts, partnerOrgsName, placesOf, screenRecordingName } from "./orgfile/plan";
import type { Target } from "./target";

/** Declares everything that an org file asks for. Returns the stack's outputs; only `clientSecret` among them is secret. */
export function declareOrg(orgFile: OrgFile, target: Target): Record<string, unknown> {
  const provider = declareProvider(orgFile, target);
  const opts: pulumi.ComponentResourceOptions = { providers: [provider] };
  new Organization(orgFile);

  const roleIds: Record<string, pulumi.Output<string>> = {};
  for (const [name, entry] of Object.entries(orgFile.roles)) {
    if (entry.existing !== true)
      roleIds[name] = new ServiceAccountRole(name, declareAt(roleArgs(entry), placesOf(orgFile, "roles", name)), opts).roleId;
  }
  /** Arguments with the ids of the roles of this file that they name, and with their places. */
  const declared = <Args extends { roles?: string[] }>(
    args: Args,
    section: "applications" | "groups" | "serviceUsers",
    name: string,
  ): Args => {
    const made = (args.roles ?? []).flatMap((role) => (roleIds[role] === undefined ? [] : [[role, roleIds[role]]]));
    return declareAt(
      made.length === 0 ? args : { ...args, roleIds: Object.fromEntries(made) as Record<string, pulumi.Output<string>> },
      placesOf(orgFile, section, name),
    );
  };

  const serviceUsers = new Map<string, ServiceUser>();
  for (const [name, entry] of Object.entries(orgFile.serviceUsers)) {
    serviceUsers.set(name, new ServiceUser(name, declared(serviceUserArgs(entry), "serviceUsers", name), opts));
  }
  const applications = new Map<string, Application>();
  for (const [name, entry] of Object.entries(orgFile.applications)) {
    const user =
      entry.serviceUser === undefined || orgFile.serviceUsers[entry.serviceUser]?.existing === true
        ? undefined
        : serviceUsers.get(entry.serviceUser);
    const args = { ...applicationArgs(entry, orgFile), ...(user === undefined ? {} : { serviceUserId: user.userId }) };
    applications.set(name, new Application(name, declared(args, "applications", name), opts));
  }
  const dataActions = new Map<string, DataActionConnection>();
  for (const [name, entry] of Object.entries(orgFile.applications)) {
    const args = dataActionArgs(name, entry);
    const application = applications.get(name);
    if (args === undefined || application === undefined) continue;
    const { clientId, clientSecret } = application;
    dataActions.set(name, new DataActionConnection(name, { ...args, clientId, clientSecret }, opts));
  }
  const groups = new Map<string, AccessGroup>();
  for (const [name, entry] of Object.entries(orgFile.groups)) {
    groups.set(name, new AccessGroup(name, declared(groupArgs(entry), "groups", name), opts));
  }

  const screenRecording =
    orgFile.screenRecording === undefined
      ? undefined
      : new ScreenRecording(screenRecordingName, screenRecordingArgs(orgFile.screenRecording), opts);
  const partnerOrgs = managesTrusts(orgFile)
    ? new PartnerOrgs(partnerOrgsName, partnerOrgsArgs(orgFile), { ...opts, dependsOn: [...groups.values(), ...serviceUsers.values()] })
    : undefined;

  return {
    org: { id: target.orgId ?? "", name: orgFile.name, region: target.region, target: target.kind },
    applications: outputs(applications, (one, name) => ({
      ...versionOf(orgFile, name),
      ...consentOf(orgFile, name, one, target),
      clientId: one.clientId,
      clientSecret: one.clientSecret,
      clientName: one.clientName,
      roleName: one.roleName,
      roleId: one.roleId,
      permissions: one.permissions,
      divisions: one.divisions,
      grantType: one.grantType,
    })),
    groups: outputs(groups, (one) => ({
      groupId: one.groupId,
      groupName: one.groupName,
      roleName: one.roleName,
      roleId: one.roleId,
      permissions: one.permissions,
    })),
    serviceUsers: outputs(serviceUsers, (one) => ({ userId: one.userId, email: one.email, permissions: one.permissions })),
    ...(dataActions.size === 0
      ? {}
      : {
          dataActions: outputs(dataActions, (one) => ({
            integrationId: one.integrationId,
            integrationName: one.integrationName,
            credentialId: one.credentialId,
          })),
        }),
    ...(screenRecording === undefined
      ? {}
      : {
          screenRecording: {
            managed: screenRecording.managed,
            maxSimultaneousStreams: screenRecording.maxSimultaneousStreams,
            policies: screenRecording.policyIds,
            problems: screenRecording.problems,
          },
        }),
    ...(partnerOrgs === undefined
      ? {}
      : { trusts: partnerOrgs.pairingIds.apply((ids) => Object.fromEntries(Object.entries(ids).map(([trust, pairingId]) => [trust, { pairingId }]))) }),
  };
}

/** The definition that an application is made from. */
function versionOf(orgFile: OrgFile, name: string): { readonly definition?: string; readonly version?: string } {
  const use = orgFile.definitions[name];
  return use === undefined ? {} : { definition: use.name, version: use.version };
}

/** Where the service user of an application gives consent, once per org. */
function consentOf(orgFile: OrgFile, name: string, { clientId }: Application, target: Target): { readonly consentUrl?: pulumi.Output<string> } {
  const { grant, redirectUris } = orgFile.applications[name] ?? {};
  const redirectUri = redirectUris?.[0];
  return grant !== "code" || redirectUri === undefined ? {} : { consentUrl: clientId.apply((id) => consentUrl(target.loginBase, id, redirectUri)) };
}

function declareProvider(orgFile: OrgFile, target: Target): genesyscloud.Provider {
  const { org } = orgFile;
  const timeout = org.grantTimeout === undefined ? undefined : durationSeconds(org.grantTimeout);
  return new genesyscloud.Provider("genesyscloud", {
    // Behind a gateway the region decides nothing, and one that does not exist is a finding, which must be able to be shown.
    ...(target.gateways === undefined ? { awsRegion: target.region } : {}),
    ...(target.gateways === undefined
      ? {}
      : { gateways: target.gateways.map((gateway) => ({ ...gateway, pathParams: [...gateway.pathParams] })) }),
    ...(target.clientId === undefined ? {} : { oauthclientId: target.clientId }),
    ...(target.clientSecret === undefined ? {} : { oauthclientSecret: pulumi.secret(target.clientSecret) }),
    ...(target.accessToken === undefined ? {} : { accessToken: pulumi.secret(target.accessToken) }),
    ...(target.orgId === undefined ? {} : { organizationId: target.orgId }),
    ...(org.deployerRoles === undefined ? {} : { deployerRoles: org.deployerRoles }),
    ...(timeout === undefined ? {} : { grantTimeout: timeout }),
  });
}

function outputs<Component, Shown>(
  components: ReadonlyMap<string, Component>,
  show: (component: Component, name: string) => Shown,
): Record<string, Shown> {
  return Object.fromEntries([...components].map(([name, component]) => [name, show(component, name)]));
}
