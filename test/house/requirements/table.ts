import { columnsWide } from '../../../schemas/text.ts';
import type { Requirement, TestName } from './requirement.ts';

/** How a test ended in this run. */
export interface Outcome {
  /** Below `test/`. */
  readonly file: string;
  /** Its whole name, the names of its groups before it. */
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, where it says so. */
  readonly note?: string;
}

/** Numbers that the plan has. */
export const numbers: readonly string[] = Array.from({ length: 102 }, (_, index) => `S${index + 1}`);

const quoteWide = 36;

/**
 * One line a number: `√` where its tests passed, `–` and the reason where none can be, `○` where one was skipped, which
 * serves nothing, `×` where a number is missing, pending or without a reason, or a test is missing or did not pass.
 *
 * @returns the lines, and how many are `×`: the run fails where there is one.
 */
export function requirementsTable(
  requirements: readonly Requirement[],
  outcomes: readonly Outcome[],
): { readonly lines: readonly string[]; readonly wrong: number } {
  const ended = new Map<string, readonly Outcome[]>(
    Object.entries(Object.groupBy(outcomes, ({ file, name }) => keyOf([file, name]))).map(([key, all]) => [
      key,
      all ?? [],
    ]),
  );
  const counts = { '√': 0, '–': 0, '○': 0, '×': 0 };
  const lines = numbers.map((number) => {
    const [requirement, ...others] = requirements.filter((it) => it.number === number);
    const [mark, why] = others.length > 0 ? (['×', 'declared twice'] as const) : shown(requirement, ended);
    counts[mark] += 1;
    return `${number.padEnd(5)}${fitted(requirement?.quote ?? '')} ${mark} ${why}`;
  });
  const unknown = requirements.filter(({ number }) => !numbers.includes(number)).map(({ number }) => number);
  const sum = `S1–S102: ${counts['√']} served, ${counts['–']} with a reason, ${counts['○']} skipped, ${counts['×']} not shown`;
  return {
    lines: [...lines, ...unknown.map((number) => `${number} × no such number`), sum],
    wrong: counts['×'] + unknown.length,
  };
}

function shown(
  requirement: Requirement | undefined,
  ended: ReadonlyMap<string, readonly Outcome[]>,
): readonly ['√' | '–' | '○' | '×', string] {
  if (!requirement) return ['×', 'not declared'];
  const { tests, reason, pending } = requirement;
  if (pending !== undefined) return ['×', `pending: ${pending}`];
  const [first] = tests;
  if (!first) return reason?.trim() ? ['–', reason] : ['×', 'neither a test nor a reason'];
  const skipped: string[] = [];
  for (const test of tests) {
    const all = ended.get(keyOf(test));
    if (!all) return ['×', `no such test: ${title(test)}`];
    // Several examples may bear one name.
    if (all.some(({ state }) => state === 'failed')) return ['×', `failed: ${title(test)}`];
    const left = all.find(({ state }) => state === 'skipped');
    if (left) skipped.push(`skipped: ${title(test)}${left.note === undefined ? '' : ` (${left.note})`}`);
  }
  if (skipped[0] !== undefined) return ['○', skipped[0]];
  return ['√', `${title(first)}${tests.length > 1 ? ` (+${tests.length - 1})` : ''}`];
}

function keyOf([file, name]: TestName): string {
  return `${file}\n${name}`;
}

function title([file, name]: TestName): string {
  return `${file} › ${name.replaceAll(' > ', ' › ')}`;
}

/** Cut and filled to one width, a Chinese character being two wide. */
function fitted(quote: string): string {
  let text = quote;
  if (columnsWide(text) > quoteWide) {
    while (columnsWide(text) > quoteWide - 2) text = text.slice(0, -1);
    text += '…';
  }
  return text + ' '.repeat(quoteWide - columnsWide(text));
}
