import { settingsTab } from '../../../schemas/control.ts';
import { shownText, typedIn } from '../../../schemas/control-cells.ts';
import type { ControlProblem, Place } from '../../../schemas/control-problem.ts';
import {
  initialSettings,
  type Setting,
  type SettingKey,
  type Settings,
  settingsDeclared,
} from '../../../schemas/settings.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { cellOf, findTable, type Grid, placeOf, type Table } from './read-table.ts';

const declared = Object.entries(settingsDeclared) as [SettingKey, Setting<unknown>][];

/** Reads 设置: a row that is missing or wrong stands at its default, rows nobody declared are left alone. */
export function readSettings(grid: Grid): { settings: Settings; problems: readonly ControlProblem[] } {
  const table = findTable(grid, settingsTab.columns);
  const rows = rowsByTitle(table);
  const problems: ControlProblem[] = [...table.problems];
  const values: Record<string, unknown> = { ...initialSettings() };
  for (const [key, setting] of declared) {
    const [row, ...others] = rows.get(foldLabel(setting.title)) ?? [];
    if (row === undefined) continue;
    problems.push(...others.map((other) => repeated(table, other, row, setting.title)));
    const cell = cellOf(table, row, 'value');
    const value = setting.parse(typedIn(cell) ?? '');
    if (value === undefined) problems.push(notAllowed(placeOf(table, row, 'value'), setting, shownText(cell)));
    else values[key] = value;
  }
  const settings = values as unknown as Settings;
  if (settings.mailFromTime < settings.mailUntilTime) return { settings, problems };
  return { settings: withDefaultHours(settings), problems: [...problems, endsTooEarly(table, rows, settings)] };
}

/** Hours that end before they start would hold every letter back for ever. */
function withDefaultHours(settings: Settings): Settings {
  const { mailFromTime, mailUntilTime } = initialSettings();
  return { ...settings, mailFromTime, mailUntilTime };
}

function endsTooEarly(table: Table, rows: ReadonlyMap<string, readonly number[]>, settings: Settings): ControlProblem {
  const { mailFromTime, mailUntilTime } = settingsDeclared;
  const row = [mailUntilTime, mailFromTime].map(({ title }) => rows.get(foldLabel(title))?.[0]).find((at) => at);
  const allowed = `晚于“${mailFromTime.title}”（${settings.mailFromTime}）的时间`;
  return notAllowed(placeOf(table, row ?? 0, 'value'), { title: mailUntilTime.title, allowed }, settings.mailUntilTime);
}

/** Rows by the folded words of 项目; none where a column is missing. */
function rowsByTitle(table: Table): ReadonlyMap<string, readonly number[]> {
  if (!table.columns.has('title') || !table.columns.has('value')) return new Map();
  return Map.groupBy(table.rows, (row) => foldLabel(shownText(cellOf(table, row, 'title'))));
}

function notAllowed(at: Place, { title, allowed }: { title: string; allowed: string }, found: string): ControlProblem {
  return { is: 'notAllowed', at, title, found, allowed };
}

function repeated(table: Table, row: number, first: number, title: string): ControlProblem {
  const at = (which: number) => placeOf(table, which, 'title');
  return { is: 'twice', at: at(row), title: '项目', found: title, first: at(first) };
}
