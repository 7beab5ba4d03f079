/** The names under which an entry stood before. */
export function formerSlugsOf(data: object): readonly string[] {
  return 'formerSlugs' in data ? ((data.formerSlugs as string[] | undefined) ?? []) : [];
}
