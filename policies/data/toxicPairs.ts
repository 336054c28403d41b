/** Two rights that are harmless apart and dangerous in one hand. Each side is a permission, or several of which one is enough. */
export interface ToxicPair {
  /** Never renamed: part of the keys of findings. */
  readonly id: string;
  readonly one: readonly string[];
  readonly other: readonly string[];
  readonly reason: string;
}

/** Pairs that no single principal should hold. */
export const toxicPairs: readonly ToxicPair[] = [
  {
    id: "make-and-give-clients",
    one: ["oauth:client:add", "oauth:client:edit"],
    other: ["authorization:role:add", "authorization:role:edit"],
    reason: "it can make a role with any permission and a client that holds it, which then acts without any person",
  },
  {
    id: "make-and-grant-roles",
    one: ["authorization:role:add", "authorization:role:edit"],
    other: ["authorization:grant:add"],
    reason: "it can write a role and give it to itself: nothing in the org is out of its reach",
  },
  {
    id: "become-and-reset",
    one: ["directory:user:setPassword"],
    other: ["directory:user:edit"],
    reason: "it can change a person's email and password, and sign in as that person",
  },
  {
    id: "read-and-destroy-recordings",
    one: ["recording:recording:view", "recording:screenRecording:view"],
    other: ["recording:recording:editRetention", "recording:screenRecording:editRetention", "recording:retentionPolicy:edit", "recording:crossPlatformRetentionPolicy:edit"],
    reason: "it can copy recordings and then make them vanish, so that nobody can tell what was taken",
  },
  {
    id: "read-and-decrypt",
    one: ["recording:recording:view", "recording:screenRecording:view"],
    other: ["recording:encryptionKey:edit"],
    reason: "it can replace the keys that protect the recordings which it reads",
  },
  {
    id: "act-and-cover",
    one: ["authorization:grant:add"],
    other: ["authorization:policy:delete", "authorization:policy:edit"],
    reason: "it can give rights and remove the policies that would have denied them",
  },
  {
    id: "evaluate-and-edit-results",
    one: ["quality:evaluation:add"],
    other: ["quality:evaluation:delete"],
    reason: "it can write evaluations and remove those of others",
  },
];
