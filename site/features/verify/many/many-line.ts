/** What the page's script is told while many reports are verified; one of the last two comes last. */
export type ManyLine = { done: number; total: number } | { html: string } | { refused: string };
