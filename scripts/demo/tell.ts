import { join } from 'node:path';
import type { Standing } from '../../functions/jobs/standing.ts';
import { dayTitle, type Period, periodTitle } from '../../schemas/periods.ts';
import { states, stateTitles, timelinesses, timelinessTitles } from '../../schemas/state.ts';
import { shanghaiMinute } from '../../schemas/time.ts';
import { feedbackFile, reportFile, schoolFolder, tree } from '../../schemas/tree.ts';
import type { Answer } from '../call.ts';
import type { Lived } from './live.ts';
import { sampleSchool } from './schools.ts';
import { acts, clocks } from './story.ts';

/** Words that depend on where the district lies. */
interface Place {
  /** Where to open what lies at a path. */
  readonly at: (path: string) => string;
  /** Where a school reads what is wrong, where that is no file of its own. */
  readonly feedback?: string;
  readonly outbox: string;
  /** What becomes of it when the demo is run again. */
  readonly again: string;
}

/** A district in a folder. */
export function folderPlace(root: string): Place {
  return {
    at: (path) => join(root, path),
    outbox: `${tree.outbox}/index.html`,
    again: '再运行一次 demo，整个文件夹会重做，请不要在里面放真的报表。',
  };
}

/** A district on Google: spreadsheets have no ending. */
export const googlePlace: Place = {
  at: (path) => path.replace(/\.xlsx$/, ''),
  feedback: '报表里的“校验结果”表',
  outbox: tree.outbox,
  again: '再运行一次 demo:google，一切从头来过。',
};

/** What happened, what to open first and what to try next: in a few lines, and as facts. */
export function tell(root: string, { last, letters, spent }: Lived, place: Place): Answer {
  const months = [...last.others, last].sort((a, b) => (a.period < b.period ? -1 : 1));
  const through = clocks.at(-1) ?? '';
  const open = whatToOpen(last, place);
  const next = nextCommand(root, through);
  return {
    document: {
      district: root,
      made: true,
      from: clocks[0],
      through,
      months: months.map(({ period, schools, states: ofStates, timeliness, findings, failures }) => ({
        period,
        schools,
        states: ofStates,
        timeliness,
        findings: findings.length,
        failures,
      })),
      letters,
      open,
      bulletin: last.bulletin?.draft ?? null,
      next,
      ...(spent.length > 0 ? { spent } : {}),
    },
    lines: [
      `示例区建好了：${root}（${last.schools} 所学校都是编的），从 ${dayTitle(clocks[0]?.slice(0, 10) ?? '')}过到了 ${dayTitle(through.slice(0, 10))}。`,
      '',
      ...months.flatMap(monthLines),
      `  ${letterWords(letters)}都放在发件箱里，没有真的寄出。`,
      '',
      '先打开看看：',
      `  ${place.at(open.master)}　　第一页是今天要做的事`,
      `  ${place.at(open.report)}　　一份有错的报表`,
      `  ${place.feedback ?? place.at(open.feedback)}　　这所学校看到的结果，点一下就到要改的格子`,
      `  ${place.at(open.outbox)}　　寄给学校的信`,
      `  ${place.at(tree.inbox)}　　用邮件发回来的报表，不管叫什么名字，都归到了学校名下`,
      ...(last.bulletin ? [`  ${place.at(last.bulletin.draft)}　　两个月的通报草稿，只给安全科`] : []),
      `  ${place.at(tree.publicPage)}　　给公众看的一页，只有审核过的内容`,
      '',
      '再试试：照校验结果改好那份报表，保存，然后运行',
      `  ${next}`,
      place.again,
      ...spentLines(spent),
    ],
  };
}

function monthLines({ period, schools, states: ofStates, timeliness, findings, failures }: Standing): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const words = <K extends string>(
    keys: readonly K[],
    titles: Record<K, string>,
    counts: Readonly<Record<K, number>>,
  ) => keys.flatMap((key) => (counts[key] > 0 ? [`${titles[key]} ${counts[key]}`] : [])).join('，');
  return [
    `  ${periodTitle(period)}：应报 ${schools} 校。${words(states, stateTitles, ofStates)}；${words(timelinesses, timelinessTitles, timeliness)}。`,
    `    必须改正 ${errors} 处，请核实或提示 ${findings.length - errors} 处，读不出或对不上的报表 ${failures.length} 份。`,
  ];
}

/** What each run asked of Google. */
function spentLines(spent: Lived['spent']): string[] {
  if (spent.length === 0) return [];
  return [
    '',
    '每次运行向 Google 发了多少次请求（表格每分钟各以 60 次为限）：',
    ...spent.map(
      ({ at, reads, writes, drive, storage }) =>
        `  ${shanghaiMinute(at)}　读表格 ${reads}，写表格 ${writes}，云端硬盘 ${drive}，台账 ${storage}`,
    ),
  ];
}

/** `写信 42 封（催报 20，回执 22），`: by the word before the colon of the subject. */
function letterWords(letters: Lived['letters']): string {
  const kinds = Map.groupBy(letters, ({ subject }) => kindOf(subject));
  return `写信 ${letters.length} 封（${[...kinds].map(([kind, { length }]) => `${kind} ${length}`).join('，')}），`;
}

/** Subjects that begin with a day or a title, by what they are. */
function kindOf(subject: string): string {
  const named = ['督导评估报告', '通报', '小结'].find((word) => subject.includes(word));
  if (named === '小结') return '每日小结';
  return named === undefined ? (subject.split('：')[0] ?? '') : `${named}草稿`;
}

/** The school whose mistakes show most. */
function whatToOpen(
  { period }: Standing,
  { outbox }: Place,
): Record<'master' | 'report' | 'feedback' | 'outbox', string> {
  const mistaken = acts.filter((act) => act.period === period);
  const worst = mistaken.reduce((most, act) => (act.errors.length > most.errors.length ? act : most));
  const { code, name } = sampleSchool(worst.number).school;
  return {
    master: tree.master,
    ...filesOf(schoolFolder(code, name), period),
    outbox,
  };
}

function filesOf(folder: string, period: Period): Record<'report' | 'feedback', string> {
  return {
    report: `${tree.schools}/${folder}/${reportFile(period)}`,
    feedback: `${tree.schools}/${folder}/${feedbackFile(period)}`,
  };
}

/** An hour after the story ends; a name with spaces is quoted as shells want it. */
function nextCommand(root: string, through: string): string {
  const folder = /^[\p{L}\p{N}_./\\:-]+$/u.test(root) ? root : `"${root}"`;
  return `npx anxiao run ${folder} --now ${through.slice(0, 11)}${String(Number(through.slice(11, 13)) + 1).padStart(2, '0')}:00`;
}
