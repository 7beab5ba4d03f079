import { namesFile } from '../../../features/staff/reports/names-file.ts';

/** What the form of a report offers while typing; made by the build, public as the catalogs are. */
export async function GET(): Promise<Response> {
  return Response.json(await namesFile());
}
