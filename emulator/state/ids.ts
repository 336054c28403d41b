import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";

/** A new id in Genesys Cloud's form. */
export function newId(): string {
  return randomUUID();
}

/** An id that is always the same for the same parts: what a seed makes keeps its ids on every machine. */
export function derivedId(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\0")).digest("hex");
  const variant = ((parseInt(hex[16] ?? "0", 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A secret or token: 256 random bits. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A secret that is never stored because it follows from the folder's key. */
export function derivedSecret(key: Buffer, ...parts: readonly string[]): string {
  return createHmac("sha256", key).update(parts.join("\0")).digest("base64url");
}

/** Secrets and tokens are stored as this. They have 256 random bits, so a plain hash can't be searched. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
