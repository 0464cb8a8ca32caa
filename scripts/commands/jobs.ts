import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { periodOf } from '../../functions/core/calendar.ts';
import type { BulletinReport } from '../../functions/jobs/bulletin/report.ts';
import type { District } from '../../functions/jobs/district.ts';
import { type JobRequest, jobs } from '../../functions/jobs/jobs.ts';
import type { LetterOutcome } from '../../functions/jobs/letters/post.ts';
import type { Standing } from '../../functions/jobs/standing.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import type { World } from '../../functions/world.ts';
import { answeredWords } from '../../schemas/requests.ts';
import { states, stateTitles, timelinesses, timelinessTitles } from '../../schemas/state.ts';
import type { Answer, Call } from '../call.ts';

/** Opens the district named on the command line and does one piece of work in it. */
export async function inDistrict<T>(
  call: Call,
  work: (world: World, district: District, request: JobRequest) => Promise<T>,
  open = openWorld,
  how: Parameters<typeof withDistrict>[3] = {},
): Promise<T> {
  const [district, ...more] = call.args;
  if (district === undefined || more.length > 0)
    throw new OperatorError('请写明一个区的文件夹，例如：anxiao run 区文件夹');
  const { now, dryRun, env, log } = call;
  return withDistrict(
    () => open({ district, now, dryRun, env, log, warn: (line) => process.stderr.write(`${line}\n`) }),
    knownHolidays,
    (world, opened) => work(world, opened, { period: call.period ?? periodOf(now), asked: call.period, dryRun }),
    how,
  );
}

export async function handOutCommand(call: Call): Promise<Answer> {
  const { document } = await inDistrict(call, jobs.handOut);
  const { period, schools, created, existing, failures, notice } = document;
  return answer(
    document,
    [notice ?? `${period}：应报 ${schools} 校，新发 ${created.length} 份，已有 ${existing} 份。`],
    failures.map(({ school, message }) => `${period} ${school}：${message}`),
  );
}

export async function validateCommand(call: Call): Promise<Answer> {
  const { document } = await inDistrict(call, jobs.validate);
  return answer(document, standingLines(document), unread(document));
}

export async function consolidateCommand(call: Call): Promise<Answer> {
  const { document, busy } = await inDistrict(call, jobs.consolidate);
  const lines = busy.length > 0 ? [] : [document.master === 'written' ? '总表已更新。' : '总表没有变化。'];
  return answer(document, lines, busy.map(isBusy));
}

export async function bulletinCommand(call: Call): Promise<Answer> {
  const { document, busy } = await inDistrict(call, jobs.bulletin);
  return answer(document, bulletinLines(document), [...stopsOf(document), ...busy.map(isBusy)]);
}

export async function remindCommand(call: Call): Promise<Answer> {
  const { document } = await inDistrict(call, jobs.remind);
  return answer(document, letterLines(document.letters), unsent(document.letters));
}

export async function runCommand(call: Call): Promise<Answer> {
  const { document, busy } = await inDistrict(call, jobs.run);
  return answer(
    document,
    [
      ...(document.notice === undefined ? standingLines(document) : [document.notice]),
      ...letterLines(document.letters),
      ...(document.bulletin ? bulletinLines(document.bulletin).map((line) => `  ${line}`) : []),
      ...document.requests.map(({ id, request, outcome }) => `  请求 ${id} ${request}：${answeredWords[outcome]}`),
    ],
    [...unread(document), ...unsent(document.letters), ...stopsOf(document.bulletin), ...busy.map(isBusy)],
  );
}

/** Whatever is warned of needs a person. */
function answer(document: unknown, lines: readonly string[], warnings: readonly string[]): Answer {
  return { document, lines, ...(warnings.length > 0 ? { needsPerson: true, warnings } : {}) };
}

function bulletinLines({ from, through, draft, issued, approval }: BulletinReport): string[] {
  const months = `${from} 至 ${through}`;
  if (issued) return [`${months} 的通报已发出：${draft}，${issued.number}，签发日期 ${issued.issuedOn}`];
  const rehearsed = approval?.state === 'rehearsed' ? ['审签无误；试运行开着，没有发出。'] : [];
  return [`${months} 的通报草稿：${draft}（未经审签，只发给安全科）`, ...rehearsed];
}

/** What keeps an approval in 通报审签 from being followed. */
function stopsOf(bulletin: BulletinReport | null): string[] {
  return bulletin?.approval?.state === 'held' ? bulletin.approval.problems.map((it) => `通报发不出去：${it}`) : [];
}

const isBusy = (path: string): string => `${path} 正被打开或不能写，没有更新；关上以后下次运行会补上。`;

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

function unread(report: Standing & { readonly others?: readonly Standing[] }): string[] {
  return [report, ...(report.others ?? [])].flatMap((it) =>
    it.failures.map(({ school, code, message }) => `${it.period} ${school} ${code}：${message}`),
  );
}

function unsent(letters: readonly LetterOutcome[]): string[] {
  return letters
    .filter(({ state }) => state === 'refused' || state === 'deferred')
    .map(({ to, subject }) => `邮件没有发出：${to.join('、')} ${subject}`);
}
