import type { GenesysApi } from "../api/client";
import { ProviderError } from "../api/errors";
import { notFound } from "./directory";
import type { Queue } from "./model";

/**
 * Ids of queues by their names, exactly. The organization is asked for each name: some have thousands of queues.
 *
 * @throws ProviderError for a name that no queue has, or several
 */
export async function queueIds(api: GenesysApi, names: readonly string[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const name of new Set(names)) {
    const queues = await api.list<Queue>("/api/v2/routing/queues", { name });
    const found = queues.filter((queue) => queue.name === name);
    const [only] = found;
    if (only === undefined)
      throw notFound(
        "queue",
        name,
        queues.map((queue) => queue.name),
        `the organization (${api.settings.target}) that the deployer sees (it needs routing:queue:view in the queue's division)`,
      );
    if (found.length > 1)
      throw new ProviderError(`Several queues are called "${name}": ${found.map(({ id }) => id).join(", ")}. Name the queue by its id.`);
    ids.set(name, only.id);
  }
  return ids;
}
