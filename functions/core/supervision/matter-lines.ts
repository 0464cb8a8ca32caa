import { type Entry, textAt } from '../../../schemas/registers/entry.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { type ClockState, type Light, says } from '../registers/clocks.ts';
import type { Matter } from '../registers/matters.ts';
import { placeOf } from './place.ts';
import { type MatterLine, type Stage, stages } from './supervision-view.ts';
import type { WorkingDays } from './working-days.ts';

/**
 * 登记办理: every row of a register that has clocks, worst first; of the same stage what is due first, of what is done the
 * newest.
 * @param asOf day to which days are counted, `YYYY-MM-DD`: 数据截至
 */
export function matterLines(matters: readonly Matter[], asOf: string, workingDays: WorkingDays): readonly MatterLine[] {
  return matters
    .filter(({ register }) => register.clocks.length > 0)
    .map((matter) => lineOf(matter, asOf, workingDays))
    .sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage) || order(a, b));
}

function lineOf(matter: Matter, asOf: string, workingDays: WorkingDays): MatterLine {
  const { register, entry } = matter;
  const running = worstOf(matter);
  const stage = stageOf(matter, running);
  const [first] = register.clocks;
  const began = dayAt(entry, first?.from);
  const endedOn = stage === 'done' || stage === 'doneLate' ? endOf(matter) : undefined;
  // A row may have been typed since the last event: its time does not count from before it began.
  const day = running?.from !== undefined && running.from > asOf ? running.from : asOf;
  const due = running?.due;
  return {
    matter,
    stage,
    ...(running ? { running } : {}),
    number: textAt(entry, 'number'),
    place: placeOf(register, entry),
    codes: codesOf(register, entry),
    ...(began === undefined ? {} : { began }),
    ...(endedOn === undefined ? {} : { endedOn }),
    ...(due === undefined ? {} : stage === 'red' ? { over: workingDays(due, day) } : { left: workingDays(day, due) }),
    ...(began === undefined || endedOn === undefined || endedOn < began ? {} : { took: workingDays(began, endedOn) }),
  };
}

const lights: Readonly<Partial<Record<Light, Stage>>> = { 红: 'red', 黄: 'yellow', 绿: 'green' };

function worstOf({ clocks }: Matter): ClockState | undefined {
  const running = clocks.filter(({ light }) => lights[light] !== undefined);
  return running.reduce<ClockState | undefined>(
    (worst, clock) => (worst && rankOf(worst) <= rankOf(clock) ? worst : clock),
    undefined,
  );
}

/** What is due first is red before it is yellow, but a long warning may turn a later one yellow before it. */
function rankOf({ light, due = '' }: ClockState): string {
  return `${stages.indexOf(lights[light] ?? 'green')} ${due}`;
}

function stageOf({ register, entry, clocks }: Matter, clock: ClockState | undefined): Stage {
  if (says(entry, register.untrue)) return 'untrue';
  if (says(entry, register.over)) return 'declined';
  const stage = clock && lights[clock.light];
  if (stage) return stage;
  const isClosed = dayAt(entry, register.closed) !== undefined;
  if (clocks.length === 0 && !isClosed) return 'nothingToDo';
  const isDone = isClosed || clocks.every(({ light }) => light === '完成' || light === '超期完成');
  if (!isDone) return 'waiting';
  return clocks.some(({ light }) => light === '超期完成') ? 'doneLate' : 'done';
}

/** The day that closed it, else the last on which something of it was done. */
function endOf({ register, entry, clocks }: Matter): string | undefined {
  const days = clocks.flatMap(({ doneOn }) => doneOn ?? []).sort();
  return dayAt(entry, register.closed) ?? days.at(-1);
}

function dayAt(entry: Entry, column: string | undefined): string | undefined {
  const day = column === undefined ? '' : textAt(entry, column);
  return day === '' ? undefined : day;
}

/** The answers that are one of the declared words, as far as they are not said elsewhere in the line. */
function codesOf({ columns, over, untrue }: Register, entry: Entry): string {
  const elsewhere = ['section', over?.column, untrue?.column];
  return columns
    .filter(({ key, kind }) => (kind === 'choice' || kind === 'choices') && !elsewhere.includes(key))
    .flatMap(({ key, title }) => {
      const value = entry.values[key];
      const words = Array.isArray(value) ? value.join('、') : textAt(entry, key);
      return words === '' ? [] : [`${title}：${words}`];
    })
    .join('；');
}

function order(a: MatterLine, b: MatterLine): number {
  const [dueA, dueB] = [a.running?.due, b.running?.due];
  if (dueA !== undefined && dueB !== undefined) return compare(dueA, dueB);
  return compare(b.endedOn ?? b.began ?? '', a.endedOn ?? a.began ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a row is called where its school is not told beside it: `督办 DB-2018-01（示例小学）`; never in free words. */
export function nameOf({ matter, number, place }: Pick<MatterLine, 'matter' | 'number' | 'place'>): string {
  const { register, school, owner } = matter;
  return `${register.name} ${number === '' ? place.slice(place.indexOf('!') + 1) : number}（${school?.name ?? owner}）`;
}
