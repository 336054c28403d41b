import { text, type Properties } from "./define";

/** Why a property that has nothing to do with access is refused. */
export const elsewhere = (what: string): string =>
  `${what} has nothing to do with who may do what, so this provider leaves it alone. Manage it with Genesys' own provider or in the user interface.`;

/** A resource's own id as an output. The bridge makes an input of it too, which means nothing. */
export const ownId = (output: string): Properties => ({
  [output]: {
    type: text,
    output: true,
    refused: "Genesys Cloud gives the id; it cannot be chosen. To take over an existing object use pulumi import.",
    description: "The id, as an output that other resources and policies can read.",
  },
});
