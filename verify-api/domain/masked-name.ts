/** 王小明 → 王*明, 王明 → 王*, 欧阳小明 → 欧**明. Counts characters, so 𠮷田 → 𠮷*. */
export function maskName(name: string): string {
  const characters = [...name];
  const first = characters[0] ?? '';
  const last = characters.length > 2 ? (characters.at(-1) ?? '') : '';
  const hidden = Math.max(1, characters.length - (last === '' ? 1 : 2));
  return `${first}${'*'.repeat(hidden)}${last}`;
}
