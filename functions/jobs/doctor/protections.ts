import { allForms } from '../../../schemas/forms.ts';
import { guideName, identitySheet, masterTabs, tree } from '../../../schemas/tree.ts';
import { localDate } from '../../core/calendar.ts';
import type { ReportState } from '../../core/ledger-state.ts';
import type { Check, Premises, World } from '../../world.ts';
import { handedOutPeriods } from '../district.ts';

/** Reports looked at each time: Google lets one robot read sixty spreadsheets a minute. */
const sample = 20;
const day = 86_400_000;

const ours: ReadonlySet<string> = new Set([
  ...allForms.flatMap(({ tabs }) => tabs.map(({ name }) => name)),
  ...Object.values(masterTabs),
  guideName,
  identitySheet,
]);

/** Whether the master and some of the newest reports, others each day, are still protected where they were drawn so. */
export async function checkProtections(world: World, premises: Premises): Promise<Check[]> {
  const reports = newestReports(world);
  const start = (Math.floor(Date.parse(localDate(world.now)) / day) * sample) % Math.max(1, reports.length);
  const chosen = [...reports.slice(start), ...reports.slice(0, start)].slice(0, sample);
  const open = await premises.unprotected([tree.master, ...chosen.map(pathOf)], ours);
  return open.map((path) => ({
    is: 'warn' as const,
    what: `“${path}”的保护被去掉了：谁都能改表格的格式和说明。`,
    todo:
      path === tree.master
        ? '把它移走，下次运行会重做一份。'
        : `运行 anxiao doctor --repair 重新保护（每次查 ${sample} 份，修复时全查）；填写的内容不受影响。`,
  }));
}

/** Protects again the newest month's reports that lost it; what is typed stays as it is. */
export async function repairProtections(world: World, premises: Premises, dryRun: boolean): Promise<Check[]> {
  const open = await premises.unprotected(newestReports(world).map(pathOf), ours);
  const checks: Check[] = [];
  for (const path of open) {
    if (dryRun) {
      checks.push({ is: 'warn', what: `会重新保护“${path}”。`, todo: '' });
      continue;
    }
    await world.ledger.begin();
    const done = await world.store.reopen(path);
    checks.push(
      done === 'done'
        ? { is: 'ok', what: `已重新保护“${path}”。`, todo: '' }
        : { is: 'bad', what: `没能重新保护“${path}”。`, todo: '过一会儿再运行一次。' },
    );
  }
  return checks;
}

/** Open reports of the newest month; a closed one is wholly protected, and its lock is seen to by every run. */
function newestReports(world: World): readonly ReportState[] {
  const newest = handedOutPeriods(world).at(-1);
  return [...world.ledger.state.reports.values()].filter(
    ({ period, lockedAt }) => period === newest && lockedAt === undefined,
  );
}

const pathOf = ({ content, path }: ReportState): string => content?.path ?? path;
