/**
 * Places in Genesys Cloud's admin menus, as of 2026 (help pages; authorization facts 1.12). Orgs
 * with the newer navigation show some of them under other headings, which is said where known.
 */
export const menus = {
  oauthClients: "Admin > Integrations > OAuth (newer orgs: Menu > IT and Integrations > OAuth)",
  oauthClientRoles: "Admin > Integrations > OAuth > the client > Roles (newer orgs: Menu > IT and Integrations > OAuth)",
  oauthClientScopes: "Admin > Integrations > OAuth > the client > Client Details > Scope (newer orgs: Menu > IT and Integrations > OAuth)",
  authorizedApplications: "Admin > Integrations > Authorized Applications",
  integrations: "Admin > Integrations > Integrations",
  actions: "Admin > Integrations > Actions",
  roles: "Admin > People & Permissions > Roles/Permissions (newer orgs: Menu > User Management > Roles and Permissions)",
  people: "Admin > People & Permissions > People > the user > Roles",
  peopleList: "Admin > People & Permissions > People",
  divisions: "Admin > People & Permissions > Divisions",
  accessPolicies: "Admin > People & Permissions > Access Policies (newer orgs: Menu > User Management > Access Policies)",
  authorizedOrganizations: "Admin > People & Permissions > Authorized Organizations",
  groups: "Admin > Directory > Groups > the group > Roles",
  organizationSettings: "Admin > Account Settings > Organization Settings > Settings",
  subscription: "Admin > Account Settings > Subscription",
  qualityPolicies: "Admin > Quality > Policies",
  recordingManagement: "Admin > Quality > Recording Management",
  messengerDeployments: "Admin > Message > Messenger Deployments",
  apiUsage: "Performance > API Usage",
} as const;
