import { spawn } from "node:child_process";
import { UserError } from "../../access/errors";
import type { Session } from "../stack/session";

/**
 * Sets a value of Pulumi's configuration. The value goes over standard input, where no list of
 * processes shows it. Throws a UserError when the engine refuses; the value is in no message.
 */
export async function setConfig(session: Session, key: string, value: string, secret: boolean): Promise<void> {
  const args = ["config", "set", "--stack", session.org, "--path", key, secret ? "--secret" : "--plaintext", "--non-interactive", "--color", "never"];
  const child = spawn(session.call.pulumi, args, { cwd: session.call.root, env: session.call.env, stdio: ["pipe", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => (said += part));
  child.stdin.on("error", () => undefined);
  child.stdin.end(value);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (ended) => resolve(ended ?? -1));
  });
  if (code === 0) return;
  throw new UserError({
    what: `the configuration ${key} cannot be set`,
    where: session.context.orgFile,
    why: said.split(value).join("[hidden]").replace(/^error: /, "").trim() || `pulumi ended with ${code}.`,
    next: "correct it and run this again. What was made in the org was taken back.",
  });
}
