import type { Sourced } from "./fact";

/** What a vendor asks its customers to give its client, as published; often more than its calls need. */
export interface VendorSet extends Sourced {
  readonly vendor: string;
  readonly permissions: readonly string[];
  readonly note: string;
}

/** Published permission sets of vendors, for comparison with what calls really need. */
export const vendorSets: readonly VendorSet[] = [
  {
    vendor: "Authenticx",
    permissions: [
      "analytics:agentConversationDetail:view",
      "analytics:conversationDetail:view",
      "conversation:communication:view",
      "recording:annotation:view",
      "recording:recording:view",
      "recording:recording:viewSensitiveData",
      "recording:recordingSegment:view",
      "recording:screenRecording:view",
    ],
    note: "a client that only reads recordings",
    certainty: "confirmed",
    source: "authenticx.readme.io",
  },
  {
    vendor: "Genesys for ServiceNow",
    permissions: ["conversation:*:*", "integration:cxCloudSN:*", "messaging:*:*"],
    note: "Genesys' packaged ServiceNow integration, on a client-credentials client",
    certainty: "confirmed",
    source: "help p=352233",
  },
];
