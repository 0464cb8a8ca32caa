import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mattersOf } from '../../functions/jobs/matters.ts';
import { weekdayTitle } from '../../schemas/periods.ts';
import { Killed, lifeWith } from '../support/in-memory/life.ts';
import { type Arrived, ClockTown, townSchools } from './clock-town.ts';
import { plusDays } from './year/days.ts';

const section = 'section@example.cn';
const vocational = 'zhicheng@example.cn';
const first = '2018-09-03';
const days = 18;

/** What people type before the first run of a day: a row of a register, 1 to 4, and which cell. */
const edit = fc.record({
  day: fc.nat({ max: days - 1 }),
  row: fc.integer({ min: 1, max: 4 }),
  what: fc.constantFrom('核查完成', '处置完成', '延期至', '核实', '承办科室'),
  ahead: fc.integer({ min: -2, max: 12 }),
});

const story = fc.record({
  rows: fc.array(fc.record({ school: fc.nat({ max: 2 }), began: fc.integer({ min: -20, max: 15 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
  // One a school: an inspector's letter says the school alone.
  visits: fc.uniqueArray(fc.record({ school: fc.nat({ max: 2 }), planned: fc.integer({ min: 0, max: 20 }) }), {
    maxLength: 3,
    selector: ({ school }) => school,
  }),
  edits: fc.array(edit, { maxLength: 10 }),
  isWeekly: fc.boolean(),
  /** On which day, and at which step, a run dies; the next one goes on. */
  deaths: fc.array(fc.tuple(fc.nat({ max: days - 1 }), fc.integer({ min: 1, max: 12 })), { maxLength: 4 }),
});

/** `▲ 督办 DB-2 核查 9月11日 周二`: each clock that a letter tells of, with its sign. */
function toldIn({ text }: Arrived): readonly string[] {
  const rows = text.matchAll(/\d\) (\S+)(?: ([A-Z]+-\d|第 \d+ 行))?[^\n]*\n\s+到哪天：(\S+?)：(\S+ \S+?)，(▲|△)?/g);
  return [...rows].flatMap(([, matter, number = '', step, due, sign]) =>
    sign === undefined ? [] : [`${sign} ${matter?.split('，')[0]} ${number} ${step} ${due}`],
  );
}

describe('a month of clocks', () => {
  it('tells every owner of every light once, whatever is typed and whenever a run dies', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ rows, visits, edits, isWeekly, deaths }) => {
        const town = new ClockTown();
        town.address('职成科', vocational);
        if (!isWeekly) town.set('科室周报', '否');
        for (const [index, { school, began }] of rows.entries())
          town.type('督办', index + 1, {
            学校编码: townSchools[school]?.code ?? '',
            日期: plusDays(first, began),
            摘要: '一句话',
            编号: `DB-${index}`,
          });
        for (const [index, { school, planned }] of visits.entries())
          town.type('督学检查', index + 1, {
            学校编码: townSchools[school]?.code ?? '',
            计划日期: plusDays(first, planned),
            类别: '日常检查',
          });
        for (let at = 0; at < days; at += 1) {
          const day = plusDays(first, at);
          for (const { row, what, ahead } of edits.filter((it) => it.day === at && it.row <= rows.length))
            town.type('督办', row, { [what]: typedInto(what, plusDays(day, ahead)) });
          const before = town.arrived.length;
          for (const [, step] of deaths.filter(([on]) => on === at))
            await town.remind(`${day}T09:00`, { life: lifeWith(step) }).catch((error: unknown) => {
              if (!(error instanceof Killed)) throw error;
            });
          await town.remind(`${day}T09:30`);
          const count = town.arrived.length;
          await town.remind(`${day}T15:00`);
          expect(town.arrived.length, 'a run with nothing new').toBe(count);
          const today = town.arrived.slice(before);
          // One letter a person a day; the one in flight when a run died may come again as it was.
          for (const [to, letters] of Map.groupBy(today, (letter) => letter.to))
            expect(new Set(letters.map(({ text }) => text)).size, `${day} ${to}`).toBe(1);
          if (await isOpen(town, day)) expect(await untold(town, day), day).toEqual([]);
        }
        // Outside 科室周报, which repeats what is in hand, nothing is told twice.
        const letters = new Map(town.arrived.map((letter) => [`${letter.to}${letter.text}`, letter]));
        const told = [...letters.values()]
          .filter(({ subject }) => !subject.startsWith('科室周报'))
          .flatMap((letter) => toldIn(letter).map((line) => `${letter.to} ${line}`));
        expect(told.length).toBe(new Set(told).size);
      }),
      { numRuns: 5 },
    );
  });
});

function typedInto(what: string, day: string): string {
  if (what === '核实') return '不属实';
  return what === '承办科室' ? '职成科' : day;
}

/** Whether letters go on a day at all. */
async function isOpen(town: ClockTown, day: string): Promise<boolean> {
  return town.work(`${day}T10:00`, async (_, { holidays }) => holidays.isWorkingDay(day) === true);
}

/** Clocks that are yellow or red on a day and that nobody who should know was told of, in these words. */
async function untold(town: ClockTown, day: string): Promise<readonly string[]> {
  const matters = await town.work(`${day}T10:00`, async (world, district) => mattersOf(world, district));
  return matters.flatMap(({ register, entry, school, clocks }) =>
    clocks.flatMap(({ clock, light, due = '' }) => {
      if (light !== '黄' && light !== '红') return [];
      const isInspection = register.name === '督学检查';
      const isVocational = entry.values.section === '职成科' || school?.code !== townSchools[0].code;
      const readers = isInspection ? [section, school?.inspectorEmail ?? ''] : [isVocational ? vocational : section];
      return readers.flatMap((reader) => {
        const line = `${light === '红' ? '▲' : '△'} ${isInspection && reader !== section ? school?.name : register.name} ${numberOf(entry.values.number, entry.row, isInspection && reader !== section)} ${clock.title} ${weekdayTitle(due)}`;
        const heard = town.arrived.some((letter) => letter.to === reader && toldIn(letter).includes(line));
        return heard ? [] : [`${reader} ${line}`];
      });
    }),
  );
}

function numberOf(number: unknown, row: number, isForInspector: boolean): string {
  return isForInspector ? '' : String(number ?? `第 ${row + 1} 行`);
}
