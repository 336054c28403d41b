import { createCipheriv, pbkdf2Sync, randomBytes } from "node:crypto";

const iterations = 1_000_000;
const keyLength = 32;

/**
 * The `encryptionsalt` of a stack file, as Pulumi's passphrase secrets manager writes it
 * (version 1: PBKDF2-SHA256 with a million rounds, AES-256-GCM over the word `pulumi`). With this
 * line in the file the engine never rewrites it. It is no secret by itself.
 */
export function encryptionSalt(passphrase: string, random: (size: number) => Buffer = randomBytes): string {
  const salt = random(8);
  const key = pbkdf2Sync(passphrase, salt, iterations, keyLength, "sha256");
  const nonce = random(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update("pulumi", "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${salt.toString("base64")}:v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
}
