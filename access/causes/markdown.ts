import { stages, type Cause, type Sighting } from "./cause";
import { codeMeanings } from "./codes";
import { listCauses } from "./list";
import { detectionWords, stageTitles } from "./text";

/** Folder of the pages, from the project's root. */
export const causePagesFolder = "docs/causes";

/** Between these lines others write on a cause's page (the policies their rules); whoever writes the page keeps what stands there. */
export const addedSection = { begin: "<!-- added: begin -->", end: "<!-- added: end -->" } as const;

/**
 * All pages by their file name in {@link causePagesFolder}: one for each cause, and the index by
 * cause and by code.
 *
 * @param existing What a file holds now; its added section is kept.
 */
export function causePages(existing: (file: string) => string | undefined = () => undefined): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const cause of listCauses()) {
    const file = `${cause.id}.md`;
    pages.set(file, causePage(cause, addedOf(existing(file) ?? "")));
  }
  pages.set("README.md", causeIndex());
  return pages;
}

/** What others have added to a page; empty for a page without. */
export function addedOf(page: string): string {
  const from = page.indexOf(addedSection.begin);
  const to = page.indexOf(addedSection.end);
  return from === -1 || to < from ? "" : page.slice(from + addedSection.begin.length, to).trim();
}

/** The page of one cause. `added` is Markdown that others bring, such as the rules that prevent it. */
export function causePage(cause: Cause, added = ""): string {
  const lines = [
    `# ${cause.title}`,
    "",
    `\`${cause.id}\``,
    "",
    cause.configuration,
    "",
    "## What the caller sees",
    "",
    ...cause.seen.map((seen) => `- ${sighting(seen)}`),
    "",
    "## What people believe, and what holds",
    "",
    ...cause.beliefs.flatMap(({ belief, truth }) => [`- ${belief}`, `  ${truth}`]),
    "",
    "## Fix",
    "",
    cause.fix.sentence,
    "",
    `Where: ${cause.fix.menu}${/[.!?]$/.test(cause.fix.menu) ? "" : "."}`,
    "",
  ];
  if (cause.fix.orgFile !== undefined) lines.push("In an org file, below `config:`:", "", "```yaml", cause.fix.orgFile, "```", "");
  lines.push("## To prove it", "", ...cause.prove.map((line) => `- ${/^(?:curl|genesys-access) /.test(line) ? command(line) : line}`), "");
  lines.push(
    "## What is known",
    "",
    `This is ${cause.certainty}: ${cause.source}. It can be found out ${detectionWords[cause.detectable]}.`,
    "",
    `Mixed up with: ${cause.near.map((id) => `[${id}](${id}.md)`).join(", ")}.`,
    "",
    addedSection.begin,
    ...(added === "" ? [] : [added]),
    addedSection.end,
    "",
  );
  return lines.join("\n");
}

function causeIndex(): string {
  const causes = listCauses();
  const lines = [
    "# Causes of refusals",
    "",
    `${causes.length} reasons why a call to Genesys Cloud is refused, or seems to be. \`genesys-access explain\` finds the one that fits; \`genesys-access causes ID\` shows a page in the terminal.`,
    "",
  ];
  for (const stage of stages) {
    const here = causes.filter((cause) => cause.stage === stage);
    if (here.length === 0) continue;
    lines.push(`## ${stageTitles[stage]}`, "", "| cause | what is wrong | what is seen |", "|---|---|---|");
    for (const cause of here) lines.push(`| [${cause.id}](${cause.id}.md) | ${cell(cause.title)} | ${cell(seenInShort(cause))} |`);
    lines.push("");
  }
  lines.push(
    "## By code",
    "",
    "`only`: nothing else gives the code. `usually`: this mostly. `at times`: one of several.",
    "",
    "| code | causes |",
    "|---|---|",
  );
  const words = { only: "only", usually: "usually", sometimes: "at times" } as const;
  const byCode = new Map<string, string[]>();
  for (const meaning of codeMeanings) {
    const entries = Object.entries(meaning.causes).flatMap(([id, says]) =>
      says === "through" ? [] : [`[${id}](${id}.md) (${words[says]}${meaning.message === undefined ? "" : ", by its message"})`],
    );
    byCode.set(meaning.code, [...(byCode.get(meaning.code) ?? []), ...entries]);
  }
  for (const code of [...byCode.keys()].sort()) {
    const entries = byCode.get(code) ?? [];
    lines.push(
      `| \`${code}\` | ${entries.length === 0 ? "none: the object is the reason, whoever calls" : [...new Set(entries)].join(", ")} |`,
    );
  }
  lines.push("");
  return lines.join("\n");
}

function seenInShort(cause: Cause): string {
  const codes = [
    ...new Set(
      cause.seen.flatMap((seen) =>
        seen.code === undefined ? (seen.status === undefined ? [] : [String(seen.status)]) : [`${seen.status ?? ""} ${seen.code}`.trim()],
      ),
    ),
  ];
  return codes.length === 0 ? "no refusal of its own" : codes.slice(0, 3).join(", ");
}

function sighting(seen: Sighting): string {
  const what = [seen.status === undefined ? "" : `**${seen.status}**`, seen.code === undefined ? "" : `\`${seen.code}\``]
    .filter((part) => part !== "")
    .join(" ");
  const more = [seen.message === undefined ? "" : `"${seen.message}"`, seen.note ?? ""].filter((part) => part !== "").join("; ");
  return [what, more].filter((part) => part !== "").join(": ");
}

/** A command with what follows it in brackets as words beside it. */
function command(line: string): string {
  const match = /^(.*?)(?: \(([^()]*)\))?$/.exec(line);
  const remark = match?.[2];
  return remark === undefined ? `\`${line}\`` : `\`${match?.[1] ?? line}\` (${remark})`;
}

function cell(text: string): string {
  return text.replace(/\|/g, "\\|");
}
