import type { SameMeaning } from "../plan/diff";
import type { Failure } from "../plan/check";
import type { ResourceDefinition } from "../schema/define";
import type { Values } from "../rpc/values";
import type { Operation } from "../session";

/** What an operation left behind. */
export interface Outcome {
  readonly id: string;
  readonly outputs: Values;
  /** What is not finished although the object is there. The engine keeps the object and fails the run; the next run updates it. */
  readonly problems: readonly string[];
}

/** What Genesys Cloud has, as outputs and as the inputs that would make it so. */
export interface Reading {
  readonly id: string;
  readonly outputs: Values;
  readonly inputs: Values;
}

/** One type of resource. */
export interface ResourceHandler {
  readonly definition: ResourceDefinition;
  /** What the definition cannot say about inputs. Unknown values must pass. */
  readonly check?: (inputs: Values) => Failure[];
  /** Properties that may mean the same although they are written differently, given the resource's state. */
  readonly same?: (state: Values) => Readonly<Record<string, SameMeaning>>;
  /** Outputs that an update makes unknown until it is done. */
  readonly unsettled?: (before: Values, after: Values) => readonly string[];
  /** Consequences of an update that a preview must not leave unsaid. */
  readonly warnings?: (before: Values, after: Values, state: Values) => readonly string[];
  readonly create: (operation: Operation, inputs: Values) => Promise<Outcome>;
  /** Undefined when there is no such object (any more). Without state and inputs it is an import. */
  readonly read: (operation: Operation, id: string, state: Values | undefined, inputs: Values | undefined) => Promise<Reading | undefined>;
  readonly update: (operation: Operation, id: string, state: Values, before: Values, inputs: Values) => Promise<Outcome>;
  readonly delete: (operation: Operation, id: string, state: Values) => Promise<void>;
}
