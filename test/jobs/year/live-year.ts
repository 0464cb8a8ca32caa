import { knownHolidays } from '../../../functions/adapters/holidays.ts';
import { compose } from '../../../functions/adapters/mail/mime.ts';
import { createSmtpMailer } from '../../../functions/adapters/mail/smtp.ts';
import { reportKey } from '../../../functions/core/ledger-state.ts';
import { refusedRow } from '../../../functions/core/refused-row.ts';
import type { District } from '../../../functions/jobs/district.ts';
import { remind } from '../../../functions/jobs/letters/remind.ts';
import { withDistrict } from '../../../functions/jobs/with-district.ts';
import { LeaseHeld } from '../../../functions/operator-error.ts';
import type { Mailer, World } from '../../../functions/world.ts';
import type { HandedOut } from '../../../schemas/events.ts';
import type { Workbook } from '../../../schemas/grid.ts';
import { addMonths } from '../../../schemas/periods.ts';
import { type Chance, chanceOf } from '../../support/chance.ts';
import { createMemoryLedger } from '../../support/in-memory/ledger.ts';
import { Killed, type Life, lifeWith } from '../../support/in-memory/life.ts';
import { createMemoryMailServer } from '../../support/in-memory/mail-server.ts';
import { composePlain } from '../../support/in-memory/plain-letter.ts';
import { openMemoryStore } from '../../support/in-memory/store.ts';
import { type Arrival, eventsOf, howItReports, pathOf } from './arrivals.ts';
import { controlWorkbook, type TypedOver } from './control-workbook.ts';
import { clockAt, plusDays } from './days.ts';
import type { Entry, Year } from './log.ts';
import { anyWeather, serverUnder } from './weather.ts';
import { type Decisions, type Row, someSchools } from './world-of-schools.ts';

/** What a year is made of, and where it is to go wrong on purpose. */
export interface YearOptions {
  readonly seed: number;
  readonly schools: number;
  readonly months: number;
  /** Letters as MIME, as they really go out; else as plain text, which is ten times as fast. */
  readonly mime?: boolean;
  /** 每日小结, which reads the whole journal each day. */
  readonly summaries?: boolean;
  /** Faults planted to see whether the judge finds them. */
  readonly planted?: Planted;
}

export interface Planted {
  readonly typedOver?: TypedOver;
  readonly mailer?: (mailer: Mailer, chance: Chance) => Mailer;
  readonly job?: (work: typeof remind) => typeof remind;
}

/** Lives through a year of a district on a virtual clock: what the seed says, the same each time. */
export async function liveYear({
  seed,
  schools,
  months,
  mime = false,
  summaries = false,
  planted = {},
}: YearOptions): Promise<Year> {
  const chance = chanceOf(seed);
  const log: Entry[] = [];
  const waiting = new Map<string, Arrival>();
  const handedOut = new Set<string>();
  const place = createMemoryLedger((event) => {
    log.push({ is: 'event', event });
    if (event.type === 'judged') waiting.delete(event.id);
    if (event.type !== 'handedOut') return;
    handedOut.add(event.path);
    for (const it of howItReports(chance, event.school, event.period)) waiting.set(`judged-${it.id}`, it);
  });
  const first = `${chance.between(2018, 2024)}-${chance.pick(['09', '09', '01', '05'])}`;
  const rows = someSchools(chance, schools);
  const dead = new Set([chance.pick(rows).contact, chance.pick(rows).principal].map((it) => it.toLowerCase()));
  dead.delete('');
  const sky = serverUnder(chance, dead);

  let decisions: Decisions = { edition: 0, rows, extensions: [], days: [] };
  const typed = { 每日小结: summaries ? '是' : '否', ...planted.typedOver?.settings };
  let control: Workbook | undefined;
  const controlNow = () => {
    control ??= controlWorkbook(decisions, { ...planted.typedOver, settings: typed });
    return { edition: String(decisions.edition), workbook: control };
  };
  const decide = (change: Partial<Decisions>): void => {
    decisions = { ...decisions, ...change, edition: decisions.edition + 1 };
    control = undefined;
    log.push({ is: 'decided', decisions });
  };
  decide({});

  const store = openMemoryStore({ control: controlNow, has: (path) => handedOut.has(path) });
  let runs = 0;

  /** What `run` does before it reminds: new reports are handed out, what schools did is read. */
  const bringUpToDate = async (world: World, truly: string): Promise<void> => {
    const period = truly.slice(0, 7);
    const due = `${plusDays(`${period}-25`, 1)}T00:00:00+08:00`;
    const window = { from: plusDays(`${addMonths(period, -1)}-25`, 1), through: `${period}-25`, due };
    const fresh = decisions.rows
      .filter((row) => isActive(row, period) && !handedOut.has(pathOf(row.code, period)))
      .map(({ code: school }): HandedOut => {
        const path = pathOf(school, period);
        const id = `handedOut-${period}-${school}`;
        return { type: 'handedOut', id, at: world.now, school, period, path, edition: '1', window, given: {} };
      });
    await world.ledger.append(fresh);
    const come = [...waiting.values()].filter(({ at }) => at <= truly).sort((a, b) => (a.at < b.at ? -1 : 1));
    const versions = new Map<string, number>();
    await world.ledger.append(
      come.flatMap((arrival) => {
        const key = reportKey(arrival.school, arrival.period);
        const version = versions.get(key) ?? world.ledger.state.reports.get(key)?.accepted?.version ?? 0;
        if (arrival.act === 'returned' && version === 0) return [];
        const next = arrival.act === 'right' ? version + 1 : version;
        versions.set(key, next);
        return eventsOf(arrival, world.now, next);
      }),
    );
  };

  const job = (planted.job ?? ((work) => work))(remind);
  const oneRun = async (truly: string, now: string, life: Life): Promise<void> => {
    runs += 1;
    const run = runs;
    const server = createMemoryMailServer(sky, (done) =>
      log.push('trouble' in done ? { is: 'shut', run } : { is: 'deed', run, ...done }),
    );
    const open = async (): Promise<World> => {
      const ledger = place.open(life);
      const smtp = createSmtpMailer('smtp://127.0.0.1', () => {}, {
        openSession: server.openFor(life),
        refusedBefore: () => refusedRow(ledger.state),
      });
      const mailer = { ...smtp, compose: mime ? compose : composePlain };
      return {
        store,
        ledger,
        mailer: planted.mailer?.(mailer, chance) ?? mailer,
        drawDocument: () => Promise.reject(new Error('letters draw no document')),
        readDocument: () => Promise.reject(new Error('letters read no document')),
        mailFrom: 'anxiao@bureau.example',
        now,
        log: () => {},
      };
    };
    const work = async (world: World, district: District): Promise<void> => {
      await bringUpToDate(world, truly);
      log.push({ is: 'began', run, now });
      await job(world, district, false);
    };
    try {
      await withDistrict(open, knownHolidays, work);
      log.push({ is: 'ended', run, how: 'done' });
    } catch (error) {
      if (!(error instanceof Killed || error instanceof LeaseHeld)) throw error;
      log.push({ is: 'ended', run, how: error instanceof Killed ? 'killed' : 'held' });
    }
  };

  let away = 0;
  let weather = anyWeather(chance);
  const last = plusDays(`${addMonths(first, months)}-01`, 14);
  for (let date = `${first}-01`; date < last; date = plusDays(date, 1)) {
    if (chance.one(3)) weather = anyWeather(chance);
    sky.today(weather);
    if (chance.one(11)) decide(someChange(chance, decisions, date));
    away = away > 0 ? away - 1 : chance.one(60) ? chance.between(2, 15) : 0;
    const dayOfMonth = Number(date.slice(8));
    const isBusy = dayOfMonth >= 21 || dayOfMonth <= 5;
    if (away > 0 || chance.below(100) >= (isBusy ? 50 : 8)) continue;
    const times = Array.from({ length: chance.one(4) ? 2 : 1 }, () => chance.pick(hours)).sort((a, b) => a - b);
    for (const minutes of times) {
      const truly = clockAt(date, minutes);
      const skew = chance.one(30) ? chance.pick([-180, -60, 60, 300, 1440, -1440, 4320]) : 0;
      const now = clockAt(date, minutes + skew);
      const at = chance.one(2) ? chance.between(1, 14) : chance.between(1, 500);
      if (chance.one(8)) {
        await oneRun(truly, now, lifeWith(at));
        if (chance.one(2)) await oneRun(truly, clockAt(date, minutes + skew + 10), lifeWith());
      } else if (chance.one(20)) {
        const fatal = chance.one(3) ? chance.between(1, 40) : 0;
        await oneRun(
          truly,
          now,
          lifeWith(at, () => oneRun(truly, now, lifeWith(fatal))),
        );
      } else await oneRun(truly, now, lifeWith());
    }
  }
  const ledger = place.open();
  const marked = [...ledger.state.addresses.keys()];
  return { log, dead, marked };
}

// From before dawn to the night, and the very minutes where humane hours begin and end.
const hours = [180, 430, 509, 510, 540, 600, 690, 870, 960, 1049, 1050, 1200];

function isActive({ from, through }: Row, period: string): boolean {
  return (from === '' || from <= period) && (through === '' || period <= through);
}

/** One more decision of the section: more time, another address, a day off, a school that opens or closes. */
function someChange(chance: Chance, { rows, extensions, days }: Decisions, today: string): Partial<Decisions> {
  const at = chance.below(rows.length);
  const edit = (change: Partial<Row>): Partial<Decisions> => ({
    rows: rows.map((row, index) => (index === at ? { ...row, ...change } : row)),
  });
  const row = rows[at];
  const period = chance.one(4) ? addMonths(today.slice(0, 7), -1) : today.slice(0, 7);
  switch (chance.below(10)) {
    case 0:
      return edit({ contact: chance.one(4) ? '' : `new-c${today}-${at}@school.example` });
    case 1:
      return edit({ principal: chance.one(4) ? '' : `new-p${today}-${at}@school.example` });
    case 2:
      return edit({ inspector: `i${chance.between(1, 14)}@bureau.example` });
    case 3:
      return { days: [...days, { day: plusDays(today, chance.between(1, 9)), type: chance.one(3) ? '班' : '休' }] };
    case 4:
      return chance.one(2) ? edit({ through: today.slice(0, 7) }) : edit({ from: '', through: '' });
    default: {
      const due = plusDays(`${period}-25`, chance.between(-2, 10));
      return row ? { extensions: [...extensions, { school: row.code, period, due }] } : {};
    }
  }
}
