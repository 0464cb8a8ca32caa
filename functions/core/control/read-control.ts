import {
  type Approval,
  approvalsTab,
  type Extension,
  extensionsTab,
  type Holiday,
  holidaysTab,
  ladderTab,
  type Obligation,
  obligationsTab,
  type Return,
  type Rung,
  requestsTab,
  returnsTab,
  rosterTab,
  settingsTab,
  type Term,
  termsTab,
  type Waiver,
  waiversTab,
} from '../../../schemas/control.ts';
import { type ControlProblem, type ToldProblem, told } from '../../../schemas/control-problem.ts';
import type { ControlTab } from '../../../schemas/control-tab.ts';
import { fieldsOf } from '../../../schemas/form.ts';
import { allForms } from '../../../schemas/forms.ts';
import type { Sheet, Workbook } from '../../../schemas/grid.ts';
import type { Entries } from '../../../schemas/registers/entry.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { registers as declaredRegisters } from '../../../schemas/registers/registers.ts';
import { type SectionRow, sectionsTab } from '../../../schemas/registers/sections.ts';
import { type TimeLimit, timeLimitsFor, timeLimitsTab } from '../../../schemas/registers/time-limits.ts';
import type { School } from '../../../schemas/roster.ts';
import { type ScorePublication, scorePublicationsTab } from '../../../schemas/scoring/publication.ts';
import { type SchemeRow, schemeTab } from '../../../schemas/scoring/scheme.ts';
import type { Settings } from '../../../schemas/settings.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { redactText } from '../pii/redact-text.ts';
import { readEntries } from '../registers/read-entries.ts';
import { usableIndicators } from '../scores/usable-indicators.ts';
import { isNameOf } from '../set-aside.ts';
import { ofKnownObligations, ofTellableObligations } from './read-obligations.ts';
import { type RegisterRead, readRegister, without, withoutRepeats } from './read-register.ts';
import { type Request, readRequests } from './read-requests.ts';
import { readRoster } from './read-roster.ts';
import { readSettings } from './read-settings.ts';
import { type Grid, placeOf } from './read-table.ts';

/** What the safety section decided in 区级设置.xlsx, as values, and everything in it that cannot be used. */
export interface Control {
  readonly settings: Settings;
  readonly roster: readonly School[];
  readonly holidays: readonly Holiday[];
  readonly terms: readonly Term[];
  readonly obligations: readonly Obligation[];
  readonly ladder: readonly Rung[];
  readonly extensions: readonly Extension[];
  readonly returns: readonly Return[];
  readonly waivers: readonly Waiver[];
  readonly approvals: readonly Approval[];
  readonly sections: readonly SectionRow[];
  readonly timeLimits: readonly TimeLimit[];
  /** 评分办法 and 评分公布. */
  readonly scheme: readonly SchemeRow[];
  readonly scorePublications: readonly ScorePublication[];
  /** 登记表: cases, visits, documents …, by the key of the register (`entriesOf`). */
  readonly registers: Entries;
  /** What cannot be used in 通报审签 and in registers: its row is left out, and everything else goes on. */
  readonly remarks: readonly ToldProblem[];
  /** Rows of 办理请求; undefined where its header was changed beyond knowing. */
  readonly requests?: readonly Request[];
  readonly problems: readonly ToldProblem[];
}

/**
 * Reads the control workbook. A tab that is missing means its default rows, except for 学校名册, without which there is
 * nothing to do. What is wrong is listed, all at once, and never stops the rest from being read.
 */
export function readControl(workbook: Workbook, registers: readonly Register[] = declaredRegisters): Control {
  const problems: ControlProblem[] = [];
  const remarks: ControlProblem[] = [];
  const noting = <R extends { readonly problems: readonly ControlProblem[] }>(read: R): R => {
    problems.push(...read.problems);
    return read;
  };
  const register = <T extends ControlTab>(tab: T) => readRegister(tab, gridOf(workbook, tab));
  const rows = <R>(read: RegisterRead<R>): readonly R[] => noting(read).rows.map(({ values }) => values);
  // People of many sections write here day by day: what one of them mistypes must not stop the reminders.
  const usable = <R>(read: RegisterRead<R>): readonly R[] => {
    remarks.push(...read.problems);
    return read.rows.map(({ values }) => values);
  };
  // Of two rows for a bulletin the later one counts: while that cannot be read, the earlier one must not be followed.
  const allOrNone = <R>(read: RegisterRead<R>): readonly R[] => {
    const all = usable(read);
    return read.problems.length > 0 ? [] : all;
  };

  const { settings } = noting(readSettings(gridOf(workbook, settingsTab)));
  const roster = noting(sheetOf(workbook, rosterTab) ? readRoster(gridOf(workbook, rosterTab)) : noRoster).schools;
  const holidays = rows(register(holidaysTab));
  const terms = rows(register(termsTab));
  const obligations = rows(ofTellableObligations(register(obligationsTab)));
  return {
    settings,
    roster,
    holidays,
    terms,
    obligations,
    ladder: rows(oncePerRung(register(ladderTab))),
    extensions: rows(ofKnownObligations(ofKnownSchools(register(extensionsTab), roster), obligations)).map(reasoned),
    returns: rows(ofKnownSchools(register(returnsTab), roster)).map(reasoned),
    waivers: rows(ofKnownBlanks(ofKnownSchools(register(waiversTab), roster))).map(reasoned),
    approvals: allOrNone(register(approvalsTab)),
    sections: usable(register(sectionsTab)),
    timeLimits: usable(register({ ...timeLimitsTab, rows: timeLimitsFor(registers).rows })),
    scheme: usable(usableIndicators(register(schemeTab))),
    scorePublications: allOrNone(register(scorePublicationsTab)),
    registers: entries(),
    ...requestsOf(workbook),
    problems: problems.map(told),
    remarks: remarks.map(told),
  };

  function entries(): Entries {
    const schools = new Set(roster.map(({ code }) => code));
    return Object.fromEntries(
      registers.map((declared) => {
        if (!sheetOf(workbook, declared) && declared.rows.length === 0) return [declared.key, []];
        const read = readEntries(declared, gridOf(workbook, declared), schools);
        remarks.push(...read.problems);
        return [declared.key, read.entries];
      }),
    );
  }
}

/** What the section writes goes into letters, lists and the ledger: like a school's text without what concerns a child. */
function reasoned<R extends { readonly reason: string }>(row: R): R {
  return { ...row, reason: redactText(row.reason).text };
}

/** Nothing in it is a problem of the district: a request that cannot be understood is answered like any other. */
function requestsOf(workbook: Workbook): Pick<Control, 'requests'> {
  const sheet = sheetOf(workbook, requestsTab);
  const requests = sheet ? readRequests(sheet, workbook.date1904) : [];
  return requests ? { requests } : {};
}

const noRoster = { schools: [], problems: [{ is: 'tabMissing' as const, sheet: rosterTab.name }] };

function sheetOf(workbook: Workbook, tab: ControlTab): Sheet | undefined {
  return workbook.sheets.find(({ name }) => foldLabel(name) === foldLabel(tab.name));
}

function gridOf(workbook: Workbook, tab: ControlTab): Grid {
  const sheet = sheetOf(workbook, tab);
  if (!sheet) return { sheet: tab.name, cells: [tab.columns.map(({ title }) => title), ...tab.rows] };
  return { sheet: sheet.name, cells: sheet.cells, date1904: workbook.date1904 };
}

/** A decision about a code that no school has would silently do nothing. */
function ofKnownSchools<R extends { readonly school: string }>(
  read: RegisterRead<R>,
  roster: readonly School[],
): RegisterRead<R> {
  const known = new Set(roster.map(({ code }) => code));
  const strangers = read.rows.filter(({ values }) => !known.has(values.school));
  return without(read, strangers, ({ row, values }) => ({
    is: 'unknownSchool',
    at: placeOf(read.table, row, 'school'),
    title: '学校编码',
    found: values.school,
  }));
}

/** A waiver of a blank that no form has would silently do nothing. */
function ofKnownBlanks(read: RegisterRead<Waiver>): RegisterRead<Waiver> {
  const isKnown = (name: string): boolean =>
    allForms.some((form) => fieldsOf(form).some(({ key }) => isNameOf(allForms, name, form.key, key)));
  const strangers = read.rows.filter(({ values }) => !isKnown(values.field));
  return without(read, strangers, ({ row, values }) => ({
    is: 'unknownBlank',
    at: placeOf(read.table, row, 'field'),
    title: '栏目',
    found: values.field,
  }));
}

/** 层级 is part of the key under which a reminder is sent once, so two rungs cannot share it. */
function oncePerRung(read: RegisterRead<Rung>): RegisterRead<Rung> {
  return withoutRepeats(read, { key: 'rung', title: '层级' }, ({ rung }) => String(rung));
}
