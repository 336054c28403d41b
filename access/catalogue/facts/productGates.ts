import type { Sourced } from "./fact";

/** A family of permissions that is said to come with some products only. */
export interface ProductGate extends Sourced {
  readonly permissions: string;
  /** Product names that bring it. */
  readonly brings: RegExp;
  /** Product names that are known and do not bring it. Any other name says nothing: products are the org's own strings. */
  readonly lacks: RegExp;
  readonly text: string;
}

/** No source lists which permission needs which product; this is what has been said in public. */
export const productGates: readonly ProductGate[] = [
  {
    permissions: "recording:",
    brings: /\bcx\s*-?[3-9]\b|digital essentials|\bwem\b/i,
    lacks: /\bcx\s*-?[12]\b|\bcommunicate\b|\bcollaborate\b/i,
    text: "recording permissions are said to start at Digital Essentials I and CX 3",
    certainty: "likely",
    source: "Terraform provider issue 340, staff answer of 2022",
  },
];

/** The gate that the org's products leave open or shut for a permission: set only when the products are known ones and none of them brings it. */
export function missingProduct(permission: string, products: readonly string[]): ProductGate | undefined {
  const gate = productGates.find((entry) => permission.startsWith(entry.permissions));
  if (gate === undefined || products.some((product) => gate.brings.test(product))) return undefined;
  return products.length > 0 && products.every((product) => gate.lacks.test(product)) ? gate : undefined;
}
