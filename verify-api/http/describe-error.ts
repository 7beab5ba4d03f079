/**
 * An unexpected error for the log: kinds, codes and places, but no messages of the database wrapper
 * or of parsers, for those quote the data that they failed on.
 */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const { code, constraint, constraint_name } = at as unknown as Record<string, unknown>;
    const label = [at.name, code, constraint_name ?? constraint].filter(Boolean).join(' ');
    parts.push(`${label}${depth === 0 ? places(at) : ''}`);
  }
  return parts.length > 0 ? parts.join(' <- ') : typeof error;
}

function places(error: Error): string {
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return frames.slice(0, 5).join('').replaceAll(/\s+/g, ' ');
}
