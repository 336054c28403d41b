/**
 * The page at which the service user signs in and gives consent, once per org; what it sends back to
 * the redirect address is exchanged for the first access and refresh token (authorization code
 * grant). The state is the caller's to add.
 */
export function consentUrl(loginUrl: string, clientId: string, redirectUri: string): string {
  const query = new URLSearchParams({ response_type: "code", client_id: clientId, redirect_uri: redirectUri });
  return `${loginUrl.replace(/\/+$/, "")}/oauth/authorize?${query.toString()}`;
}
