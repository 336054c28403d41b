/** The given keys of a value as far as they are set. */
export function pick<Value extends object, Key extends keyof Value>(
  value: Value,
  keys: readonly Key[],
): { [K in Key]?: Exclude<Value[K], undefined> } {
  const picked: { [K in Key]?: Exclude<Value[K], undefined> } = {};
  for (const key of keys) {
    const found = value[key];
    if (found !== undefined) picked[key] = found as Exclude<Value[Key], undefined>;
  }
  return picked;
}
