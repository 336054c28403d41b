/** A value of Terraform's language. */
export type HclValue = string | number | boolean | HclReference | readonly HclValue[] | { readonly [key: string]: HclValue };

/** Text that is written as it is: a reference, a type, a call. */
export class HclReference {
  constructor(readonly text: string) {}
}

/** A block: its words (`resource`, type, name), and what is in it, in order. */
export interface HclBlock {
  readonly words: readonly string[];
  /** A remark above it. */
  readonly comment?: readonly string[];
  readonly body: readonly HclItem[];
}

/** An attribute or a block. */
export type HclItem = { readonly name: string; readonly value: HclValue } | HclBlock;

/** A reference such as `genesyscloud_auth_role.archive.id`. */
export function ref(text: string): HclReference {
  return new HclReference(text);
}

/** Attributes of a block, without those that are undefined. */
export function attributes(values: Readonly<Record<string, HclValue | undefined>>): HclItem[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

/** A file, laid out as `terraform fmt` does. */
export function hclText(blocks: readonly HclBlock[], comment: readonly string[] = []): string {
  const head = comment.length === 0 ? [] : [comment.map(remark).join("\n")];
  return `${[...head, ...blocks.map((block) => blockLines(block).join("\n"))].join("\n\n")}\n`;
}

/** A name that Terraform takes for a resource: letters, digits and `_`, each name once. */
export class HclNames {
  readonly #taken = new Set<string>();
  readonly #names = new Map<string, string>();

  /** The name for a thing; the same thing gets the same name. */
  of(kind: string, thing: string): string {
    const key = `${kind} ${thing}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const word = thing.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
    const base = /^[a-z]/.test(word) ? word : `n_${word}`.replace(/_+$/, "");
    let name = base;
    for (let count = 2; this.#taken.has(`${kind} ${name}`); count += 1) name = `${base}_${count}`;
    this.#taken.add(`${kind} ${name}`);
    this.#names.set(key, name);
    return name;
  }
}

/** A text in quotes, with everything escaped that Terraform would read. */
export function quoted(text: string): string {
  const escaped = text
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(/\$\{/g, "$$${")
    .replace(/%\{/g, "%%{");
  return `"${escaped}"`;
}

function remark(line: string): string {
  return line === "" ? "#" : `# ${line}`;
}

function blockLines(block: HclBlock): string[] {
  const [first = "", ...labels] = block.words;
  const head = [first, ...labels.map(quoted)].join(" ");
  const comment = (block.comment ?? []).map(remark);
  if (block.body.length === 0) return [...comment, `${head} {}`];
  return [...comment, `${head} {`, ...bodyLines(block.body).map((line) => (line === "" ? "" : `  ${line}`)), "}"];
}

function bodyLines(body: readonly HclItem[]): string[] {
  const lines: string[] = [];
  let run: { name: string; value: HclValue }[] = [];
  const flush = (): void => {
    lines.push(...attributeLines(run));
    run = [];
  };
  for (const item of body) {
    if ("name" in item) {
      run.push(item);
      continue;
    }
    flush();
    if (lines.length > 0) lines.push("");
    lines.push(...blockLines(item));
  }
  flush();
  return lines;
}

/** `terraform fmt` aligns the equals signs of attributes that follow one another and fit on one line each. */
function attributeLines(run: readonly { readonly name: string; readonly value: HclValue }[]): string[] {
  const written = run.map(({ name, value }) => ({ name, lines: valueLines(value) }));
  const lines: string[] = [];
  let start = 0;
  while (start < written.length) {
    let end = start;
    while (end < written.length && (written[end]?.lines.length ?? 0) === 1) end += 1;
    const group = written.slice(start, end);
    const width = Math.max(0, ...group.map((one) => one.name.length));
    for (const one of group) lines.push(`${one.name.padEnd(width)} = ${one.lines[0] ?? ""}`);
    const long = written[end];
    if (long !== undefined) {
      const [first = "", ...rest] = long.lines;
      lines.push(`${long.name} = ${first}`, ...rest);
    }
    start = end + 1;
  }
  return lines;
}

function valueLines(value: HclValue): string[] {
  if (typeof value === "string") return [quoted(value)];
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  if (value instanceof HclReference) return [value.text];
  if (Array.isArray(value)) {
    const items = (value as readonly HclValue[]).map((one) => valueLines(one));
    const flat = `[${items.map((lines) => lines.join(" ")).join(", ")}]`;
    if (flat.length <= 90 && items.every((lines) => lines.length === 1)) return [flat];
    return ["[", ...items.flatMap((lines) => lines.map((line, index) => `  ${line}${index === lines.length - 1 ? "," : ""}`)), "]"];
  }
  const entries = Object.entries(value as Readonly<Record<string, HclValue>>);
  if (entries.length === 0) return ["{}"];
  const keys = entries.map(([key]) => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : quoted(key)));
  const inner = attributeLines(entries.map(([, one], index) => ({ name: keys[index] ?? "", value: one })));
  return ["{", ...inner.map((line) => `  ${line}`), "}"];
}
