import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { createSmtpMailer } from '../../functions/adapters/mail/smtp.ts';
import type { Letter, Mailer } from '../../functions/world.ts';

/** One line of the table: milliseconds for 1,000 letters handed to a server on loopback over one connection. */
export interface SendRow {
  readonly way: string;
  readonly ms: number;
  /** How often slower than ours. */
  readonly ratio: number;
  readonly note: string;
}

type Claim = Parameters<Mailer['deliver']>[0];

const letters = 1000;
const rounds = 5;
const sink = 'sink';
const clock = '2018-09-26T09:00:00+08:00';
const sender = { from: '示例区教育体育局安全科 <anquan@bureau.example>', replyTo: 'anquan@bureau.example' };

/** Sends 1,000 composed letters ours and with Python's smtplib, where there is one; medians of paired rounds. The server greets before the clock starts. */
export async function benchSend(): Promise<readonly SendRow[]> {
  const server = spawn(process.execPath, [import.meta.filename, sink], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
    return await race(Number(line));
  } finally {
    server.stdin.end();
  }
}

async function race(port: number): Promise<readonly SendRow[]> {
  const url = `smtp://127.0.0.1:${port}`;
  const composer = createSmtpMailer(url);
  const composed: (Claim & Letter)[] = [];
  for (let nth = 0; nth < letters; nth += 1) {
    const letter = letterOf(nth);
    composed.push({ ...letter, at: clock, ...(await composer.compose(letter, sender, clock)) });
  }
  const size = composed.reduce((sum, { bytes }) => sum + bytes.length, 0) / letters;
  const ours = (bytesOf: (nth: number) => Promise<Uint8Array>) => async (): Promise<number> => {
    const mailer = createSmtpMailer(url);
    const deliver = async (claim: Claim): Promise<void> => {
      const delivery = await mailer.deliver(claim);
      if (delivery.state !== 'sent') throw new Error(delivery.why);
    };
    for (const claim of composed.slice(0, 1)) await deliver(claim);
    const took = await timed(async () => {
      for (const [nth, claim] of composed.entries()) await deliver({ ...claim, bytes: await bytesOf(nth) });
    });
    await mailer.close();
    return took;
  };
  const ways = [
    ours(async (nth) => composed[nth]?.bytes ?? new Uint8Array()),
    ours(async (nth) => (await composer.compose(letterOf(nth), sender, clock)).bytes),
  ];
  if (spawnSync('python3', ['-c', 'import smtplib']).status === 0) {
    const source = Buffer.concat(composed.flatMap(({ to, bytes }) => [lengthOf(to[0] ?? ''), lengthOf(bytes)]));
    ways.push(() => smtplib(port, source));
  }
  const times: number[][] = ways.map(() => []);
  // The first round warms all of them and is not counted.
  for (let round = 0; round <= rounds; round += 1)
    for (const [at, way] of ways.entries()) {
      const took = await way();
      if (round > 0) times[at]?.push(took);
    }
  const row = (way: string, took: readonly number[], note: string): SendRow => ({
    way,
    ms: median(took),
    // Round by round: what else the machine does meets all ways alike.
    ratio: median(took.map((ms, round) => ms / (times[0]?.[round] ?? Number.NaN))),
    note,
  });
  const [sending = [], composing = [], python] = times;
  return [
    row(
      'ours: claimed bytes sent',
      sending,
      `${letters} letters of ${(size / 1000).toFixed(1)} KB, one open connection`,
    ),
    row('ours: composed and sent', composing, 'the same'),
    ...(python === undefined ? [] : [row('Python smtplib: same bytes sent', python, 'the same, timed inside')]),
  ];
}

/** About the size of a reminder with findings. */
function letterOf(nth: number): Letter {
  const key = `remind/2018-09/${371311000 + nth}/overdue1/contact`;
  const words = '这一栏写的不是整数。这里要填整数，没有请填 0。请核实后写准确的数字。\n'.repeat(8);
  return {
    key,
    items: [key],
    to: [`contact${nth}@school.example`],
    subject: `催报：示例第${nth}小学2018年9月报表还没有填写`,
    html: `<!doctype html>\n<html lang="zh-CN"><body><p>${'<b style="color:#333">栏目</b>'.repeat(300)}${words}</p></body></html>`,
    text: `王某某老师：您好！\n\n${words}`,
  };
}

/** The bytes with their number before them. */
function lengthOf(part: string | Uint8Array): Buffer {
  const bytes = Buffer.from(part);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

const python = `
import smtplib, struct, sys, time
source = sys.stdin.buffer.read()
parts, at = [], 0
while at < len(source):
    (size,) = struct.unpack_from('>I', source, at)
    parts.append(source[at + 4:at + 4 + size])
    at += 4 + size
with smtplib.SMTP('127.0.0.1', int(sys.argv[1])) as server:
    server.ehlo()
    start = time.perf_counter()
    for to, message in zip(parts[::2], parts[1::2]):
        server.sendmail('anquan@bureau.example', [to.decode()], message)
    took = time.perf_counter() - start
print(took * 1000)
`;

async function smtplib(port: number, source: Buffer): Promise<number> {
  const child = spawn('python3', ['-c', python, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(source);
  return Number(await text(child.stdout));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** A server in a process of its own that takes everything and keeps nothing, until its input ends. */
function serveSink(): void {
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => done(null, 'queued'));
    },
  });
  server.listen(0, '127.0.0.1', () => console.log((server.server.address() as AddressInfo).port));
  process.stdin.resume().on('end', () => process.exit());
}

if (import.meta.main) {
  if (process.argv[2] === sink) serveSink();
  else
    for (const { way, ms, ratio, note } of await benchSend())
      console.log(
        `${way.padEnd(34)}${ms.toFixed(0).padStart(7)} ms ${((letters * 1000) / ms).toFixed(0).padStart(6)}/s ${ratio.toFixed(2).padStart(6)}x  ${note}`,
      );
}
