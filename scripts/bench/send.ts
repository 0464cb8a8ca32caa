import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
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
const turn = 50;
const sink = 'sink';
const clock = '2018-09-26T09:00:00+08:00';
const sender = { from: '示例区教育体育局安全科 <anquan@bureau.example>', replyTo: 'anquan@bureau.example' };

/** Somebody who sends letters over a connection that is open already; answers the milliseconds that so many took. */
interface Racer {
  readonly way: string;
  readonly note: string;
  send(from: number, until: number): Promise<number>;
  done(): Promise<void>;
}

/**
 * Sends 1,000 composed letters ours and with Python's smtplib, where there is one. They take turns every 50 letters, so
 * that whatever else the machine does meets both alike; medians of the rounds, the ratio of the turns.
 */
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
  const claims: Claim[] = [];
  const composer = createSmtpMailer(url);
  const compose = async (nth: number): Promise<Claim> => {
    const letter = letterOf(nth);
    const { bytes } = await composer.compose(letter, sender, clock);
    return { ...letter, bytes, at: clock };
  };
  for (let nth = 0; nth < letters; nth += 1) claims.push(await compose(nth));
  const size = claims.reduce((sum, { bytes }) => sum + bytes.length, 0) / letters;
  const claimed = async (nth: number): Promise<Claim> => claims[nth] ?? compose(nth);
  const racers = [
    ours(
      'ours: claimed bytes sent',
      `${letters} letters of ${(size / 1000).toFixed(1)} KB, one connection`,
      url,
      claimed,
    ),
    ours('ours: composed and sent', 'the same', url, compose),
    ...(spawnSync('python3', ['-c', 'import smtplib']).status === 0 ? [smtplib(port, claims)] : []),
  ];
  const turns: number[][] = racers.map(() => []);
  // The first round warms all of them and is not counted.
  for (let round = 0; round <= rounds; round += 1)
    for (let from = 0; from < letters; from += turn)
      for (const [at, racer] of racers.entries()) {
        const took = await racer.send(from, from + turn);
        if (round > 0) turns[at]?.push(took);
      }
  for (const racer of racers) await racer.done();
  return racers.map(({ way, note }, at) => {
    const took = turns[at] ?? [];
    const perRound = Array.from({ length: rounds }, (_, round) =>
      took.slice((round * letters) / turn, ((round + 1) * letters) / turn).reduce((sum, ms) => sum + ms, 0),
    );
    const ratio = median(took.map((ms, nth) => ms / (turns[0]?.[nth] ?? Number.NaN)));
    return { way, ms: median(perRound), ratio, note };
  });
}

function ours(way: string, note: string, url: string, claimOf: (nth: number) => Promise<Claim>): Racer {
  const mailer = createSmtpMailer(url);
  return {
    way,
    note,
    send: async (from, until) => {
      const start = performance.now();
      for (let nth = from; nth < until; nth += 1) {
        const delivery = await mailer.deliver(await claimOf(nth));
        if (delivery.state !== 'sent') throw new Error(delivery.why);
      }
      return performance.now() - start;
    },
    done: () => mailer.close(),
  };
}

const python = `
import smtplib, struct, sys, time
def read(size): return sys.stdin.buffer.read(size)
def number(): return struct.unpack('>I', read(4))[0]
letters = [(read(number()).decode(), read(number())) for _ in range(number())]
with smtplib.SMTP('127.0.0.1', int(sys.argv[1])) as server:
    server.ehlo()
    for line in sys.stdin.buffer:
        first, until = map(int, line.split())
        start = time.perf_counter()
        for to, message in letters[first:until]:
            server.sendmail('anquan@bureau.example', [to], message)
        print((time.perf_counter() - start) * 1000, flush=True)
`;

function smtplib(port: number, claims: readonly Claim[]): Racer {
  const child = spawn('python3', ['-c', python, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  child.stdin.write(numbered(claims.length));
  for (const { to, bytes } of claims) {
    const address = Buffer.from(to[0] ?? '');
    child.stdin.write(Buffer.concat([numbered(address.length), address, numbered(bytes.length), bytes]));
  }
  return {
    way: 'Python smtplib: same bytes sent',
    note: 'the same, timed inside',
    send: async (from, until) => {
      child.stdin.write(`${from} ${until}\n`);
      return Number((await answers.next()).value);
    },
    done: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

function numbered(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
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
