import type { VersionsErased } from '../../../schemas/events.ts';
import { periodName, periodTitle } from '../../../schemas/periods.ts';
import { tree } from '../../../schemas/tree.ts';
import { periodOf } from '../../core/calendar.ts';
import { eventId } from '../../core/event-id.ts';
import { type ReportState, reportKey } from '../../core/ledger-state.ts';
import { isOver, keptFrom, versionOwner } from '../../core/retention.ts';
import type { Check, Premises, World } from '../../world.ts';
import type { District } from '../district.ts';

/** How many school years may pass before somebody is reminded to decide. */
const worthDeciding = 3;

/** Reports whose versions as typed are over, and files that are. */
interface Over {
  readonly reports: readonly ReportState[];
  readonly files: readonly string[];
}

/** What 原文保留年限 says is over; where it says nothing, whether it is time to decide. */
export async function checkRetention(world: World, { settings }: District, premises: Premises): Promise<Check[]> {
  const years = settings.keepYears || worthDeciding;
  const from = keptFrom(periodOf(world.now), years);
  if (from === undefined) return [];
  const over = await overIn(world, premises, from);
  if (over.files.length + over.reports.length === 0) return [];
  const what = `${over.files.length} 个文件、${over.reports.length} 份报表的历史版本是 ${periodTitle(from)}以前的原文，可能有姓名。`;
  return [
    {
      is: 'warn',
      what,
      todo:
        settings.keepYears === 0
          ? '个人信息只该保留必要的时间：请按本单位的档案规定，在设置里写“原文保留年限”。'
          : '做好备份，再运行 anxiao doctor --repair 清除；数字、台账、总表、通报都留着。',
    },
  ];
}

/** Erases what is over. Each report's event comes first: what was cut short is gone on with, and never made again. */
export async function eraseOver(
  world: World,
  { settings }: District,
  premises: Premises,
  dryRun: boolean,
): Promise<Check[]> {
  const from = keptFrom(periodOf(world.now), settings.keepYears);
  if (from === undefined) return [];
  const { reports, files } = await overIn(world, premises, from);
  if (files.length + reports.length === 0) return [];
  const what = `${periodTitle(from)}以前的原文：${files.length} 个文件，${reports.length} 份报表的历史版本`;
  if (dryRun) return [{ is: 'warn', what: `会清除${what}。`, todo: '' }];
  const events = reports
    .filter(({ versionsErased }) => !versionsErased)
    .map(({ school, period, accepted }): VersionsErased => {
      const id = eventId('versionsErased', school, period);
      return { type: 'versionsErased', id, at: world.now, school, period, versions: accepted?.version ?? 0 };
    });
  if (events.length > 0) await world.ledger.append(events);
  const refused: string[] = [];
  for (const path of [...new Set([...files, ...reports.flatMap(versionsOf)])])
    if ((await premises.erase(path)).refused !== undefined) refused.push(path);
  return refused.length === 0
    ? [{ is: 'ok', what: `已清除${what}。`, todo: '' }]
    : [
        {
          is: 'bad',
          what: `没能清除 ${refused.length} 个：${refused.slice(0, 3).join('、')}。`,
          todo: '关上这些文件，再运行一次。',
        },
      ];
}

async function overIn({ ledger, store }: World, premises: Premises, from: string): Promise<Over> {
  const files = (await premises.files()).filter((file) => isOver(file, from)).map(({ path }) => path);
  const there = new Set(files.flatMap((path) => versionOwner(path) ?? []).map((it) => reportKey(it.school, it.period)));
  const reports: ReportState[] = [];
  for (const report of ledger.state.reports.values()) {
    if (report.period >= from || !report.accepted) continue;
    // Inside an online report no list of files tells: the event does.
    if (
      there.has(reportKey(report.school, report.period)) ||
      (!report.versionsErased && store.saves(report.path) === 'byItself')
    )
      reports.push(report);
  }
  return { reports, files };
}

function versionsOf({ path, period, accepted }: ReportState): readonly string[] {
  const folder = `${path.slice(0, path.lastIndexOf('/'))}/${tree.versions}`;
  return Array.from(
    { length: accepted?.version ?? 0 },
    (_, at) => `${folder}/${periodName(period)} 第${at + 1}版.json`,
  );
}
