import type { LedgerEvent } from '../schemas/events.ts';
import { contentHash } from './core/event-id.ts';
import { applyEvent } from './core/ledger-state.ts';
import type { Ledger, World } from './world.ts';

/** The same world with nothing written and nothing sent: events are only imagined, and forgotten at the end. */
export function dryWorld(world: World): World {
  return {
    ...world,
    ledger: imaginedLedger(world.ledger),
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
      close: async () => {},
    },
  };
}

/** Segment 0 of the journal does not exist: what points there was imagined here. */
function imaginedLedger(ledger: Ledger): Ledger {
  const imagined: LedgerEvent[] = [];
  return {
    state: ledger.state,
    cache: ledger.cache,
    unsettled: ledger.unsettled,
    begin: async () => {},
    append: async (events) => {
      for (const event of events) {
        applyEvent(ledger.state, event, [0, imagined.length, 0]);
        imagined.push(event);
      }
    },
    read: async (pointer) => {
      const event = pointer[0] === 0 ? imagined[pointer[1]] : undefined;
      return event ?? ledger.read(pointer);
    },
    all: async function* () {
      yield* ledger.all();
      yield* imagined;
    },
    attach: async (bytes) => contentHash(bytes),
    attachment: (hash) => ledger.attachment(hash),
    remember: () => {},
    forget: () => {},
    mark: () => {},
    settle: async () => {},
    close: () => ledger.close(),
  };
}
