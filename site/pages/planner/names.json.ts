import { namesFile } from '../../features/planner/planner-data.ts';
import { catalogs } from '../../loader/catalogs.ts';

export async function GET(): Promise<Response> {
  return Response.json(namesFile(await catalogs()));
}
