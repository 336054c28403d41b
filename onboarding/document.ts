/** A page as plain data: written as Markdown and as HTML from one value. */
export interface PageDocument {
  readonly title: string;
  readonly blocks: readonly PageBlock[];
}

/** A part of a page. Texts may hold `code` in backquotes and **strong** words. */
export type PageBlock =
  | { readonly kind: "heading"; readonly text: string; readonly level: 2 | 3 }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[]; readonly numbered?: boolean }
  | { readonly kind: "table"; readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** The page as Markdown. */
export function pageMarkdown(page: PageDocument): string {
  const parts = page.blocks.map((block) => {
    switch (block.kind) {
      case "heading":
        return `${"#".repeat(block.level)} ${block.text}`;
      case "text":
        return block.text;
      case "list":
        return block.items.map((item, index) => `${block.numbered === true ? `${index + 1}.` : "-"} ${item}`).join("\n");
      case "table":
        return [block.headers, block.headers.map(() => "---"), ...block.rows].map((row) => `| ${row.map((cell) => cell.replace(/\|/g, "\\|")).join(" | ")} |`).join("\n");
    }
  });
  return `${[`# ${page.title}`, ...parts].join("\n\n")}\n`;
}

const style = [
  "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}",
  "h1{line-height:1.2}h2{margin-top:2.2rem;border-bottom:1px solid #ccc}",
  "code{font:0.9em ui-monospace,monospace;background:#f1f1f1;padding:0 .25em;border-radius:3px;overflow-wrap:anywhere;white-space:pre-wrap}",
  "table{border-collapse:collapse;width:100%}th,td{border:1px solid #ccc;padding:.35rem .6rem;text-align:left;vertical-align:top}th{background:#f5f5f5}",
  "li{margin:.3rem 0}@media print{body{margin:0;max-width:none}}",
  "@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}code,th{background:#2a2a2a}th,td,h2{border-color:#555}}",
].join("\n");

/** The page as one HTML file that needs nothing else. */
export function pageHtml(page: PageDocument): string {
  const parts = page.blocks.map((block) => {
    switch (block.kind) {
      case "heading":
        return `<h${block.level}>${inline(block.text)}</h${block.level}>`;
      case "text":
        return `<p>${inline(block.text)}</p>`;
      case "list": {
        const tag = block.numbered === true ? "ol" : "ul";
        return `<${tag}>\n${block.items.map((item) => `<li>${inline(item)}</li>`).join("\n")}\n</${tag}>`;
      }
      case "table": {
        const row = (cells: readonly string[], cell: "th" | "td"): string => `<tr>${cells.map((text) => `<${cell}>${inline(text)}</${cell}>`).join("")}</tr>`;
        return `<table>\n<thead>${row(block.headers, "th")}</thead>\n<tbody>\n${block.rows.map((cells) => row(cells, "td")).join("\n")}\n</tbody>\n</table>`;
      }
    }
  });
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(page.title)}</title>`,
    `<style>\n${style}\n</style>`,
    "</head>",
    "<body>",
    `<h1>${inline(page.title)}</h1>`,
    ...parts,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** A name as code, whatever is in it. */
export function code(text: string): string {
  return `\`${text.replace(/`/g, "'").replace(/[\r\n\t]/g, " ")}\``;
}

function inline(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") && part.length > 1 ? `<code>${escaped(part.slice(1, -1))}</code>` : escaped(part).replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")))
    .join("");
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
