import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf } from '../../doors/district-tree.ts';
import { program, type Running, start } from '../../doors/processes.ts';
import type { Chance } from '../../support/chance.ts';
import { reply, serveSmtp } from '../../support/smtp-server.ts';
import type { Entry } from './log.ts';

/** Runs of the program, and the mail server they hand their letters to. */
export interface RealPost {
  /** One run, or two at once, of which one may be killed; what happened stands in the log. */
  run(now: string): Promise<void>;
  close(): Promise<void>;
}

/** A server that writes into the log what it did, with what the ledger had durably by then. */
export async function serveAndTell(log: Entry[], chance: Chance, district: string): Promise<RealPost> {
  let run = 0;
  let now = '';
  let began = false;
  let children: Running[] = [];
  /** The letter with which the program dies; 0 for none. */
  let fatal = 0;
  let isShut = false;
  let isGrey = false;
  let known = 0;
  const greeted = new Set<string>();

  const begin = (): void => {
    if (!began) log.push({ is: 'began', run, now });
    began = true;
  };
  const readOn = (): void => {
    // A run may be killed before it has written down anything.
    const events = existsSync(join(district, '台账', 'journal-000001.jsonl')) ? eventsOf(district) : [];
    for (const event of events.slice(known)) {
      if (event.type.startsWith('letter')) begin();
      log.push({ is: 'event', event });
    }
    known = events.length;
  };
  const tellShut = (): void => {
    readOn();
    begin();
    log.push({ is: 'shut', run });
  };
  const kill = (): void => {
    for (const { child } of children) child.kill('SIGKILL');
  };

  const server = await serveSmtp({
    onConnect: (_session, done) => {
      if (isShut) tellShut();
      done(isShut ? reply('421 4.3.2 Too busy') : null);
    },
    onRcptTo: ({ address }, _session, done) => {
      if (!isGrey || greeted.has(address)) return done();
      greeted.add(address);
      // Which letter it was is not said yet: the judge takes the run for one that was not let in.
      tellShut();
      return done(reply('450 4.2.0 Greylisted'));
    },
    afterData: (nth) => {
      fatal -= 1;
      if (fatal === 0) kill();
      const isHeard = fatal !== 0 && !chance.one(12);
      // A claim is durable before its letter goes, and what was validated before that.
      readOn();
      begin();
      const [bytes, to] = [server.whole[nth - 1] ?? Buffer.alloc(0), server.recipients.at(-1) ?? ''];
      log.push({ is: 'deed', run, to, bytes, treatment: { is: isHeard ? 'takes' : 'takesUnheard' }, stored: true });
      return isHeard ? '250 2.0.0 queued' : 'drop';
    },
  });

  return {
    run: async (at) => {
      run += 1;
      [now, began] = [at, false];
      isShut = chance.one(8);
      isGrey = chance.one(5);
      fatal = chance.one(3) ? chance.between(1, 6) : 0;
      const delay = chance.one(5) ? chance.between(150, 1500) : undefined;
      const args = [program, 'run', district, '--json', '--now', at];
      const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}` };
      children = Array.from({ length: chance.one(5) ? 2 : 1 }, () => start(args, env));
      for (const { child } of children) child.stdin?.end();
      const over = Promise.all(children.map(({ ended }) => ended));
      if (delay !== undefined) {
        await Promise.race([over, sleep(delay)]);
        kill();
      }
      const ends = await over;
      readOn();
      const isKilled = ends.some(({ signal }) => signal !== null);
      // Of two at once one is turned away, which is a status of 2.
      const isDone = !isKilled && ends.some(({ status }) => status === 0 || status === 1);
      if (!isKilled && !isDone) throw new Error(children.map(({ stderr }) => stderr()).join('\n'));
      if (isDone) begin();
      log.push({ is: 'ended', run, how: isDone ? 'done' : 'killed' });
    },
    close: server.close,
  };
}
