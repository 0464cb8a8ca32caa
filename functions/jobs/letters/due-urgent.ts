import { periodTitle } from '../../../schemas/periods.ts';
import { stateTitles } from '../../../schemas/state.ts';
import { type ReportState, reportKey } from '../../core/ledger-state.ts';
import { answerOf } from '../../core/rules/rule.ts';
import { understand } from '../../core/understand.ts';
import { minuteTitle } from '../../letters/minute-title.ts';
import type { UrgentItem } from '../../letters/plan.ts';
import type { LetterPress } from '../../letters/press.ts';
import type { Letter, World } from '../../world.ts';
import { type District, formsOf } from '../district.ts';
import { readingAt } from '../readings.ts';
import { frameOf } from './compose-reminder.ts';
import { toldItems } from './told.ts';
import { usableAddress } from './usable-address.ts';

/** The urgent letter of A3-CRIM: once for each report and number of cases, in the run that first sees it, at any hour. */
export async function composeUrgent(world: World, district: District, press: LetterPress): Promise<Letter | undefined> {
  const { sectionEmail, office } = district.settings;
  if (!usableAddress(world, sectionEmail)) return undefined;
  const told = toldItems(world, district);
  const keys: string[] = [];
  const items: UrgentItem[] = [];
  for (const report of world.ledger.state.reports.values()) {
    const since = report.findings.find(({ finding }) => finding.code === 'A3-CRIM')?.since;
    if (since === undefined) continue;
    const cases = await casesOf(world, district, report);
    const key = `urgent/${reportKey(report.school, report.period)}/A3-CRIM/${cases}`;
    if (told.has(key)) continue;
    keys.push(key);
    items.push(itemOf(district, report, cases, since));
  }
  const [key] = keys;
  if (key === undefined) return undefined;
  const frame = frameOf(district, { address: sectionEmail, name: office, role: '', school: '' });
  const printed = await press.urgent({ ...frame, recipient: { name: office, role: '安全科' }, items });
  return { key, items: keys, to: [sectionEmail], ...printed };
}

async function casesOf(world: World, district: District, report: ReportState): Promise<number> {
  const reading = await readingAt(world, report.content?.at);
  const answers = reading && understand(formsOf(district.settings, report.period), reading);
  const answer = answerOf(answers, 'monthlyReport', 'incidentsCriminal');
  return answer.is === 'value' && typeof answer.value === 'number' ? answer.value : 0;
}

function itemOf(district: District, report: ReportState, cases: number, since: string): UrgentItem {
  const school = district.roster.find(({ code }) => code === report.school);
  return {
    school: school?.name ?? report.school,
    period: periodTitle(report.period),
    cases,
    firstSeenAt: minuteTitle(since),
    stateTitle: stateTitles[report.state],
    where: (report.content?.path ?? report.path).replaceAll('/', '／'),
    contact: school?.liaison ?? '',
    phone: school?.liaisonPhone ?? '',
    principal: school?.principal ?? '',
    principalPhone: school?.principalPhone ?? '',
  };
}
