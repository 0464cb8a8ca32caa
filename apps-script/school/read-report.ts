import { judgeAlone, ownChecks } from '../../functions/core/judge-alone.ts';
import { readAsHandedOut } from '../../functions/core/locate/as-handed-out.ts';
import { planTabs, type TabPlan } from '../../functions/core/locate/plan.ts';
import { isBlank } from '../../functions/core/locate/strays.ts';
import { type Carried, readCarried } from '../../functions/core/report/carried-rules.ts';
import type { Finding } from '../../schemas/finding.ts';
import { type Form, fieldsOf } from '../../schemas/form.ts';
import { readIdentity } from '../../schemas/identity.ts';
import type { Reading } from '../../schemas/reading.ts';
import { identitySheet } from '../../schemas/tree.ts';
import { readSheets } from '../shared/read-sheets.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Rules = Carried & { readonly is: 'read' };

/** A report in the sheet, read and judged as far as it can be by itself. */
export interface ReportInSheet {
  readonly rules: Rules;
  readonly plans: readonly TabPlan[];
  readonly reading: Reading;
  readonly findings: readonly Finding[];
  /** What people should know before they rely on it: a newer form, a tab that was moved about. */
  readonly cautions: readonly string[];
}

/** The report, or why there is none to judge, in a polite line. */
export type Looked = ReportInSheet | { readonly sorry: string };

/**
 * Reads the workbook by the rules that it carries: one call of the service for each tab of the form, and one for the rules.
 * @param today `YYYY-MM-DD` in Shanghai
 */
export function readReport(book: Spreadsheet, today: string): Looked {
  const [identityTab] = readSheets(book, [identitySheet]);
  const identity = readIdentity(identityTab);
  if (!identity) return { sorry: '这不是安全科发的报表，填报助手用不上。' };
  const rules = readCarried(identityTab);
  if (rules.is === 'none')
    return { sorry: '这张表是旧版，没有带校验规则，填报助手查不了。照常填写就行，请以校验结果为准。' };
  if (rules.is === 'unreadable') return { sorry: '这张表是新版，填报助手还不认识，请以校验结果为准。' };
  const plans = planTabs(rules.forms);
  const names = plans.map(({ tab }) => tab.name);
  const { reading, moved } = readAsHandedOut(
    [...readSheets(book, names), ...(identityTab ? [identityTab] : [])],
    plans,
  );
  const it = {
    reading,
    period: identity.period,
    // What an older form does not say is not judged.
    window: rules.facts?.window ?? { from: '', through: '9999-12-31' },
    today,
    school: rules.facts
      ? { type: rules.facts.central ? '中心小学' : '', villages: rules.facts.villages }
      : { type: '中心小学', villages: Number.POSITIVE_INFINITY },
    limits: rules.limits,
  };
  const begun = rules.forms.filter((form) => !rules.monthly.includes(form) && isBegun(form, reading));
  const findings = [
    ...judgeAlone({ ...it, forms: rules.monthly }),
    ...begun.flatMap((form) => judgeAlone({ ...it, forms: [form] }, ownChecks)),
  ];
  return { rules, plans, reading, findings, cautions: cautionsOf(rules, moved) };
}

/** True where something was typed into a form: one that stands by itself may be left alone altogether. */
function isBegun(form: Form, { found, explanations }: Reading): boolean {
  return fieldsOf(form).some(({ key, given }) => {
    const name = `${form.key}_${key}`;
    return explanations[name] !== undefined || (!given && !isBlank(found[name]?.raw ?? null));
  });
}

function cautionsOf({ unknown, newerRules }: Rules, moved: readonly string[]): readonly string[] {
  const newer = '这张表是新版，填报助手';
  return [
    ...(unknown > 0 ? [`${newer}还不认识其中 ${unknown} 栏，请以校验结果为准。`] : []),
    ...(unknown === 0 && newerRules ? [`${newer}按旧的规则检查，请以校验结果为准。`] : []),
    ...moved.map((name) => `《${name}》的行列或印好的字动过，填报助手没有检查这张表，请以校验结果为准。`),
  ];
}
