import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { createSmtpMailer } from '../../functions/adapters/mail/smtp.ts';
import { refusedRow } from '../../functions/core/refused-row.ts';
import type { District } from '../../functions/jobs/district.ts';
import type { LetterOutcome } from '../../functions/jobs/letters/post.ts';
import { remind } from '../../functions/jobs/letters/remind.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import type { World } from '../../functions/world.ts';
import { controlTables, rosterTab } from '../../schemas/control.ts';
import type { Cell, Workbook } from '../../schemas/grid.ts';
import { registers } from '../../schemas/registers/registers.ts';
import { sections } from '../../schemas/registers/sections.ts';
import { createMemoryLedger, type MemoryLedgerPlace } from '../support/in-memory/ledger.ts';
import { type Life, lifeWith } from '../support/in-memory/life.ts';
import { createMemoryMailServer, type Treatment } from '../support/in-memory/mail-server.ts';
import { composePlain } from '../support/in-memory/plain-letter.ts';
import { openMemoryStore } from '../support/in-memory/store.ts';
import { controlWorkbook } from './year/control-workbook.ts';

/** A letter as it lies in somebody's mailbox. */
export interface Arrived {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

type Typed = Readonly<Record<string, Cell>>;

/** Three schools: one of the district, one private, one vocational; two inspectors look after them. */
export const townSchools = [
  { code: '371311001', name: '示例第一小学', inspector: 'ding@example.cn' },
  { code: '371311002', name: '示例民办学校', inspector: 'ding@example.cn' },
  { code: '371311003', name: '示例职业学校', inspector: 'wu@example.cn' },
] as const;

/** A district in memory whose control workbook is typed cell by cell, and what reaches its people. */
export class ClockTown {
  readonly place: MemoryLedgerPlace = createMemoryLedger();
  readonly arrived: Arrived[] = [];
  readonly #cells = new Map<string, [number, number, Cell][]>();
  readonly #settings: Record<string, Cell> = { 安全科邮箱: 'section@example.cn', 每日小结: '否' };
  #edition = 0;
  #drawn: { readonly edition: number; readonly workbook: Workbook } | undefined;

  constructor() {
    this.type(rosterTab.name, 2, { 类型: '民办' });
    this.type(rosterTab.name, 3, { 学段: '中职' });
  }

  /** Somebody types into a row of a tab (1 is the first below the header), by the titles of its columns. */
  type(tab: string, row: number, typed: Typed): void {
    const columns = controlTables.find(({ name }) => name === tab)?.columns.map(({ title }) => title) ?? [];
    for (const [title, value] of Object.entries(typed)) {
      const column = columns.indexOf(title);
      if (column < 0) throw new Error(`no column ${title} in ${tab}`);
      this.#cells.set(tab, [...(this.#cells.get(tab) ?? []), [row, column, value]]);
    }
    this.#edition += 1;
  }

  address(section: (typeof sections)[number], email: string): void {
    this.type('科室', sections.indexOf(section) + 1, { 邮箱: email });
  }

  set(title: string, value: Cell): void {
    this.#settings[title] = value;
    this.#edition += 1;
  }

  /** `remind` at a time of day; what arrived by it. `life`: the process may die at a step of it. */
  async remind(
    now: string,
    { life = lifeWith(), treat = () => ({ is: 'takes' }) }: { life?: Life; treat?: (to: string) => Treatment } = {},
  ): Promise<readonly Arrived[]> {
    const before = this.arrived.length;
    await this.work(now, (world, district) => remind(world, district, false), { life, treat });
    return this.arrived.slice(before);
  }

  /** The same as what the run says of it. */
  async outcomes(now: string, dryRun = false): Promise<readonly LetterOutcome[]> {
    return this.work(now, (world, district) => remind(world, district, dryRun));
  }

  async work<T>(
    now: string,
    work: (world: World, district: District) => Promise<T>,
    { life = lifeWith(), treat = () => ({ is: 'takes' }) }: { life?: Life; treat?: (to: string) => Treatment } = {},
  ): Promise<T> {
    const server = createMemoryMailServer({ connection: () => undefined, letter: treat }, (deed) => {
      if ('stored' in deed && deed.stored) this.arrived.push(letterOf(deed.to, deed.bytes));
    });
    const { workbook } = this.#control();
    const open = async (): Promise<World> => {
      const ledger = this.place.open(life);
      const smtp = createSmtpMailer('smtp://127.0.0.1', () => {}, {
        openSession: server.openFor(life),
        refusedBefore: () => refusedRow(ledger.state),
      });
      return {
        store: openMemoryStore({ control: () => ({ edition: String(this.#edition), workbook }), has: () => false }),
        ledger,
        mailer: { ...smtp, compose: composePlain },
        drawDocument: () => Promise.reject(new Error('letters draw no document')),
        readDocument: () => Promise.reject(new Error('letters read no document')),
        mailFrom: 'anxiao@example.cn',
        now: `${now}:00+08:00`,
        log: () => {},
      };
    };
    return withDistrict(open, knownHolidays, work);
  }

  /** 区级设置.xlsx as it is now; drawn once for each state of it. */
  #control(): { readonly edition: number; readonly workbook: Workbook } {
    if (this.#drawn?.edition === this.#edition) return this.#drawn;
    const rows = townSchools.map(({ code, name, inspector }) => ({
      code,
      name,
      inspector,
      contact: `c${code}@example.cn`,
      principal: `p${code}@example.cn`,
      byMail: false,
      from: '',
      through: '',
    }));
    const workbook = controlWorkbook(
      { edition: 0, rows, extensions: [], days: [] },
      { settings: this.#settings, cells: Object.fromEntries(this.#cells) },
      registers,
    );
    this.#drawn = { edition: this.#edition, workbook };
    return this.#drawn;
  }
}

function letterOf(to: string, bytes: Uint8Array): Arrived {
  const [head = '', text = ''] = Buffer.from(bytes).toString('utf8').split('\r\n\r\n', 2);
  const body = Buffer.from(bytes)
    .toString('utf8')
    .slice(head.length + 4);
  const subject = /^Subject: (.*)$/m.exec(head)?.[1]?.trim() ?? '';
  return { to, subject, text: text === '' ? '' : body.replace(/ \r?\n */g, '').replaceAll('\r', '') };
}
