import { ProviderError } from "../api/errors";
import { resourceToken } from "../schema/define";
import type { Operation } from "../session";
import { isMarked, markOf } from "./mark";

/** An object that may be the operation's own, left by an interrupted run. */
interface Candidate {
  readonly id: string;
  readonly name: string;
  /** `deleted`: destroyed before, and kept by the org; using it again restores it. */
  readonly state?: string | undefined;
}

/**
 * The object that carries the mark of the operation's resource, if there is one: made by a run that ended before the engine could
 * note it. What the engine knows already is not among them.
 *
 * @param noun what it is, such as `role`
 * @param markedText where an object of this type carries its mark
 * @throws ProviderError when several carry it
 */
export function findOwn<Entity extends Candidate>(
  operation: Operation,
  noun: string,
  entities: readonly Entity[],
  markedText: (entity: Entity) => string | undefined,
): Entity | undefined {
  const mark = markOf(operation.urn);
  const own = entities.filter((entity) => isMarked(markedText(entity), mark) && !operation.session.olds.has(operation.urn, entity.id));
  if (own.length > 1) {
    throw new ProviderError(
      `${own.length} objects of the type ${noun} carry the mark of this resource: ${own.map(({ id }) => id).join(", ")}. ` +
        "One is this resource's own, the others are copies of it.\nNext: remove the text (pulumi:…) from the description of the copies, then run again.",
    );
  }
  const [found] = own;
  if (found !== undefined) {
    operation.session.log.warn(
      operation.urn,
      found.state === "deleted"
        ? `Restored ${noun} "${found.name}" (${found.id}): this resource made it before, and the org had kept it as deleted.`
        : `Adopted ${noun} "${found.name}" (${found.id}): this resource made it in a run that was interrupted.`,
    );
  }
  return found;
}

/** The error for an object of the same name that is not this resource's own. It is left alone. */
export function taken(operation: Operation, definition: string, noun: string, existing: Candidate): ProviderError {
  if (operation.session.olds.has(operation.urn, existing.id)) {
    return new ProviderError(
      `The ${noun} "${existing.name}" (${existing.id}) is the one that is being replaced, and there can be only one of that name.\n` +
        "Next: leave the option deleteBeforeReplace as the provider sets it.",
    );
  }
  const name = operation.urn.split("::").at(-1) ?? "";
  return new ProviderError(
    `A ${noun} "${existing.name}" exists already (${existing.id}), and this resource did not make it. It was not touched.\n` +
      `Next: choose another name, or manage the existing one with: pulumi import ${resourceToken(definition)} ${name} ${existing.id}`,
  );
}
