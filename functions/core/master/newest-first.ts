/** Items by their time, newest first; those of one instant keep their order. */
export function newestFirst<T extends { readonly at: string }>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, instant: Date.parse(item.at) || 0 }))
    .sort((a, b) => b.instant - a.instant)
    .map(({ item }) => item);
}
