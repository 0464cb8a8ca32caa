import type { Condition, Tone } from '../../../schemas/book.ts';
import { type SetAside, type Severity, severityTitles } from '../../../schemas/finding.ts';
import type { Area } from '../../../schemas/layout.ts';
import {
  type State,
  states,
  stateTitles,
  type Timeliness,
  timelinesses,
  timelinessTitles,
} from '../../../schemas/state.ts';

interface Mark {
  readonly sign: string;
  readonly tone: Tone;
}

// Signs of the GBK set only: every office machine has them, and black-and-white paper keeps them apart.
const stateMarks: Readonly<Record<State, Mark>> = {
  locked: { sign: '■', tone: 'quiet' },
  returned: { sign: '◆', tone: 'warn' },
  notStarted: { sign: '○', tone: 'quiet' },
  inProgress: { sign: '◎', tone: 'accent' },
  invalid: { sign: '▲', tone: 'bad' },
  unsigned: { sign: '△', tone: 'warn' },
  submitted: { sign: '√', tone: 'good' },
};

const timelinessMarks: Readonly<Record<Timeliness, Mark>> = {
  notDue: { sign: '○', tone: 'quiet' },
  onTime: { sign: '√', tone: 'good' },
  late: { sign: '△', tone: 'warn' },
  overdue: { sign: '▲', tone: 'bad' },
};

const severityMarks: Readonly<Record<Severity, Mark>> = {
  error: { sign: '▲', tone: 'bad' },
  query: { sign: '●', tone: 'warn' },
  note: { sign: '○', tone: 'quiet' },
};

/** `√ 已报送`. */
export function stateWords(state: State): string {
  return `${stateMarks[state].sign} ${stateTitles[state]}`;
}

/** `▲ 逾期未报`. */
export function timelinessWords(timeliness: Timeliness): string {
  return `${timelinessMarks[timeliness].sign} ${timelinessTitles[timeliness]}`;
}

/** `● 请核实或说明`. */
export function severityWords(severity: Severity): string {
  return `${severityMarks[severity].sign} ${severityTitles[severity]}`;
}

const setAsideTitles: Readonly<Record<SetAside['why'], string>> = { explained: '√ 已说明', waived: '◇ 已豁免' };

/** `√ 已说明`, `◇ 已豁免`: in the column of 轻重, for what is not raised. */
export function setAsideWords(why: SetAside['why']): string {
  return setAsideTitles[why];
}

/** Tints a column of 报送状态, written with `stateWords`. */
export function stateConditions(area: Area): Condition[] {
  return states.map((state) => ({ area, when: { equals: stateWords(state) }, tone: stateMarks[state].tone }));
}

/** Tints a column of 是否按时, written with `timelinessWords`. */
export function timelinessConditions(area: Area): Condition[] {
  return timelinesses.map((it) => ({ area, when: { equals: timelinessWords(it) }, tone: timelinessMarks[it].tone }));
}

/** Tints a column of 轻重, written with `severityWords`. */
export function severityConditions(area: Area): Condition[] {
  const severities: readonly Severity[] = ['error', 'query', 'note'];
  return [
    ...severities.map((it) => ({ area, when: { equals: severityWords(it) }, tone: severityMarks[it].tone })),
    ...Object.values(setAsideTitles).map((words) => ({ area, when: { equals: words }, tone: 'quiet' as const })),
  ];
}
