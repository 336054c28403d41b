import type { CommandDefinition } from "../definition";
import { askCommands } from "./ask";
import { deployCommands } from "./deploy";
import { liveCommands } from "./live";
import { setupCommands } from "./setup";
import { vendorCommands } from "./vendor";

/** Every command, in the order of the help. */
export const commandDefinitions: readonly CommandDefinition[] = [...deployCommands, ...askCommands, ...liveCommands, ...setupCommands, ...vendorCommands];
