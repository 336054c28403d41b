import type { Invocation } from "./definition";
import type { Io } from "./frame/io";

/** What every command module exports. */
export interface CommandModule {
  readonly run: (invocation: Invocation, io: Io) => Promise<number>;
}

/**
 * The modules of the commands, each loaded only when its command runs. The build gives every one
 * of them a bundle of its own, so that a question is answered without loading what an update needs.
 */
export const commandModules: Readonly<Record<string, () => Promise<CommandModule>>> = {
  up: () => import("./up"),
  preview: () => import("./preview"),
  refresh: () => import("./refresh"),
  destroy: () => import("./destroy"),
  verify: () => import("./verify"),
  env: () => import("./env"),
  emulator: () => import("./emulator"),
  orgs: () => import("./orgs"),
  "new-org": () => import("./new-org"),
  onboard: () => import("./onboard"),
  preflight: () => import("./preflight"),
  deployer: () => import("./deployer"),
  bootstrap: () => import("./bootstrap"),
  catalogue: () => import("./catalogue"),
  check: () => import("./check"),
  rules: () => import("./rules"),
  needs: () => import("./needs"),
  can: () => import("./can"),
  who: () => import("./who"),
  what: () => import("./what"),
  explain: () => import("./explain"),
  search: () => import("./search"),
  causes: () => import("./causes"),
};
