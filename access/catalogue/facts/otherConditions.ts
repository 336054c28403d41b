import type { Operation } from "../operation";
import type { Sourced } from "./fact";

/** Something beside the caller's permissions, scopes and divisions that decides a call. */
export interface OtherCondition extends Sourced {
  readonly kind: "product" | "setting" | "party" | "ownership" | "team" | "trust" | "address" | "object";
  readonly text: string;
  /** Refusal code by which it shows. */
  readonly code?: string;
}

interface Rule {
  readonly kind: OtherCondition["kind"];
  readonly codes: RegExp;
  readonly text: string;
}

const rules: readonly Rule[] = [
  {
    kind: "product",
    codes: /^(feature\.|not\.implemented$|organization\.forbidden$|integrations\.forbidden$|wem\.learning\.type\.)/,
    text: "the org must have the product or feature switched on",
  },
  { kind: "party", codes: /^agent\.permission\.denied$/, text: "the monitored agent must hold realtimeMonitor:screen:participate" },
  {
    kind: "party",
    codes: /^(assignee|owner)\.missing|assignee\.permission|evaluator\.no\.permission|participate\.permission/,
    text: "the person whom the object is given to must hold a permission of his own",
  },
  {
    kind: "ownership",
    codes: /^(batch\.download\.permission\.denied|not\.job\.owner)$/,
    text: "only the principal that made the job may use it",
  },
  {
    kind: "ownership",
    codes: /not\.active\.participant|^postino\.error\.forbidden$|^email\.error\.forbidden$/,
    text: "the caller must take part in the conversation, or hold the permission that makes up for it",
  },
  {
    kind: "ownership",
    codes: /for\.another\.user|update\.other\.user|^geolocation\.update\.error$|^receiver\.caller\.mismatch$|appointment\.participant/,
    text: "the object must be the caller's own",
  },
  {
    kind: "ownership",
    codes: /^voicemail\.not\.authorized|^greeting\.not\.authorized/,
    text: "the caller must own the message or the greeting, or hold a permission for other people's",
  },
  { kind: "team", codes: /^wfm\./, text: "workforce management also asks for access to the business unit, management unit or team" },
  { kind: "team", codes: /^architect\.(not\.|missing)/, text: "Architect checks once more that the caller may edit or administer flows" },
  {
    kind: "trust",
    codes: /^missing\.trustor\.permissions$/,
    text: "the other organization must have granted the rights, and the trust must be good",
  },
  { kind: "object", codes: /^access\.denied\.to\.field$/, text: "objects that the body names must be visible to the caller" },
  { kind: "object", codes: /^(bad\.client\.role)$/, text: "the caller must hold every role that the client has or gets, in its divisions" },
  { kind: "object", codes: /managed\.property|editing\.managed/, text: "fields that another system manages cannot be changed" },
];

const recordingProduct: OtherCondition = {
  kind: "product",
  text: "recording permissions are said to start at Digital Essentials I and CX 3",
  certainty: "likely",
  source: "Terraform provider issue 340, staff answer of 2022",
};

/** What else decides an operation. An org's allow list of addresses decides every one and is not repeated here. */
export function otherConditionsOf(operation: Operation): readonly OtherCondition[] {
  const found: OtherCondition[] = [];
  for (const { kind, codes, text } of rules) {
    const code = operation.refusals.find((refusal) => codes.test(refusal.code))?.code;
    if (code !== undefined) found.push({ kind, text, code, certainty: "confirmed", source: `specification, refusal ${code}` });
  }
  if (operation.permissions.some((permission) => permission.startsWith("recording:"))) found.push(recordingProduct);
  return found;
}
