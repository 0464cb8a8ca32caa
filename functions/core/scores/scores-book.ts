import type { Book } from '../../../schemas/book.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { yearTitle } from '../campaign-year.ts';
import { scoreEvidenceTab } from './evidence-tab.ts';
import { scoresTab } from './scores-tab.ts';
import type { ScoresView } from './scores-view.ts';

/** A year's scores as a workbook of their own (S8): the same two tabs as in the master. `asOf`: 数据截至, ISO. */
export function scoresBook(view: ScoresView, asOf: string): Book {
  return {
    title: `${yearTitle(view)}${masterTabs.scores}`,
    tabs: [scoresTab(view, asOf), scoreEvidenceTab(view, asOf)],
    names: [],
  };
}
