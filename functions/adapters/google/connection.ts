import { setTimeout as wait } from 'node:timers/promises';
import { createSend } from './backoff.ts';
import type { Pace, Send } from './calls.ts';
import { type Clients, openClients } from './connection-clients.ts';
import { readRoots } from './connection-roots.ts';
import { findIdentity, noIdentity } from './credentials.ts';
import { createTurns, driveRoom, sheetsRoom, storageRoom } from './pacing.ts';
import { setUpTrouble } from './sentences.ts';

/** Google as the adapter sees it: the three clients, and the one way to send what they make. */
export interface Connection extends Clients {
  readonly send: Send;
  /** Where uploads must be told to go, as an option of their own call; nothing for Google itself. */
  readonly roots: { readonly drive?: string; readonly storage?: string };
  /** The e-mail address that we are to Google: folders are shared with it, and its changes are ours. Asked for once. */
  robot(): Promise<string>;
}

/** The machine's time; it never goes back when the clock is set. */
export const realPace: Pace = {
  now: () => performance.timeOrigin + performance.now(),
  wait: async (milliseconds) => void (await wait(milliseconds)),
  chance: Math.random,
};

/**
 * Connects to Google, or to an emulator on loopback where the environment names a root: then no credential is looked for
 * and nothing leaves the machine. Throws an operator's error where the environment is not in order.
 */
export async function openConnection(
  env: Readonly<Record<string, string | undefined>>,
  pace: Pace = realPace,
): Promise<Connection> {
  const roots = readRoots(env);
  const identity = roots === undefined ? await findIdentity(env) : noIdentity;
  const clients = await openClients(identity, roots);
  const turns = {
    sheetsRead: createTurns(pace, sheetsRoom),
    sheetsWrite: createTurns(pace, sheetsRoom),
    drive: createTurns(pace, driveRoom),
    storage: createTurns(pace, storageRoom),
  };
  const send = createSend({
    pace,
    turns,
    ready: identity.ready,
    explain: async ({ fault }, quota) => setUpTrouble(fault, quota, await identity.email()) ?? fault,
  });

  const askRobot = async (): Promise<string> => {
    const known = await identity.email();
    if (known !== '') return known;
    const { user } = await send({
      quota: 'drive',
      again: 'harmless',
      send: () => clients.drive.about.get({ fields: 'user(emailAddress)' }),
    });
    return user?.emailAddress ?? '';
  };
  let robot: Promise<string> | undefined;

  return {
    ...clients,
    send,
    roots: roots === undefined ? {} : { drive: roots.drive, storage: roots.storage },
    robot: () => {
      robot ??= askRobot();
      return robot;
    },
  };
}
