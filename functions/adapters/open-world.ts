import { join } from 'node:path';
import { tree } from '../../schemas/tree.ts';
import { type RefusedLetter, refusedRow } from '../core/refused-row.ts';
import { dryWorld } from '../dry-run.ts';
import { OperatorError } from '../operator-error.ts';
import type { Log, Mailer, World } from '../world.ts';
import { drawDocument } from './docx/draw-document.ts';
import { openFolderLedger } from './folder/ledger.ts';
import { openFolderStore } from './folder/store.ts';
import { createOutbox } from './mail/outbox.ts';
import { createPacer } from './mail/pacer.ts';
import { createSmtpMailer } from './mail/smtp.ts';

/** What a run may touch: which district, at what time, and with which environment. */
export interface Opening {
  readonly district: string;
  readonly now: string;
  readonly dryRun: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** Lines that nobody may miss, whoever looks: no mail server, a file that cannot be renewed. */
  readonly warn?: Log;
}

/** Puts the back ends together: the only place that knows which district lies where. */
export async function openWorld({ district, now, dryRun, env, log, warn = log }: Opening): Promise<World> {
  const { store, ledger, outbox } = district.startsWith('google:')
    ? await openOnGoogle(district, env)
    : openFolder(district, log);
  const refusedBefore = (): readonly RefusedLetter[] => refusedRow(ledger.state);
  const mailer = env.SMTP_URL ? createSmtpMailer(env.SMTP_URL, warn, { refusedBefore }) : outbox();
  const mailFrom = env.MAIL_FROM ?? '';
  if (mailFrom !== '' && !(await isSender(mailFrom)))
    throw new OperatorError(`环境变量 MAIL_FROM 是“${mailFrom}”，应为一个邮箱地址，可写成 名称 <地址>。`);
  const world: World = { store, ledger, mailer, pacer: createPacer(), now, log, mailFrom, drawDocument, readDocument };
  return dryRun ? dryWorld(world) : world;
}

/** Loaded where a draft was edited, which is a few times a year. */
const readDocument: World['readDocument'] = async (bytes) =>
  (await import('./docx/read-document.ts')).readDocument(bytes);

type BackEnd = Pick<World, 'store' | 'ledger'> & { readonly outbox: () => Mailer };

function openFolder(district: string, log: Log): BackEnd {
  const store = openFolderStore(district);
  const ledger = openFolderLedger(join(district, tree.ledger));
  const aside = join(district, tree.ledger, '临时');
  return { store, ledger, outbox: () => createOutbox(join(district, tree.outbox), log, aside) };
}

// Google's clients are loaded where there is a district to reach with them.
async function openOnGoogle(district: string, env: Opening['env']): Promise<BackEnd> {
  const { openGoogle } = await import('./google/open-google.ts');
  const { createDriveOutbox } = await import('./google/outbox.ts');
  const { store, ledger } = await openGoogle(district, env);
  return { store, ledger, outbox: () => createDriveOutbox(store) };
}

async function isSender(text: string): Promise<boolean> {
  const { settingsDeclared } = await import('../../schemas/settings.ts');
  return settingsDeclared.mailFrom.parse(text) !== undefined;
}
