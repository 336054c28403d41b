const secretName = /secret|token|passphrase|password|credential|authorization/i;

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g, "$1 [hidden]"],
  [/((?:client_?secret|access_?token|refresh_?token|passphrase|password)["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi, "$1[hidden]"],
  [/\/\/[^/\s:@]+:[^/\s@]+@/g, "//[hidden]@"],
];

/**
 * Text with everything removed that could be a secret: values of environment variables with a
 * telling name, bearer and basic credentials, fields such as `client_secret`, passwords in URLs.
 */
export function redact(text: string, env: Readonly<Record<string, string | undefined>> = {}): string {
  let result = text;
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.length >= 6 && secretName.test(name) && !/^(true|false|\/.*)$/.test(value)) {
      result = result.split(value).join("[hidden]");
    }
  }
  for (const [pattern, replacement] of patterns) result = result.replace(pattern, replacement);
  return result;
}
