import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { createSmtpMailer } from '../../functions/adapters/mail/smtp.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { readDistrict } from '../../functions/jobs/district.ts';
import { post } from '../../functions/jobs/letters/post.ts';
import type { Mailer } from '../../functions/world.ts';
import { clock, letterOf } from './send-letters.ts';

/** A letter whose bytes are fixed. */
export type Claim = Parameters<Mailer['deliver']>[0];

/** Somebody who sends letters over a connection that is open already; answers the milliseconds that so many took. */
export interface Racer {
  readonly way: string;
  readonly note: string;
  readonly mark?: string;
  send(from: number, until: number): Promise<number>;
  done(): Promise<void>;
}

/** Our post by itself: letters are composed and sent, or, where they were claimed before, only sent. */
export function withoutLedger(
  way: string,
  url: string,
  note: string,
  claimOf: (nth: number) => Promise<Claim>,
): Racer & { mark: string } {
  const mailer = createSmtpMailer(url);
  return {
    way,
    note,
    mark: '≥ 1.2×',
    send: (from, until) =>
      timed(from, until, async (nth) => {
        const delivery = await mailer.deliver(await claimOf(nth));
        if (delivery.state !== 'sent') throw new Error(delivery.why);
      }),
    done: () => mailer.close(),
  };
}

/** The way of a run: composed, kept, claimed, sent and confirmed, each durable before the next. */
export async function withLedger(folder: string, url: string): Promise<Racer> {
  const nobody = (): void => {};
  const world = await openWorld({ district: folder, now: clock, dryRun: false, env: { SMTP_URL: url }, log: nobody });
  const district = await readDistrict(world, knownHolidays);
  let turns = 0;
  return {
    way: 'ours with the ledger: claim, send, confirm',
    note: 'every letter fsynced before and after',
    mark: '≥ 1×',
    send: (from, until) => {
      turns += 1;
      return timed(from, until, async (nth) => {
        const letter = letterOf(nth);
        const key = `${letter.key}/${turns}`;
        const { state } = await post(world, district, { ...letter, key, items: [key] }, false);
        if (state !== 'sent') throw new Error(`${key} ${state}`);
      });
    },
    done: async () => {
      await world.mailer.close();
      await world.ledger.close();
    },
  };
}

async function timed(from: number, until: number, send: (nth: number) => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let nth = from; nth < until; nth += 1) await send(nth);
  return performance.now() - start;
}
