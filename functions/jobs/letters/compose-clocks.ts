import { weekdayTitle } from '../../../schemas/periods.ts';
import { textAt } from '../../../schemas/registers/entry.ts';
import { localDate, workingDaysUntil } from '../../core/calendar.ts';
import { workbookOf } from '../../core/registers/apart.ts';
import type { ClockNews } from '../../core/registers/clock-news.ts';
import { minuteTitle } from '../../letters/minute-title.ts';
import type { ClockPlan, ClockRow } from '../../letters/plan.ts';
import type { LetterPress } from '../../letters/press.ts';
import type { Letter, World } from '../../world.ts';
import type { District } from '../district.ts';
import { addressesOf, frameOf } from './compose-reminder.ts';
import { type DueClocks, dueClocks } from './due-clocks.ts';

/** To sections and 责任督学: what is soon due or overdue in the registers, each light once; once a week all in hand. */
export async function composeClocks(world: World, district: District, press: LetterPress): Promise<readonly Letter[]> {
  const letters: Letter[] = [];
  for (const due of dueClocks(world, district)) {
    const plan = await planOf(world, district, due);
    const { address, items } = due;
    const letter = { key: items[0] ?? '', items, to: addressesOf(district, address), ...(await press.clocks(plan)) };
    // An answer about what is for its owner alone must not go to 安全科.
    letters.push(plan.apart ? { ...letter, replyTo: address } : letter);
  }
  return letters;
}

async function planOf(world: World, district: District, { address, rows, isWeekly }: DueClocks): Promise<ClockPlan> {
  const recipient = recipientOf(district, rows);
  const frame = frameOf(district, { ...recipient, address, school: '' });
  const apart = rows.some(({ reader }) => reader.apart);
  const owners = new Set(rows.map(({ matter }) => matter.owner));
  return {
    ...frame,
    ...(apart ? { apart, replyTo: '' } : {}),
    recipient,
    readAt: minuteTitle(world.now),
    isWeekly,
    books: await booksOf(world, rows),
    rows: rows.map((row) => rowOf(world, district, row, owners.size > 1)),
    through: [
      ...new Set(
        rows
          .filter(({ reader: { is }, matter }) => is === '安全科' && matter.owner !== '安全科')
          .map(({ matter }) => matter.owner),
      ),
    ],
  };
}

/** 安全科 by its office's name where it stands in for sections without an address. */
function recipientOf({ settings }: District, rows: readonly ClockNews[]): ClockPlan['recipient'] {
  const [first] = rows;
  if (first?.reader.is === '责任督学') return { name: first.reader.name, role: '责任督学' };
  if (rows.some(({ reader }) => reader.is === '安全科')) return { name: settings.office, role: '安全科' };
  return { name: [...new Set(rows.map(({ reader }) => reader.name))].join('、'), role: '科室' };
}

function rowOf(world: World, { holidays }: District, { matter, state }: ClockNews, isMixed: boolean): ClockRow {
  const { register, entry, school, owner } = matter;
  const { clock, due, light } = state;
  const today = localDate(world.now);
  const row = `第 ${entry.row + 1} 行`;
  const blank = register.columns.find(({ key }) => key === clock.done)?.title ?? '';
  return {
    matter: `${register.name} ${textAt(entry, 'number') || row}`,
    school: school?.name ?? '',
    ...(isMixed ? { section: owner } : {}),
    step: clock.title,
    due: `${due.slice(0, 4) === today.slice(0, 4) ? '' : `${due.slice(0, 4)}年`}${weekdayTitle(due)}`,
    light,
    ...(due === today ? { isToday: true as const } : {}),
    days: light === '红' ? workingDaysUntil(due, today, holidays) : workingDaysUntil(today, due, holidays),
    blank: `${row}“${blank}”`,
  };
}

/** The workbooks in which the rows are, each once. */
async function booksOf(world: World, rows: readonly ClockNews[]): Promise<ClockPlan['books']> {
  const books: { where: string; link?: string }[] = [];
  for (const path of new Set(rows.map(({ matter }) => workbookOf(matter)))) {
    const link = await world.store.linkTo(path);
    books.push({ where: path.replaceAll('/', '／'), ...(link === undefined ? {} : { link }) });
  }
  return books;
}
