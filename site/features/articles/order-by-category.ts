/**
 * Entries by category: in the order that the bank gives its categories, else in which they come.
 * @param order the closed list of bank.yaml, when the bank keeps one
 */
export function orderByCategory<T extends { data: { category: string } }>(
  entries: readonly T[],
  order: readonly string[] = [],
): { category: string; list: T[] }[] {
  const place = (category: string) => {
    const index = order.indexOf(category);
    return index < 0 ? order.length : index;
  };
  return [...Map.groupBy(entries, ({ data }) => data.category)]
    .map(([category, list]) => ({ category, list }))
    .toSorted((a, b) => place(a.category) - place(b.category));
}
