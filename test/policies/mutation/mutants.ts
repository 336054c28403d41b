import ts from "typescript";

/** A rule's source with one thing about its logic changed. */
export interface Mutant {
  /** What was changed, for a person: `line 47: && dropped its left side`. */
  readonly what: string;
  readonly source: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly what: string;
}

const opposites: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, "!=="],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, "==="],
  [ts.SyntaxKind.LessThanToken, ">="],
  [ts.SyntaxKind.LessThanEqualsToken, ">"],
  [ts.SyntaxKind.GreaterThanToken, "<="],
  [ts.SyntaxKind.GreaterThanEqualsToken, "<"],
]);

/**
 * Every small change of the logic of a rule: a condition dropped or turned round, a filter left
 * out, `some` for `every`, ANY for ALL. Texts for people and the rule's description stay as they are.
 */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const edits: Edit[] = [];
  const text = (node: ts.Node): string => node.getText(tree);
  const add = (node: ts.Node, replacement: string, what: string): void => {
    edits.push({ start: node.getStart(tree), end: node.getEnd(), text: replacement, what });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && describing.has(text(node.name))) return;
    if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const { left, right, operatorToken } = node;
      if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken || operatorToken.kind === ts.SyntaxKind.BarBarToken) {
        add(node, `(${text(left)})`, `${text(operatorToken)} lost its right side`);
        if (!guardsAgainstAbsence(left)) add(node, `(${text(right)})`, `${text(operatorToken)} lost its left side`);
      }
      const opposite = opposites.get(operatorToken.kind);
      if (opposite !== undefined) add(operatorToken, opposite, `${text(operatorToken)} became ${opposite}`);
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) add(node, `(${text(node.operand)})`, "! was dropped");
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const name = node.expression.name;
      if (name.text === "filter") add(node, text(node.expression.expression), "a filter was left out");
      if (name.text === "some") add(name, "every", "some became every");
      if (name.text === "every") add(name, "some", "every became some");
    }
    if (ts.isStringLiteral(node) && (node.text === "ANY" || node.text === "ALL")) {
      add(node, JSON.stringify(node.text === "ANY" ? "ALL" : "ANY"), `${node.text} was flipped`);
    }
    if (ts.isIfStatement(node)) add(node.expression, "false", "a condition never holds");
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return edits.map(({ start, end, text: replacement, what }) => ({
    what: `line ${tree.getLineAndCharacterOfPosition(start).line + 1}: ${what}`,
    source: source.slice(0, start) + replacement + source.slice(end),
  }));
}

/** `x !== undefined && …` and `x.kind === "…" && …`: the compiler demands them, and without them the right side says the same or throws. */
function guardsAgainstAbsence(node: ts.Expression): boolean {
  if (!ts.isBinaryExpression(node)) return false;
  const compares = [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(node.operatorToken.kind);
  const narrowsKind = node.left.getText().endsWith(".kind") && ts.isStringLiteral(node.right);
  return compares && (node.right.getText() === "undefined" || narrowsKind);
}

/** Parts of a rule that describe it and decide nothing. */
const describing: ReadonlySet<string> = new Set(["id", "title", "severity", "prevents", "operations", "source", "why", "examples", "remediate", "options"]);
