import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { Failure } from "../plan/check";
import type { Change } from "../plan/diff";

/** The property that a path begins with. */
function top(path: string): string {
  return path.split(/[.[]/)[0] ?? "";
}

/**
 * What is wrong with inputs, as an answer. The engine prints the value of the property that it is told; of a secret it is told only
 * in words which one it is.
 */
export function checkFailures(failures: readonly Failure[], secrets: ReadonlySet<string>): rpc.CheckFailure[] {
  return failures.map(({ path, reason }) => {
    const failed = new rpc.CheckFailure();
    const secret = secrets.has(top(path));
    failed.setProperty(secret ? "" : path);
    failed.setReason(secret ? `${path}: ${reason}` : reason);
    return failed;
  });
}

const kinds = {
  add: [rpc.PropertyDiff.Kind.ADD, rpc.PropertyDiff.Kind.ADD_REPLACE],
  delete: [rpc.PropertyDiff.Kind.DELETE, rpc.PropertyDiff.Kind.DELETE_REPLACE],
  update: [rpc.PropertyDiff.Kind.UPDATE, rpc.PropertyDiff.Kind.UPDATE_REPLACE],
} as const;

/** What changes, as an answer. */
export function diffResponse(changes: readonly Change[], replaces: boolean): rpc.DiffResponse {
  const response = new rpc.DiffResponse();
  response.setChanges(changes.length > 0 ? rpc.DiffResponse.DiffChanges.DIFF_SOME : rpc.DiffResponse.DiffChanges.DIFF_NONE);
  response.setDiffsList([...new Set(changes.map(({ path }) => top(path)))]);
  response.setReplacesList(replaces ? [...new Set(changes.filter((change) => change.replaces).map(({ path }) => top(path)))] : []);
  // A replacement has the same URN and so the same mark: made while the old one is there, it could be taken for the old one.
  response.setDeletebeforereplace(true);
  response.setHasdetaileddiff(true);
  for (const { path, kind, replaces: replace } of changes) {
    const detail = new rpc.PropertyDiff();
    detail.setKind(kinds[kind][replace && replaces ? 1 : 0]);
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}
