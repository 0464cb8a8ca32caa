import { dueOf, isActive, type Knowledge, type Run } from './knowledge.ts';
import { sectionAddress } from './world-of-schools.ts';
import { yearlyDuties } from './yearly.ts';

/** Why a person must not be told this now, by what stood when the run began; undefined where it is right. */
export function whyNotEntitled(knowledge: Knowledge, run: Run, item: string, address: string): string | undefined {
  const [kind = '', period = '', code = '', rung = ''] = item.split('/');
  if (kind === 'summary') {
    if (address !== sectionAddress) return 'a summary to a stranger';
    return period === run.now.slice(0, 10) ? undefined : 'a summary of another day';
  }
  if (kind === 'bulletin') return address === sectionAddress ? undefined : 'a draft to a stranger';
  const row = run.known.rows.get(code);
  if (kind === 'remind' && /[a-zA-Z]-\d{4}$/.test(period)) return whyNotYearly(knowledge, run, item, address);
  const report = knowledge.reports.get(`${period}/${code}`);
  if (!report || !row) return 'a letter about no report';
  if (kind === 'urgent')
    return address === sectionAddress && knowledge.everCriminal.has(report)
      ? undefined
      : 'an urgent letter for nothing';
  if (!item.endsWith(`/${address}`)) return `an item for somebody else than ${address}`;
  const [contact, principal, inspector] = [row.contact, row.principal, row.inspector].map((it) => it.toLowerCase());
  const isOfSchool = address === contact || address === principal;
  switch (kind) {
    case 'remind': {
      if (report.accepted && report.accepted.since < run.begun) return 'a reminder to a school that had reported';
      const due = isActive(row, period) ? run.known.policy.rung(dueOf(report, run.known), run.now) : undefined;
      if (String(due) !== rung) return `a reminder of rung ${rung} where ${due} is due`;
      return isOfSchool || address === inspector ? undefined : 'a reminder to a stranger';
    }
    case 'receipt':
      return report.accepted && isOfSchool ? undefined : 'a receipt for nothing, or to a stranger';
    case 'returned':
      return report.returned && isOfSchool ? undefined : 'asks again for what was changed, or asks a stranger';
    case 'form':
    case 'findings':
      return row.byMail && address === contact ? undefined : `${kind} to a stranger`;
    default:
      return 'a letter of a kind unknown';
  }
}

function whyNotYearly(knowledge: Knowledge, run: Run, item: string, address: string): string | undefined {
  const [, key = '', code = '', rung = ''] = item.split('/');
  const due = yearlyDuties(knowledge, run, code).find((duty) => duty.key === key);
  if (!due) return 'a reminder of what is done or not due';
  if (String(due.rung) !== rung) return `a reminder of rung ${rung} where ${due.rung} is due`;
  const { contact = '', principal = '', inspector = '' } = run.known.rows.get(code) ?? {};
  const people = [contact, principal, inspector].map((it) => it.toLowerCase());
  return people.includes(address) && item.endsWith(`/${address}`) ? undefined : 'a reminder to a stranger';
}
