import Mustache from 'mustache';
import { mjmlToHtml } from '../../functions/letters/compiled-template.ts';
import { letterView } from '../../functions/letters/letter-html.ts';
import { letterTemplate } from '../../functions/letters/letter-template.ts';
import { linesOf } from '../../functions/letters/one-line.ts';
import { overdueWords } from '../../functions/letters/overdue-words.ts';
import { plainText } from '../../functions/letters/plain-text.ts';
import type { LetterFinding, Missing, OverduePlan } from '../../functions/letters/plan.ts';
import { createLetterPress } from '../../functions/letters/press.ts';
import { median } from './machine.ts';
import { duration, type Line } from './table.ts';

interface LettersRow {
  readonly way: string;
  readonly ms: number;
  /** How often slower than ours. */
  readonly ratio: number;
  readonly note: string;
}

const letters = 1000;
const sampled = 50;

/** The letters' lines: 1,000 rendered ours, and with MJML compiled for each recipient. */
export async function benchLetters(rounds: number): Promise<readonly Line[]> {
  const rows = await renderBoth(rounds);
  return rows.map(({ way, ms, ratio, note }, index) => ({
    work: '1,000 letters rendered',
    way,
    took: duration(ms / 1000),
    ratio,
    note,
    ...(index > 0 ? { mark: '≥ 25×' } : {}),
  }));
}

/** Renders 1,000 reminders (html and text) ours, and by compiling MJML for each recipient; medians of paired rounds. */
async function renderBoth(rounds: number): Promise<readonly LettersRow[]> {
  const plans = Array.from({ length: letters }, (_, index) => planOf(index));
  const sample = plans.filter((_, index) => index % (letters / sampled) === 0);
  const press = createLetterPress();
  const uninlined = letterTemplate.replace(/<mj-style inline="inline">[\s\S]*?<\/mj-style>/, '');
  const ours = async () => {
    for (const plan of plans) await press.overdue(plan);
  };
  const perRecipient = (template: string) => async () => {
    for (const plan of sample) await compileFor(template, plan);
  };
  const times: [number[], number[], number[]] = [[], [], []];
  // The first round warms all three and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const took = [await timed(ours), await timed(perRecipient(letterTemplate)), await timed(perRecipient(uninlined))];
    if (round > 0) for (const [way, ms] of took.entries()) times[way]?.push(ms);
  }
  const [once, whole, light] = times.map(median) as [number, number, number];
  const scaled = `${sampled} timed, scaled to ${letters}`;
  const row = (way: string, ms: number, note: string) => ({ way, ms, ratio: ms / once, note });
  return [
    row('ours: compiled once, filled', once, `${letters} timed`),
    row('compiled per recipient, same template', whole * (letters / sampled), scaled),
    row('compiled per recipient, no CSS inlined', light * (letters / sampled), scaled),
  ];
}

async function compileFor(template: string, plan: OverduePlan): Promise<{ html: string; text: string }> {
  const words = overdueWords(linesOf(plan));
  return { html: await mjmlToHtml(Mustache.render(template, letterView(words))), text: plainText(words) };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function planOf(index: number): OverduePlan {
  const school = `示例第${index}小学`;
  return {
    recipient: { name: '王某某', role: index % 3 === 0 ? '校长' : '联络人' },
    office: '示例区教育体育局安全科',
    phone: '0539-0000000',
    replyTo: 'anquan@bureau.example',
    tone: '催报',
    readAt: '9月26日 09:00',
    items: [
      {
        school,
        period: '2018年9月',
        deadline: '9月25日24:00',
        where: `学校／${371311000 + index} ${school}／2018年09月.xlsx`,
        allFindings: '同一文件夹里的《2018年09月 校验结果》',
        contact: '王某某',
        missing: missingOf(index),
      },
    ],
  };
}

function missingOf(index: number): Missing {
  if (index % 2 === 0) return { is: 'notStarted' };
  const findings = Array.from({ length: (index % 15) + 1 }, (_, at) => findingOf(at));
  return { is: 'invalid', findings };
}

function findingOf(at: number): LetterFinding {
  return {
    severity: at % 4 === 3 ? 'query' : 'error',
    blank: `栏目${at}`,
    place: `自查表 B${at + 4}`,
    message: '这一栏写的不是整数。这里要填整数，没有请填 0。请核实后写准确的数字。',
  };
}
