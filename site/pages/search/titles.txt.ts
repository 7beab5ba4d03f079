import { titlesFile } from '../../features/search/titles-file.ts';

/** What the search box loads at its first focus. */
export async function GET(): Promise<Response> {
  return new Response(await titlesFile(), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
