import { catalogs } from '../../../loader/catalogs.ts';

/** Names to choose from while typing: the bank's branches and the nodes that are in force. */
export async function knownNames(): Promise<{ offices: string[]; nodes: string[] }> {
  const { tables } = await catalogs();
  const namesOf = (rows: readonly { name: string; status: string }[]) =>
    rows.filter(({ status }) => status === 'current').map(({ name }) => name);
  return { offices: namesOf(tables.branches), nodes: namesOf(tables.nodes) };
}
