/** Names to choose from while typing: the bank's branches and the nodes that are in force. */
export interface KnownNames {
  offices: string[];
  nodes: string[];
}

let read: Promise<KnownNames> | undefined;

/**
 * Read once from the file that the build has made, for the service holds no catalogs. Without it
 * nothing is offered and everything can still be typed.
 */
export async function knownNames(api: App.Locals['api']): Promise<KnownNames> {
  read ??= readNames(api);
  try {
    return await read;
  } catch {
    read = undefined;
    return { offices: [], nodes: [] };
  }
}

async function readNames(api: App.Locals['api']): Promise<KnownNames> {
  const answer = await api?.(new Request('http://internal/staff/reports/names.json'));
  if (!answer?.ok) throw new Error(`names.json: ${answer?.status ?? 'no service'}`);
  return (await answer.json()) as KnownNames;
}
