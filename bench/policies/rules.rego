# Five of the rules, as a policy for conftest on an exported Pulumi state. The name of a finding is
# the id of the rule of ours that says the same.
package main

import rego.v1

client_type := "genesyscloud:index/oauthClient:OauthClient"

clients contains resource if {
	some resource in input.deployment.resources
	resource.type == client_type
}

deny contains sprintf("missing-client-roles: %s uses client credentials and has no roles", [client.outputs.name]) if {
	some client in clients
	client.outputs.authorizedGrantType == "CLIENT-CREDENTIALS"
	count(object.get(client.outputs, "roles", [])) == 0
}

deny contains sprintf("client-credentials-ignores-scopes: %s has scopes that change nothing", [client.outputs.name]) if {
	some client in clients
	client.outputs.authorizedGrantType == "CLIENT-CREDENTIALS"
	count(object.get(client.outputs, "scopes", [])) > 0
}

deny contains sprintf("implicit-grant-retired: %s uses the implicit grant", [client.outputs.name]) if {
	some client in clients
	client.outputs.authorizedGrantType == "TOKEN"
}

deny contains sprintf("unprotected-client: nothing keeps an update from destroying %s", [client.outputs.name]) if {
	some client in clients
	not client.protect
}

deny contains sprintf("unprotected-role: nothing keeps an update from destroying %s", [role.outputs.name]) if {
	some role in input.deployment.resources
	role.type == "genesyscloud:index/authRole:AuthRole"
	not role.protect
}
