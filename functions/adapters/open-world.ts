import { join } from 'node:path';
import { tree } from '../../schemas/tree.ts';
import { dryWorld } from '../dry-run.ts';
import { OperatorError } from '../operator-error.ts';
import type { Log, Mailer, World } from '../world.ts';
import { openFolderLedger } from './folder/ledger.ts';
import { openFolderStore } from './folder/store.ts';

/** What a run may touch: which district, at what time, and with which environment. */
export interface Opening {
  readonly district: string;
  readonly now: string;
  readonly dryRun: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

/** Puts the back ends together: the only place that knows which district lies where. */
export async function openWorld({ district, now, dryRun, env, log }: Opening): Promise<World> {
  if (district.startsWith('google:')) throw new OperatorError('这个版本还不能处理 Google 上的区，请用文件夹。');
  const store = openFolderStore(district);
  const ledger = openFolderLedger(join(district, tree.ledger));
  const mailer = lazyMailer(async () => (await import('./mail/outbox.ts')).createOutbox(join(district, tree.outbox)));
  const world: World = { store, ledger, mailer, now, log, mailFrom: env.MAIL_FROM ?? '' };
  return dryRun ? dryWorld(world) : world;
}

/** A post that is opened with its first letter: a run without one never loads what writes mail. */
function lazyMailer(open: () => Promise<Mailer>): Mailer {
  let mailer: Promise<Mailer> | undefined;
  const opened = (): Promise<Mailer> => {
    mailer ??= open();
    return mailer;
  };
  return {
    compose: async (...letter) => (await opened()).compose(...letter),
    deliver: async (claim) => (await opened()).deliver(claim),
    close: async () => {
      if (mailer) await (await mailer).close();
    },
  };
}
