import type { LedgerEvent } from '../schemas/events.ts';
import { contentHash } from './core/event-id.ts';
import { applyEvent, type LedgerState } from './core/ledger-state.ts';
import type { Content, Ledger, World } from './world.ts';

/** The same world with nothing written and nothing sent: events are only imagined, and forgotten at the end. */
export function dryWorld(world: World): World {
  return dryOver(world, world.ledger.state);
}

/**
 * A dress rehearsal: jobs do what they will do and letters arrive, in a copy of the district's state of which nothing is
 * ever kept. What is made is there for the jobs that come after.
 */
export function rehearsalWorld(world: World): World {
  const dry = dryOver(world, structuredClone(world.ledger.state));
  const made = new Set<string>();
  return {
    ...dry,
    store: {
      ...dry.store,
      stamp: async (path) => (made.has(path) ? 'imagined' : dry.store.stamp(path)),
      readReport: async (path) => (made.has(path) ? imaginedContent : dry.store.readReport(path)),
      create: async (path, drawn) => {
        made.add(path);
        return dry.store.create(path, drawn);
      },
    },
    mailer: {
      compose: async () => ({ bytes: new Uint8Array(), messageId: '' }),
      deliver: async () => ({ state: 'sent', where: '' }),
      close: async () => {},
    },
    log: () => {},
  };
}

const imaginedContent: Content = {
  hash: 'imagined',
  stamp: 'imagined',
  storedAt: '',
  torn: false,
  bytes: () => new Uint8Array(),
  opened: () => ({ ok: false, code: 'F-EMPTY', detail: '' }),
};

function dryOver(world: World, state: LedgerState): World {
  return {
    ...world,
    ledger: imaginedLedger(world.ledger, state),
    store: {
      readControl: () => world.store.readControl(),
      listReports: () => world.store.listReports(),
      readReport: (path) => world.store.readReport(path),
      listInbox: () => world.store.listInbox(),
      moveInto: async () => {},
      stamp: (path) => world.store.stamp(path),
      hashAt: (path) => world.store.hashAt(path),
      timeFor: (reads, writes) => world.store.timeFor(reads, writes),
      linkTo: (path) => world.store.linkTo(path),
      saves: (path) => world.store.saves(path),
      close: async () => 'done',
      reopen: async () => 'done',
      annotate: async () => 'written',
      unshared: async () => [],
      share: async () => ({}),
      settle: async () => {},
      folders: (path) => world.store.folders(path),
      draw: async () => ({ hash: 'imagined', bytes: new Uint8Array() }),
      createAll: async (files) => files.map(() => 'created'),
      create: async (path) => ((await world.store.stamp(path)) === undefined ? 'created' : 'exists'),
      replace: async () => 'written',
      setAside: async (path) => path,
    },
    mailer: {
      compose: (...letter) => world.mailer.compose(...letter),
      deliver: async () => ({ state: 'deferred', why: '' }),
      ...(world.mailer.check ? { check: world.mailer.check } : {}),
      close: async () => {},
    },
  };
}

/** Segments of a journal begin with 1: what points to another was imagined, each time to one of its own. */
let lastImagined = 1;

function imaginedLedger(ledger: Ledger, state: LedgerState): Ledger {
  const imagined: LedgerEvent[] = [];
  lastImagined -= 1;
  const segment = lastImagined;
  const attached = new Map<string, Uint8Array>();
  return {
    state,
    cache: ledger.cache,
    ...(ledger.lost ? { lost: ledger.lost } : {}),
    unsettled: ledger.unsettled,
    begin: async () => {},
    append: async (events) => {
      for (const event of events) {
        applyEvent(state, event, [segment, imagined.length, 0]);
        imagined.push(event);
      }
    },
    read: async (pointer) => {
      const event = pointer[0] === segment ? imagined[pointer[1]] : undefined;
      return event ?? ledger.read(pointer);
    },
    all: async function* () {
      yield* ledger.all();
      yield* imagined;
    },
    attach: async (bytes) => {
      const hash = contentHash(bytes);
      attached.set(hash, bytes);
      return hash;
    },
    attachment: async (hash) => attached.get(hash) ?? ledger.attachment(hash),
    remember: () => {},
    forget: () => {},
    mark: () => {},
    settle: async () => {},
    close: () => ledger.close(),
  };
}
