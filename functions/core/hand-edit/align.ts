import { sameWords, type TextBlock } from './document-text.ts';

/** How an edited document stands to the draft: blocks that are the same, and what stands between them. */
export interface Stretch {
  /** What the draft has there, and what the edited document has; both are empty nowhere. */
  readonly drafted: readonly TextBlock[];
  readonly edited: readonly TextBlock[];
  /** Number of the first drafted block, from 0. */
  readonly at: number;
}

/** The places where two documents differ, in order, by the longest run of blocks that are the same. */
export function stretchesBetween(drafted: readonly TextBlock[], edited: readonly TextBlock[]): readonly Stretch[] {
  const a = drafted.map(keyOf);
  const b = edited.map(keyOf);
  const longest = table(a, b);
  const stretches: Stretch[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [from, since] = [i, j];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j]))
      if (j >= b.length || (i < a.length && (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0))) i += 1;
      else j += 1;
    stretches.push({ drafted: drafted.slice(from, i), edited: edited.slice(since, j), at: from });
  }
  return stretches;
}

function keyOf(block: TextBlock): string {
  return block.is === 'paragraph' ? sameWords(block.text) : JSON.stringify(block.rows.map((row) => row.map(sameWords)));
}

/** How many blocks are the same from each pair of places on. */
function table(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const counts = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = counts[i] as number[];
      row[j] = a[i] === b[j] ? (counts[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(counts[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  return counts;
}
