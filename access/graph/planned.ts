/** A resource that somebody declares: its type and inputs as far as they are known before an update, without secrets. */
export interface PlannedObject {
  /** Type token such as `genesyscloud:index/group:Group`; a component of ours where it makes calls itself. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Key of the entity of the graph that it makes, or of the holder to whom it grants, where that is known. */
  readonly key?: string;
}

/** The objects by type and name, so that the order in which they were declared does not show. */
export function sortedPlanned(objects: readonly PlannedObject[]): readonly PlannedObject[] {
  const words = ({ type, name, key = "" }: PlannedObject): string => `${type}\u0000${name}\u0000${key}`;
  return [...objects].sort((one, other) => (words(one) < words(other) ? -1 : words(one) > words(other) ? 1 : 0));
}
