import { catalogs } from '../../../loader/catalogs.ts';
import type { KnownNames } from './known-names.ts';

/** The names of branches and nodes in force, as the build puts them into a file for the form. */
export async function namesFile(): Promise<KnownNames> {
  const { tables } = await catalogs();
  const namesOf = (rows: readonly { name: string; status: string }[]) =>
    rows.filter(({ status }) => status === 'current').map(({ name }) => name);
  return { offices: namesOf(tables.branches), nodes: namesOf(tables.nodes) };
}
