import { tickGroups, ticks } from '../bulletin/tick-groups.ts';
import { folded } from './folded.ts';
import type { ChecklistMeasure } from './marks.ts';

const all = '(?=(?:[一二三四五六七八九十]|\\d+)?项?(?:全部|全|都|均)(?:有|落实|齐全))';
const some = '(?=(?:中|里|一栏)?(?:还)?(?:有[“"]?无|有缺项|缺项|不全|不齐))';

/** How sentences speak of the headings and lines of 自查表; the heading is the mark, what follows says of which sort. */
export const checklistWords: readonly { readonly pattern: RegExp; readonly measure: ChecklistMeasure }[] = [
  ...tickGroups.flatMap((title) => [
    { pattern: new RegExp(`${exactly(title)}${all}`, 'y'), measure: `whole/${title}` as const },
    { pattern: new RegExp(`${exactly(title)}${some}`, 'y'), measure: `lacking/${title}` as const },
  ]),
  ...ticks.flatMap(({ key, title }) => [
    {
      pattern: new RegExp(`${exactly(title)}(?=[”"]?(?:一项)?[为是填]*[“"]?无)`, 'y'),
      measure: `without/${key}` as const,
    },
    {
      pattern: new RegExp(`${exactly(title)}(?=[”"]?(?:一项)?[为是填]*[“"]?有)`, 'y'),
      measure: `with/${key}` as const,
    },
  ]),
];

/** The words as a pattern, without the stop that some lines of the paper end with. */
function exactly(title: string): string {
  return folded(title)
    .replace(/[。.]$/, '')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
