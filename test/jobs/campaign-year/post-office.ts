import { createSmtpMailer } from '../../../functions/adapters/mail/smtp.ts';
import { refusedRow } from '../../../functions/core/refused-row.ts';
import type { World } from '../../../functions/world.ts';
import { lifeWith } from '../../support/in-memory/life.ts';
import { createMemoryMailServer } from '../../support/in-memory/mail-server.ts';
import { serveSmtp } from '../../support/smtp-server.ts';

/** A letter as a mail server took it. */
export interface Arrived {
  readonly to: string;
  readonly bytes: Uint8Array;
}

/** Where the year's letters arrive, whichever way they come. */
export interface PostOffice {
  /** For the program as people start it: a real server on loopback. */
  readonly env: Readonly<Record<string, string>>;
  /** The same mailer without the network, on which each greeting takes a tenth of a second. */
  readonly nearby: (world: World) => World;
  /** In the order in which they came. */
  readonly arrived: readonly Arrived[];
  readonly close: () => Promise<void>;
}

/** Opens a post office that takes every letter. */
export async function openPostOffice(): Promise<PostOffice> {
  const arrived: Arrived[] = [];
  const server = await serveSmtp({
    afterData: (nth) => {
      arrived.push({ to: server.recipients.at(-1) ?? '', bytes: server.whole[nth - 1] ?? Buffer.alloc(0) });
      return '250 queued';
    },
  });
  const always = { connection: () => undefined, letter: () => ({ is: 'takes' }) as const };
  const memory = createMemoryMailServer(always, (done) => {
    if ('bytes' in done) arrived.push({ to: done.to, bytes: done.bytes });
  });
  return {
    env: { SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: 'anxiao@bureau.example' },
    nearby: (world) => ({
      ...world,
      mailer: createSmtpMailer('smtp://127.0.0.1', world.log, {
        openSession: memory.openFor(lifeWith()),
        refusedBefore: () => refusedRow(world.ledger.state),
      }),
    }),
    arrived,
    close: server.close,
  };
}
