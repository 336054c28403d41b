import { scryptSync } from "node:crypto";
import type { UserRecord } from "./entities";
import type { Org } from "./org";

/** A user as a fresh org has it. */
export function newUser(id: string, name: string, email: string, divisionId: string): UserRecord {
  return {
    id,
    name,
    email,
    state: "active",
    divisionId,
    version: 1,
    acdAutoAnswer: false,
    addresses: [],
    locations: [],
    profileSkills: [],
    certifications: [],
    employerInfo: {},
    skills: [],
    languages: [],
    voicemailPolicy: {},
  };
}

/** Users are found by email whatever its case. */
export function userByEmail(org: Org, email: string): UserRecord | undefined {
  const wanted = email.toLowerCase();
  return org.users.find((user) => user.email.toLowerCase() === wanted && user.state !== "deleted");
}

/** scrypt of a password, salted with the user's id. */
export function hashPassword(password: string, userId: string): string {
  return scryptSync(password, userId, 32).toString("base64url");
}
