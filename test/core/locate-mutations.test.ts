import { describe, expect, it } from 'vitest';
import { locatorOf, readForms } from '../../functions/core/locate/locate.ts';
import { allForms } from '../../schemas/forms.ts';
import { type Cell, cellAt, type Workbook } from '../../schemas/grid.ts';
import type { Reading } from '../../schemas/reading.ts';
import { foldLabel } from '../../schemas/text.ts';
import { blankTick } from '../../schemas/ticks.ts';
import { chanceOf } from '../support/chance.ts';
import { mutations } from '../support/report-mutations.ts';
import { filledReport, type Report, workbookOf } from '../support/shaken-report.ts';

const locator = locatorOf(allForms);

interface Counts {
  right: number;
  finding: number;
  misread: number;
  blank: number;
}

const isBlank = (cell: Cell): boolean => cell === null || cell === blankTick;

/** Printed words and names of a tab with their places. */
function layout({ boards, names }: Report, tab: string): string {
  const rows = boards.find(({ name }) => name === tab)?.rows ?? [];
  const words = rows.flatMap((cells, row) =>
    cells.slice(0, 7).flatMap((tile, column) => (tile?.printed ? [[row, column, foldLabel(String(tile.value))]] : [])),
  );
  const named = [...names].filter(([, at]) => at.sheet === tab).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([words, named]);
}

const handedOut = filledReport(chanceOf(1));
const layouts = new Map(locator.tabs.map(({ tab }) => [tab.name, layout(handedOut, tab.name)]));

/** Tabs in which every printed word and every name stands as handed out: what stands beside a label was put there. */
function traceless(report: Report): ReadonlySet<string> {
  const tabs = locator.tabs.map(({ tab }) => tab.name);
  return new Set(tabs.filter((tab) => layout(report, tab) === layouts.get(tab)));
}

/** What became of each blank: as it was typed, refused, another value, or nothing where something was typed. */
function compare(
  report: Report,
  workbook: Workbook,
  found: (key: string) => Cell | undefined,
): [keyof Counts, string][] {
  const { truth, overtyped } = report;
  const tabs = traceless(report);
  return [...truth].map(([key, typed]) => {
    const read = found(key);
    const at = report.names.get(key);
    if (at && tabs.has(at.sheet) && read !== undefined)
      return [read === byName(workbook)(key) ? 'right' : 'misread', key];
    if (read === undefined) return ['finding', key];
    if (read === typed || (isBlank(read) && isBlank(typed))) return ['right', key];
    if (overtyped.some((over) => over.key === key && (over.value === read || (isBlank(over.value) && isBlank(read)))))
      return ['right', key];
    return [isBlank(read) ? 'blank' : 'misread', key];
  });
}

const byThree = (reading: Reading) => {
  const refused = new Set(reading.drifts.map(({ form, field }) => `${form}_${field}`));
  return (key: string) => (refused.has(key) ? undefined : (reading.found[key]?.raw ?? null));
};

/** What a reader does that trusts the defined names alone. */
const byName =
  ({ names, sheets }: Workbook) =>
  (key: string) => {
    const at = names.get(key);
    return (
      at &&
      cellAt(
        sheets.find(({ name }) => name === at.sheet),
        at.row,
        at.column,
      )
    );
  };

function shaken(seed: number): { report: Report; done: string[] } {
  const chance = chanceOf(seed);
  const report = filledReport(chance);
  const done: string[] = [];
  const several = chance.pick([1, 1, 1, 2, 2, 3, 4]);
  for (let tries = 0; done.length < several && tries < 40; tries += 1) {
    const [, mutation] = chance.pick(Object.entries(mutations));
    const what = mutation(report, chance);
    if (what !== '') done.push(what);
    if (report.boards.length < 4) break;
  }
  return { report, done };
}

describe('a report that was rearranged', () => {
  it('is read right or refused, blank by blank, while a reader by name alone misreads', () => {
    const reports = Number(process.env.SHAKEN ?? 2000);
    const ours: Counts = { right: 0, finding: 0, misread: 0, blank: 0 };
    const theirs: Counts = { right: 0, finding: 0, misread: 0, blank: 0 };
    const wrong: string[] = [];
    for (let seed = 1; seed <= reports; seed += 1) {
      const { report, done } = shaken(seed);
      const workbook = workbookOf(report);
      for (const [is, key] of compare(report, workbook, byThree(readForms(workbook, locator)))) {
        ours[is] += 1;
        if (is === 'misread' || is === 'blank') wrong.push(`${seed}: ${key} ${is} after ${done.join('; ')}`);
      }
      for (const [is] of compare(report, workbook, byName(workbook))) theirs[is] += 1;
    }
    console.info(`${reports} reports, by name, label and grid: ${JSON.stringify(ours)}`);
    console.info(`${reports} reports, by name alone: ${JSON.stringify(theirs)}`);
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(theirs.misread).toBeGreaterThan(reports);
    expect(ours.right).toBeGreaterThan(ours.finding);
  });
});
