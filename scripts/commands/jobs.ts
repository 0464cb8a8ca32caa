import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { periodOf } from '../../functions/core/calendar.ts';
import { consolidate } from '../../functions/jobs/consolidate.ts';
import type { District } from '../../functions/jobs/district.ts';
import { handOut } from '../../functions/jobs/hand-out.ts';
import { type LetterOutcome, remind } from '../../functions/jobs/remind.ts';
import { run } from '../../functions/jobs/run.ts';
import { type Standing, standing } from '../../functions/jobs/standing.ts';
import { validate } from '../../functions/jobs/validate.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import type { World } from '../../functions/world.ts';
import { states, stateTitles, timelinesses, timelinessTitles } from '../../schemas/state.ts';
import type { Answer, Call } from '../command-line.ts';

/** Opens the district named on the command line and does one piece of work in it. */
async function inDistrict<T>(
  call: Call,
  work: (world: World, district: District, period: string) => Promise<T>,
): Promise<T> {
  const [district, ...more] = call.args;
  if (district === undefined || more.length > 0)
    throw new OperatorError('请写明一个区的文件夹，例如：anxiao run 区文件夹');
  const { now, dryRun, env, log } = call;
  return withDistrict(
    () => openWorld({ district, now, dryRun, env, log }),
    knownHolidays,
    (world, opened) => work(world, opened, call.period ?? periodOf(now)),
  );
}

export async function handOutCommand(call: Call): Promise<Answer> {
  const report = await inDistrict(call, handOut);
  return {
    document: report,
    lines: [
      `${report.period}：应报 ${report.schools} 校，新发 ${report.created.length} 份，已有 ${report.existing} 份。`,
    ],
  };
}

export async function validateCommand(call: Call): Promise<Answer> {
  const document = await inDistrict(call, async (world, district, period) =>
    standing(world, district, period, await validate(world, district)),
  );
  return { document, lines: standingLines(document), ...unread(document) };
}

export async function consolidateCommand(call: Call): Promise<Answer> {
  const document = await inDistrict(call, consolidate);
  const busy = document.master === 'busy';
  return {
    document,
    lines: busy ? [] : [document.master === 'written' ? '总表已更新。' : '总表没有变化。'],
    ...(busy ? { needsPerson: true, warnings: [masterBusy] } : {}),
  };
}

export async function remindCommand(call: Call): Promise<Answer> {
  const document = await inDistrict(call, async (world, district, period) => ({
    period,
    letters: await remind(world, district, call.dryRun),
  }));
  return { document, lines: letterLines(document.letters), ...unsent(document.letters) };
}

export async function runCommand(call: Call): Promise<Answer> {
  const { report, master } = await inDistrict(call, (world, district, period) =>
    run(world, district, period, call.dryRun),
  );
  const problems = [unread(report), unsent(report.letters), master === 'busy' ? { warnings: [masterBusy] } : {}];
  const warnings = problems.flatMap((problem) => problem.warnings ?? []);
  return {
    document: report,
    lines: [...standingLines(report), ...letterLines(report.letters)],
    ...(warnings.length > 0 ? { needsPerson: true, warnings } : {}),
  };
}

const masterBusy = '总表.xlsx 正被打开，没有更新；关上以后下次运行会补上。';

function standingLines(report: Standing): string[] {
  const count = <K extends string>(
    keys: readonly K[],
    titles: Record<K, string>,
    counts: Readonly<Record<K, number>>,
  ) => keys.filter((key) => counts[key] > 0).map((key) => `${titles[key]} ${counts[key]}`);
  const errors = report.findings.filter(({ severity }) => severity === 'error').length;
  return [
    `${report.period}：应报 ${report.schools} 校；读取 ${report.read} 份，没有变化 ${report.unchanged} 份。`,
    `  报送状态：${count(states, stateTitles, report.states).join('，')}`,
    `  是否按时：${count(timelinesses, timelinessTitles, report.timeliness).join('，')}`,
    `  问题：必须改正 ${errors} 处，其他 ${report.findings.length - errors} 处；读不出的文件 ${report.failures.length} 个`,
  ];
}

function letterLines(letters: readonly LetterOutcome[]): string[] {
  const titles = { sent: '已发', deferred: '推迟', refused: '被拒', withdrawn: '撤回', planned: '将发' } as const;
  return letters.map(({ state, to, subject }) => `  邮件${titles[state]}：${to.join('、')} ${subject}`);
}

function unread(
  report: Standing & { readonly others?: readonly Standing[] },
): Pick<Answer, 'needsPerson' | 'warnings'> {
  const failures = [report, ...(report.others ?? [])].flatMap((it) =>
    it.failures.map(({ school, code, message }) => `${it.period} ${school} ${code}：${message}`),
  );
  return failures.length > 0 ? { needsPerson: true, warnings: failures } : {};
}

function unsent(letters: readonly LetterOutcome[]): Pick<Answer, 'needsPerson' | 'warnings'> {
  const failed = letters.filter(({ state }) => state === 'refused' || state === 'deferred');
  return failed.length > 0
    ? { needsPerson: true, warnings: failed.map(({ to, subject }) => `邮件没有发出：${to.join('、')} ${subject}`) }
    : {};
}
