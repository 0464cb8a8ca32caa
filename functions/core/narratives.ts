import { parseCount } from '../../schemas/counts.ts';
import type { Reading } from '../../schemas/reading.ts';
import { foldLabel } from '../../schemas/text.ts';
import { eventId } from './event-id.ts';

/** The blanks in which a school tells in its own words what it did. */
const narrativeBlanks = [
  'selfCheck_specialWork',
  'selfCheck_planText',
  'monthlyReport_handledDesc',
  'monthlyReport_handlingText',
];

/** What is said of cases says nothing where there were none: the same sentence then stands in many reports, and rightly. */
const ofCases: readonly string[] = ['monthlyReport_handledDesc', 'monthlyReport_handlingText'];

/** Characters, folded: shorter ones are turns of phrase that anybody may use again. */
const least = 12;

/** The narratives of a report that are worth comparing, folded, by `<form>_<field>`. */
export function narrativesOf({ found }: Pick<Reading, 'found'>): Readonly<Record<string, string>> {
  const isZero = (key: string): boolean => {
    const raw = found[key]?.raw ?? null;
    const answer = raw === null ? undefined : parseCount(raw);
    return answer?.is === 'value' && answer.value === 0;
  };
  const noCases = isZero('monthlyReport_incidents') && isZero('monthlyReport_handledCount');
  const texts = narrativeBlanks
    .filter((key) => !(noCases && ofCases.includes(key)))
    .map((key) => [key, foldLabel(String(found[key]?.raw ?? ''))] as const);
  return Object.fromEntries(texts.filter(([, text]) => text.length >= least));
}

/** A narrative as twelve hex digits: enough to tell that two schools wrote the same, too little to say what. */
export function narrativeHash(folded: string): string {
  return eventId('', folded).slice(1, 13);
}
