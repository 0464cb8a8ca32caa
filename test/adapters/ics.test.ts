import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEntry, calendarFile } from '../../functions/adapters/ics.ts';

const now = '2018-09-20T18:00:00+08:00';
const deadline: CalendarEntry = {
  id: 'deadline-2018-09@anxiao',
  date: '2018-09-25',
  title: '2018年9月月报截止（24:00）',
  detail: '《自查表》《月报表》；应报 24 校，\n请在 24:00 前报送。',
  alarm: true,
};
const rung: CalendarEntry = {
  id: 'rung-1@anxiao',
  date: '2018-09-21',
  time: '08:30',
  title: '提醒',
  detail: '',
  alarm: false,
};

interface Component {
  readonly name: string;
  readonly properties: Map<string, string[]>;
  readonly components: Component[];
}

/** A reader of RFC 5545 that forgives nothing: line ends, folding at 75 octets, nesting, properties before components. */
function read(file: string): Component {
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const physical = file.replace(/\r\n$/, '').split('\r\n');
  for (const line of physical) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    // A fold never cuts a character: each line is UTF-8 by itself.
    expect(line).not.toContain('\ufffd');
    expect(line).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  }
  const root: Component = { name: '', properties: new Map(), components: [] };
  const open = [root];
  for (const line of physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n')) {
    const [, property = '', value = ''] = /^([A-Z-]+(?:;[A-Z-]+=[^:;]*)*):(.*)$/su.exec(line) ?? [];
    expect({ line, property }).not.toEqual({ line, property: '' });
    const parent = open.at(-1) ?? root;
    if (property === 'BEGIN') {
      const component: Component = { name: value, properties: new Map(), components: [] };
      parent.components.push(component);
      open.push(component);
    } else if (property === 'END') {
      expect(open.pop()?.name).toBe(value);
    } else {
      expect(parent.components).toEqual([]);
      parent.properties.set(property, [...(parent.properties.get(property) ?? []), value]);
    }
  }
  expect(open).toEqual([root]);
  const [calendar] = root.components;
  if (!calendar || root.components.length !== 1) throw new Error('not one calendar');
  return calendar;
}

function only(component: Component | undefined, property: string): string {
  const values = component?.properties.get(property) ?? [];
  expect({ property, count: values.length }).toEqual({ property, count: 1 });
  return values[0] ?? '';
}

/** TEXT of RFC 5545, 3.3.11: nothing unescaped, and back to what was meant. */
function textOf(escaped: string): string {
  expect(escaped).not.toMatch(/(?<!\\)(?:\\\\)*[;,]/);
  return escaped.replace(/\\([\\;,nN])/g, (_, what: string) => (what.toLowerCase() === 'n' ? '\n' : what));
}

describe('an .ics file', () => {
  it('is a calendar that a strict reader takes: whole days and times, told the day before', () => {
    const calendar = read(calendarFile('报送日程', [deadline, rung], now));
    expect(calendar.name).toBe('VCALENDAR');
    expect(only(calendar, 'VERSION')).toBe('2.0');
    expect(only(calendar, 'PRODID')).toBe('-//anxiao//anxiao//ZH-CN');
    const [first, second] = calendar.components;
    expect(calendar.components.map(({ name }) => name)).toEqual(['VEVENT', 'VEVENT']);
    expect(only(first, 'UID')).toBe(deadline.id);
    expect(only(first, 'DTSTAMP')).toBe('20180920T100000Z');
    expect(only(first, 'DTSTART;VALUE=DATE')).toBe('20180925');
    // The end of a whole day is the day after it.
    expect(only(first, 'DTEND;VALUE=DATE')).toBe('20180926');
    expect(textOf(only(first, 'SUMMARY'))).toBe(deadline.title);
    expect(textOf(only(first, 'DESCRIPTION'))).toBe(deadline.detail);
    expect(only(first?.components[0], 'TRIGGER')).toBe('-PT15H');
    expect(only(second, 'DTSTART')).toBe('20180921T003000Z');
    expect(only(second, 'DTEND')).toBe('20180921T010000Z');
    expect(second?.components).toEqual([]);
  });

  it('holds whatever stands in a title as text', () => {
    const words = fc.string({ unit: fc.constantFrom(...'校截止；,;:\\"\n\tBEGIN:END=😀 '), maxLength: 120 });
    fc.assert(
      fc.property(words, words, (title, detail) => {
        const [event] = read(
          calendarFile('日程', [{ ...rung, title: `题${title}`, detail: `述${detail}` }], now),
        ).components;
        expect(textOf(only(event, 'SUMMARY'))).toBe(`题${title}`);
        expect(textOf(only(event, 'DESCRIPTION'))).toBe(`述${detail}`);
      }),
      { numRuns: 200 },
    );
  });

  it('has the same bytes in every zone', () => {
    const home = resolve(import.meta.dirname, '../../functions/adapters/ics.ts');
    const code = `import(${JSON.stringify(home)}).then(({ calendarFile }) => process.stdout.write(calendarFile('日程', ${JSON.stringify([deadline, rung])}, ${JSON.stringify(now)})))`;
    const files = ['UTC', 'Asia/Shanghai', 'America/New_York'].map((TZ) =>
      execFileSync(process.execPath, ['--eval', code], { env: { ...process.env, TZ }, encoding: 'utf8' }),
    );
    expect(new Set(files)).toEqual(new Set([calendarFile('日程', [deadline, rung], now)]));
  });
});
