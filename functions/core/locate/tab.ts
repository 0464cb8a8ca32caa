import type { Sheet, Workbook } from '../../../schemas/grid.ts';
import { feedbackName, guideName, identitySheet } from '../../../schemas/tree.ts';
import { indexSheet, type SheetIndex } from './landmarks.ts';
import type { TabPlan } from './plan.ts';

/** The tab that holds a form, and further ones that look like it. */
export interface Tabs {
  readonly sheet: Sheet;
  readonly doubles: readonly Sheet[];
}

/** How many of ten different words of a form a tab must hold to be taken for it. */
const alikeFromTenths = 8;

/** Finds the tabs of forms in one workbook; each sheet's words are looked through at most once. */
export class TabFinder {
  readonly #workbook: Workbook;
  readonly #plans: readonly TabPlan[];
  readonly #extras: readonly Sheet[];
  readonly #indexes = new Map<Sheet, SheetIndex>();

  constructor(workbook: Workbook, plans: readonly TabPlan[]) {
    this.#workbook = workbook;
    this.#plans = plans;
    const known = new Set([guideName, identitySheet, feedbackName, ...plans.map(({ tab }) => tab.name)]);
    this.#extras = workbook.sheets.filter(({ name }) => !known.has(name));
  }

  indexOf(sheet: Sheet): SheetIndex {
    const index = this.#indexes.get(sheet) ?? indexSheet(sheet);
    this.#indexes.set(sheet, index);
    return index;
  }

  /** True where no other tab but the one of that name can hold the form. */
  isAlone(sheet: Sheet | undefined, plan: TabPlan): sheet is Sheet {
    return sheet !== undefined && !this.#extras.some((extra) => this.#looksLike(extra, plan));
  }

  /** The tab of the name, where the blanks' names point, or that holds the form's words; undefined where none does. */
  find(plan: TabPlan): Tabs | undefined {
    const { sheets } = this.#workbook;
    const alike = sheets.filter((sheet) => this.#looksLike(sheet, plan));
    // A tab that is another form by now is none for this one, whatever it is called.
    const isPossible = (sheet: Sheet | undefined): boolean =>
      sheet !== undefined && (alike.length > 0 ? alike.includes(sheet) : !this.#isAnother(sheet, plan));
    const ways = [this.#whereNamesPoint(plan), sheets.find(({ name }) => name === plan.tab.name), alike[0]];
    const sheet = ways.find(isPossible);
    return sheet && { sheet, doubles: alike.filter((it) => it !== sheet) };
  }

  #isAnother(sheet: Sheet, plan: TabPlan): boolean {
    return this.#plans.some((other) => other !== plan && this.#looksLike(sheet, other));
  }

  #whereNamesPoint({ targets }: TabPlan): Sheet | undefined {
    const counts = new Map<string, number>();
    for (const { key } of targets) {
      const sheet = this.#workbook.names.get(key)?.sheet;
      if (sheet !== undefined) counts.set(sheet, (counts.get(sheet) ?? 0) + 1);
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    return this.#workbook.sheets.find(({ name }) => name === most?.[0]);
  }

  #looksLike(sheet: Sheet, { landmarks }: TabPlan): boolean {
    const index = this.indexOf(sheet);
    const words = new Set(landmarks.map(({ folded }) => folded));
    const held = [...words].filter((word) => index.has(word)).length;
    return held * 10 >= words.size * alikeFromTenths;
  }
}
