/** What `drawn-once.astro` has drawn, by name; for the life of the process. */
export const drawnParts = new Map<string, string>();
