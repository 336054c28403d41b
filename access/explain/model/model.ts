import type { CauseId } from "../../causes/ids";
import type { CauseModel } from "./causeModel";
import { addressEvidence } from "./evidence/address";
import { divisionEvidence } from "./evidence/division";
import { grantsEvidence } from "./evidence/grants";
import { identityEvidence } from "./evidence/identity";
import { outsideEvidence } from "./evidence/outside";
import { permissionEvidence } from "./evidence/permission";
import { scopeEvidence } from "./evidence/scope";
import { serviceEvidence } from "./evidence/service";
import { tokenEvidence } from "./evidence/token";

export type { CauseModel } from "./causeModel";

/** The evidence for every cause. What codes say stands in causes/codes.ts. */
export const model: Readonly<Record<CauseId, CauseModel>> = {
  ...addressEvidence,
  ...permissionEvidence,
  ...divisionEvidence,
  ...grantsEvidence,
  ...scopeEvidence,
  ...identityEvidence,
  ...serviceEvidence,
  ...tokenEvidence,
  ...outsideEvidence,
};
