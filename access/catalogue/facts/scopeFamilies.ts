/** The scope family that the first part of a path suggests, where the two are spelled differently. */
const spelledDifferently: Readonly<Record<string, string>> = {
  analytics: "analytics",
  businessrules: "business-rules",
  casemanagement: "case-management",
  contentmanagement: "content-management",
  dataextensions: "data-extensions",
  dataprivacy: "data-privacy",
  employeeengagement: "employee-engagement",
  employeeperformance: "employee-performance",
  externalcontacts: "external-contacts",
  flows: "architect",
  geolocations: "geolocation",
  identityproviders: "identity-providers",
  languageunderstanding: "language-understanding",
  messaging: "messaging-platform",
  mobiledevices: "devices",
  orgauthorization: "organization-authorization",
  organizations: "organization",
  orphanrecordings: "recordings",
  presencedefinitions: "presence",
  processautomation: "process-automation",
  recording: "recordings",
  responsemanagement: "response-management",
  screenmonitors: "screen-monitoring",
  screenrecording: "recordings",
  socialmedia: "social-media",
  speechandtextanalytics: "speech-and-text-analytics",
  systempresences: "presence",
  taskmanagement: "workitems",
  teams: "users",
  uploads: "upload",
  userrecordings: "user-recordings",
  webchat: "web-chat",
  workforcemanagement: "workforce-management",
};

/** The scope family that a person expects from a path; undefined when the path suggests none that exists. */
export function familyOfPath(path: string, isScope: (scope: string) => boolean): string | undefined {
  const first = path.split("/")[3] ?? "";
  const family = Object.hasOwn(spelledDifferently, first) ? (spelledDifferently[first] ?? first) : first;
  return isScope(family) || isScope(`${family}:readonly`) ? family : undefined;
}

/** The family that an operation's path suggests while its scopes are of another; undefined when they agree or the path suggests none. */
export function unexpectedFamily(
  operation: { readonly path: string; readonly scopes: readonly string[] },
  isScope: (scope: string) => boolean,
): { readonly suggested: string; readonly real: string } | undefined {
  const suggested = familyOfPath(operation.path, isScope);
  const real = operation.scopes[0]?.replace(/:readonly$/, "");
  if (suggested === undefined || real === undefined) return undefined;
  return operation.scopes.some((scope) => scope.replace(/:readonly$/, "") === suggested) ? undefined : { suggested, real };
}
