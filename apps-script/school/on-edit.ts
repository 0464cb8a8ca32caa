import type { Target } from '../../functions/core/locate/plan.ts';
import { isBlank } from '../../functions/core/locate/strays.ts';
import { feedbackName, guideName, identitySheet, versionsTab } from '../../schemas/tree.ts';
import { groundOf, markOf } from './marks.ts';
import { type ReportInSheet, readReport } from './read-report.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** What is ours to write: nothing that a school types stands there. */
function isNoForm(name: string): boolean {
  return [guideName, feedbackName, identitySheet].includes(name) || name.startsWith(versionsTab);
}

/**
 * Marks the tab that was just typed in: tint and note at filled blanks that are wrong, gone where they are right. It looks at
 * the whole tab, whether one cell was typed or 500 rows were pasted, so that it never matters what came before, and writes
 * only what changes.
 */
export function markTab(sheet: Sheet, today: string): void {
  const name = sheet.getName();
  if (isNoForm(name)) return;
  const report = readReport(sheet.getParent(), today);
  if ('sorry' in report) return;
  const plan = report.plans.find(({ tab }) => tab.name === name);
  if (!plan) return;
  const notes = sheet.getDataRange().getNotes();
  for (const target of plan.targets) markBlank(sheet, target, report, notes);
}

function markBlank(
  sheet: Sheet,
  { key, placed }: Target,
  { reading, findings, rules }: ReportInSheet,
  notes: readonly (readonly string[])[],
): void {
  const found = reading.found[key];
  const { row, column } = placed.input;
  // A blank that was not read is not judged, and what it says of itself stays.
  if (!found || placed.field.given) return;
  const before = notes[row]?.[column] ?? '';
  const { note, worst } = markOf(before, {
    key,
    isFilled: !isBlank(found.raw),
    findings: findings.filter(({ form, field }) => `${form}_${field}` === key),
    isSure: !rules.newerRules && placed.field.kind !== 'ref',
  });
  if (note === before) return;
  const isCarried = rules.facts?.carried.includes(key) ?? false;
  sheet
    .getRange(row + 1, column + 1)
    .setNote(note)
    .setBackground(groundOf(worst, isCarried));
}
