import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ExcelJS from 'exceljs';
import { createSmtpMailer, type SmtpOptions } from '../../functions/adapters/mail/smtp.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import type { LedgerEvent } from '../../schemas/events.ts';
import { copyOf, eventsOf } from '../doors/district-tree.ts';
import { makeDistrict, type RosterRow } from './district.ts';
import { type Around, drawnOnce, inProcess } from './in-process.ts';
import { reply, type Script, type SmtpServer, serveSmtp } from './smtp-server.ts';

/** The first overdue day: contact and principal of each school are due a letter each. */
export const overdue = '2018-09-26T09:30';

/** Places and servers of one test file, and how it ends them. */
export interface MailTown {
  /** A district of these schools in which everybody is overdue and nobody was written to yet. */
  readonly district: (rows?: readonly RosterRow[], prepare?: (district: string) => Promise<void>) => Promise<string>;
  readonly serve: (script?: Script) => Promise<SmtpServer>;
  readonly endServers: () => Promise<void>;
  readonly leave: () => void;
}

/** So many schools, `371311001` …, whose contacts are c<code>@example.cn and principals p<code>@example.cn. */
export function rowsOf(count: number): readonly RosterRow[] {
  return Array.from({ length: count }, (_, at) => ({
    code: `3713110${String(at + 1).padStart(2, '0')}`,
    name: `示例第${at + 1}小学`,
  }));
}

/** 报送事项 with its first row alone: one letter a person is all that is due, and tests can count. */
async function oweMonthlyReportsAlone(district: string): Promise<void> {
  const path = join(district, '区级设置.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet('报送事项');
  for (let row = sheet?.rowCount ?? 0; row > 2; row -= 1)
    for (let column = 1; column <= 5; column += 1) if (sheet) sheet.getRow(row).getCell(column).value = null;
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}

export function mailTown(): MailTown {
  const places: string[] = [];
  const servers: SmtpServer[] = [];
  const bases = new Map<string, Promise<string>>();
  const keep = (district: string): string => {
    places.push(resolve(district, '..'));
    return district;
  };
  const found = async (rows: readonly RosterRow[]): Promise<string> => {
    const base = keep(makeDistrict(rows));
    await oweMonthlyReportsAlone(base);
    await inProcess('run', base, '2018-09-01T09:00');
    return base;
  };
  return {
    district: async (rows = rowsOf(4), prepare = async () => {}) => {
      const key = JSON.stringify(rows);
      const base = bases.get(key) ?? found(rows);
      bases.set(key, base);
      const district = keep(copyOf(await base));
      await prepare(district);
      return district;
    },
    serve: async (script = {}) => {
      const server = await serveSmtp(script);
      servers.push(server);
      return server;
    },
    endServers: async () => {
      await Promise.all(servers.splice(0).map((server) => server.close()));
    },
    leave: () => {
      // A path that came out wrong must never name anything else than what a test made.
      for (const place of places)
        if (place.startsWith(join(tmpdir(), 'anxiao-test-'))) rmSync(place, { recursive: true, force: true });
    },
  };
}

/** A run of `remind` that hands its letters to a server, and what the post said aloud. */
export async function remindOver(
  district: string,
  server: SmtpServer,
  now = overdue,
  options: SmtpOptions = {},
  around: Around = (world) => world,
) {
  const said: string[] = [];
  const url = `smtp://127.0.0.1:${server.port}`;
  const { letters } = await inProcess('remind', district, now, (world) => {
    const mailer = createSmtpMailer(url, (line) => said.push(line), options);
    return around({ ...drawnOnce(world), mailer });
  });
  return { letters, said };
}

/** A server that answers recipients of some kind in one way and takes all others. */
export function answering(answer: (address: string) => string | undefined): Script {
  return {
    onRcptTo: ({ address }, _session, done) => {
      const line = answer(address);
      done(line === undefined ? null : reply(line));
    },
  };
}

/** What the journal says became of each letter: its bytes by their hash, its last state, and whether it may have gone twice. */
export interface TrackedLetter {
  readonly to: string;
  readonly bytes: string;
  readonly state: 'claimed' | 'sent' | 'deferred' | 'refused' | 'withdrawn';
  readonly why: string;
  readonly mayHaveArrived: boolean;
}

/** Told from the journal alone, line by line. */
export function trackedLetters(district: string): ReadonlyMap<string, TrackedLetter> {
  const letters = new Map<string, TrackedLetter>();
  for (const event of eventsOf(district)) track(letters, event);
  return letters;
}

function track(letters: Map<string, TrackedLetter>, event: LedgerEvent): void {
  if (event.type === 'letterClaimed') {
    const [to = ''] = event.to;
    letters.set(event.key, { to, bytes: event.bytes, state: 'claimed', why: '', mayHaveArrived: false });
    return;
  }
  if (event.type !== 'letterSent' && event.type !== 'letterFailed') return;
  const letter = letters.get(event.key);
  if (!letter) throw new Error(`${event.key} was never claimed`);
  const [state, why] = event.type === 'letterSent' ? (['sent', event.where] as const) : [event.state, event.why];
  const mayHaveArrived = letter.mayHaveArrived || why.includes('可能已经收到');
  letters.set(event.key, { ...letter, state, why, mayHaveArrived });
}

/**
 * Where the journal and the servers disagree, in words; nothing where what the ledger says is what happened. A letter in
 * doubt may have come twice, with the same bytes; nothing else may.
 */
export function disagreements(district: string, servers: readonly SmtpServer[]): string[] {
  const came = new Map<string, number>();
  for (const bytes of servers.flatMap(({ arrived }) => arrived)) {
    const hash = contentHash(bytes);
    came.set(hash, (came.get(hash) ?? 0) + 1);
  }
  const wrong: string[] = [];
  for (const [key, { bytes, state, mayHaveArrived }] of trackedLetters(district)) {
    const times = came.get(bytes) ?? 0;
    came.delete(bytes);
    const least = state === 'sent' ? 1 : 0;
    const most = least + (mayHaveArrived ? 1 : 0);
    if (times < least || times > most) wrong.push(`${key} is ${state} and came ${times} times`);
  }
  for (const [hash, times] of came) wrong.push(`${hash} came ${times} times and was never claimed`);
  return wrong;
}

/** An empty place for what a test writes. */
export function emptyPlace(): string {
  return mkdtempSync(join(tmpdir(), 'anxiao-test-'));
}
