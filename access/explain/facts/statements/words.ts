import { type Wording, wording } from "../wording";

/** A short stretch within a sentence, and a shorter one. A dot inside a name does not end a sentence. */
const inside = "(?:[^.!?\\n]|\\.(?=\\w))";
const gap = `${inside}{0,70}?`;
const near = `${inside}{0,35}?`;

/** A wording in which ` GAP ` and ` NEAR ` stand for a short stretch within a sentence. */
export const w = (source: string): Wording => wording(source.replace(/ GAP /g, gap).replace(/ NEAR /g, near));

/** What people call the machine that calls. */
export const actor = "(?:oauth )?(?:client|service account|integration(?: user)?|app(?:lication)?|machine user|data action)(?:'s)?";
/** What people call a person who calls. */
export const user =
  "(?:my|the|his|her|our|a|an|their|this)? ?(?:own |admin |service |super-?admin |api |integration |technical |dedicated |regular |underlying |associated |owning )*(?:user|account|login|profile|admin(?:istrator)?|person)(?:'s)?";
/** What people do to roles and permissions. */
export const granted =
  "(?:grant(?:ed|ing)?|assign(?:ed|ing)?|add(?:ed|ing)?|gave|given|giving|creat(?:ed|ing)?|edit(?:ed|ing)?|modif(?:ied|ying)|updat(?:ed|ing)?|chang(?:ed|ing)?|enabl(?:ed|ing)?|attach(?:ed|ing)?|appl(?:ied|ying)|sav(?:ed|ing)|deploy(?:ed|ing)?)";
/** What is given. */
export const rights = "(?:role|permission|grant|right|division|access|client)s?";
