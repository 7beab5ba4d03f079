import type { Catalogs } from '../../loader/build-catalogs.ts';

/**
 * An answer about one entry that several pages and lists ask for, worked out once a bank. It stays
 * in memory for the whole build: let it be small, and let nobody change it.
 */
export function oncePerCode<T>(answer: (bank: Catalogs, code: string) => T) {
  const answers = new WeakMap<Catalogs, Map<string, T>>();
  return (bank: Catalogs, code: string): T => {
    const known = answers.get(bank) ?? new Map<string, T>();
    answers.set(bank, known);
    if (!known.has(code)) known.set(code, answer(bank, code));
    return known.get(code) as T;
  };
}
