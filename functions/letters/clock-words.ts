import { framedSubject, frameWords } from './frame.ts';
import type { ClockPlan, ClockRow } from './plan.ts';
import type { LetterWords, WordsLine, WordsSection } from './words.ts';

/** As many rows as somebody reads on a telephone; all of them stand in the registers. */
const shown = 60;

/** What is soon due or overdue in the registers, or all that a section has in hand: what, until when, where to fill it in. */
export function clockWords(plan: ClockPlan): LetterWords {
  const { rows } = plan;
  if (rows.length === 0) throw new RangeError('a letter about no clock');
  const [kind, title] = headline(plan);
  return {
    ...frameWords(plan),
    subject: framedSubject(plan, `${kind}：${title}`),
    preview: '最急的在最前面，信里写明到哪天、填在哪里。',
    title: `${kind}：${title}`,
    opening: [opening(plan)],
    sections: [rowsSection(plan)],
    closing: closing(plan),
  };
}

function headline({ rows, isWeekly, recipient }: ClockPlan): readonly [kind: string, title: string] {
  const counted = countsOf(rows);
  if (isWeekly) return ['科室周报', `在办 ${rows.length} 件${counted === '' ? '' : `，其中${counted}`}`];
  return [recipient.role === '责任督学' ? '督学检查' : '到期提醒', counted];
}

/** `超期 1 件，快到期 2 件`; empty where nothing is either. */
function countsOf(rows: readonly ClockRow[]): string {
  const count = (light: ClockRow['light']): number => rows.filter((row) => row.light === light).length;
  return [['超期', count('红')] as const, ['快到期', count('黄')] as const]
    .filter(([, number]) => number > 0)
    .map(([what, number]) => `${what} ${number} 件`)
    .join('，');
}

function opening({ recipient, rows, isWeekly }: ClockPlan): string {
  const late = rows.some(({ light }) => light === '红');
  if (recipient.role === '责任督学')
    return late
      ? '您责任区内的学校，有排好的督学检查过了日子还没有登记。还没有去的，请您尽快安排；去过的，请告诉督导办登记。'
      : '您责任区内的学校排了督学检查，日子快到了，请您安排时间。';
  if (isWeekly) return '登记表里由您这里办、还没有办完的，都在下面，最急的在最前面。';
  return late
    ? '登记表里由您这里办的事，有的已经过了期限，请您优先安排。'
    : '登记表里由您这里办的事快到期限了，请您安排时间办理。';
}

function rowsSection(plan: ClockPlan): WordsSection {
  const { rows, recipient, books } = plan;
  const isInspector = recipient.role === '责任督学';
  const listed = rows.slice(0, shown);
  const counted = countsOf(rows);
  return {
    heading: isInspector ? '督学检查' : '登记表里的事',
    period: `${rows.length} 件`,
    status: counted === '' ? '都没有到期' : counted,
    tone: rows.some(({ light }) => light === '红') ? 'alarm' : counted === '' ? 'calm' : 'plain',
    facts: isInspector
      ? []
      : books.map(({ where, link }) => ({ name: '填在', value: where, ...(link === undefined ? {} : { link }) })),
    table: {
      columns: ['事项', '到哪天'],
      rows: listed.map((row) => ({
        cells: [{ lines: what(row, isInspector) }, { lines: until(row, isInspector) }],
      })),
    },
    stepsTitle: isInspector ? '' : '请这样做',
    steps: isInspector ? [] : steps(plan),
    findingsTitle: '',
    findings: [],
    more: rows.length > listed.length ? `还有 ${rows.length - listed.length} 件没有列出，都在登记表里。` : '',
  };
}

/** An inspector goes to a school; where it stands in a register says nothing to him. */
function what({ matter, school, section }: ClockRow, isInspector: boolean): readonly WordsLine[] {
  if (isInspector) return [line(school)];
  return [matter, school, section === undefined ? '' : `承办：${section}`].filter((text) => text !== '').map(line);
}

function until(row: ClockRow, isInspector: boolean): readonly WordsLine[] {
  const { step, due, blank } = row;
  return [`${step}：${due}`, standing(row), ...(isInspector ? [] : [`填在${blank}`])].map(line);
}

function standing({ light, days, isToday }: ClockRow): string {
  if (light === '红') return `▲ 已超期 ${days} 个工作日`;
  const left = isToday ? '今天到期' : days === 0 ? '到期以前今天是最后一个工作日' : `还有 ${days} 个工作日`;
  return light === '黄' ? `△ ${left}` : left;
}

function steps({ rows, apart }: ClockPlan): readonly string[] {
  const late = rows.some(({ light }) => light === '红');
  return [
    '办完了的：在写明的那一格填上办完的日期，以后就不再提醒。',
    late && !apart ? '还没有办完的：请尽快办；超期的，请告诉安全科打算哪天办完。' : '还没有办完的：请在期限以前办好。',
  ];
}

function closing({ recipient, readAt, isWeekly, apart, through, replyTo }: ClockPlan): readonly string[] {
  const read = `以上以 ${readAt} 读取的登记表为准。`;
  if (apart)
    return [read, '这封信只发到您这里自己的邮箱，请不要转发；登记用的工作簿，也只该给您这里的人打开。', '谢谢您！'];
  if (recipient.role === '责任督学') return [read, '谢谢您！'];
  return [
    ...(through.length === 0
      ? []
      : [`${through.join('、')}没有填自己的邮箱，所以发到这里：请转告，或在区级设置的“科室”填上邮箱。`]),
    `${read}${replyTo === '' ? '' : '不归您这里办的，请直接回信说一声。'}`,
    ...(isWeekly ? ['每周第一个工作日发一次，和上周一样就不发；不想收，请在区级设置把“科室周报”改成“否”。'] : []),
    '谢谢您！',
  ];
}

function line(text: string): WordsLine {
  return { text, call: '', link: '' };
}
