/** Repeatable chance: the same seed gives the same draws on every machine. */
export interface SeededRandom {
  /** From 0 up to, but not including, 1. */
  next: () => number;
  /** A whole number from `least` to `most`, both included. */
  between: (least: number, most: number) => number;
  chance: (share: number) => boolean;
  /** Throws RangeError on an empty list. */
  pick: <T>(list: readonly T[]) => T;
  /**
   * As `pick`, but some entries far more often than others, as in life. The favourites repeat in
   * every block of fifty, so that a longer list has more of them, not more popular ones.
   */
  favourite: <T>(list: readonly T[]) => T;
}

/** Mulberry32: 32 bits of state, good enough to shuffle names. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const at = <T>(list: readonly T[], index: number): T => {
    if (list.length === 0) throw new RangeError('nothing to pick from');
    return list[index] as T;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    pick: (list) => at(list, Math.floor(next() * list.length)),
    favourite: (list) => {
      const start = Math.floor(next() * Math.ceil(list.length / 50)) * 50;
      const length = Math.min(50, list.length - start);
      return at(list, start + Math.floor(next() ** 2 * length));
    },
  };
}

/** A new list in an order of chance. */
export function shuffled<T>(list: readonly T[], random: SeededRandom): T[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = random.between(0, last);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
