import type { Book, BookTab } from '../../../schemas/book.ts';
import type { Form } from '../../../schemas/form.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { scoreEvidenceTab } from '../scores/evidence-tab.ts';
import { scoresTab } from '../scores/scores-tab.ts';
import { agendaTab } from './agenda-tab.ts';
import { bulletinsTab } from './bulletins-tab.ts';
import { changesTab } from './changes-tab.ts';
import { findingsTab } from './findings-tab.ts';
import { formNames, formTab } from './form-tab.ts';
import { helpTab } from './help-tab.ts';
import { lettersTab } from './letters-tab.ts';
import type { MasterView } from './master-view.ts';
import { mattersTab } from './matters-tab.ts';
import { overviewTab } from './overview-tab.ts';
import { progressTab } from './progress-tab.ts';
import { proposalsTab } from './proposals-tab.ts';
import { publicationsTab } from './publications-tab.ts';
import { reconciliationTab } from './reconciliation-tab.ts';
import { rulesTab } from './rules-tab.ts';
import { runsTab } from './runs-tab.ts';

type TabKey = keyof typeof masterTabs;

/** 总表.xlsx as plain values: the same view gives the same book. */
export function masterBook(view: MasterView): Book {
  const keys = Object.keys(masterTabs) as TabKey[];
  return {
    title: `${view.settings.campaign}总表`,
    tabs: keys.map((key) => tabOf(view, key)),
    names: view.forms.flatMap((form) => {
      const tab = tabFor(form);
      return tab === undefined ? [] : formNames(view, tab, form);
    }),
  };
}

function tabOf(view: MasterView, key: TabKey): BookTab {
  switch (key) {
    case 'overview':
      return overviewTab(view);
    case 'progress':
      return progressTab(view);
    case 'selfCheck':
    case 'monthlyReport':
    case 'annualSummary':
      return formTab(view, masterTabs[key], formOf(view, key));
    case 'findings':
      return findingsTab(view);
    case 'changes':
      return changesTab(view);
    case 'reminders':
      return lettersTab(view);
    case 'bulletins':
      return bulletinsTab(view);
    case 'publications':
      return publicationsTab(view);
    case 'runs':
      return runsTab(view);
    case 'rules':
      return rulesTab(view);
    case 'matters':
      return mattersTab(view);
    case 'proposals':
      return proposalsTab(view);
    case 'reconciliation':
      return reconciliationTab(view);
    case 'agenda':
      return agendaTab(view);
    case 'scores':
      return scoresTab(view.scores, view.asOf);
    case 'scoreEvidence':
      return scoreEvidenceTab(view.scores, view.asOf);
    case 'help':
      return helpTab(view);
  }
}

function formOf(view: MasterView, key: string): Form {
  const form = view.forms.find((candidate) => candidate.key === key);
  if (!form) throw new RangeError(`the view lacks the form ${key}`);
  return form;
}

function tabFor(form: Form): string | undefined {
  return Object.entries(masterTabs).find(([key]) => key === form.key)?.[1];
}
