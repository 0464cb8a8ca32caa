import type { DistrictStore } from '../../../functions/world.ts';
import type { Workbook } from '../../../schemas/grid.ts';
import { tree } from '../../../schemas/tree.ts';

/** What lies in a district of memory: the control workbook as it is now, and which workbooks were handed out. */
export interface MemoryTree {
  readonly control: () => { readonly edition: string; readonly workbook: Workbook };
  readonly has: (path: string) => boolean;
}

/** The store as the jobs that write letters need it; what they never do is an error. */
export function openMemoryStore({ control, has }: MemoryTree): DistrictStore {
  const file = new TextEncoder().encode('an untouched workbook');
  const never = (what: string) => () => {
    throw new Error(`letters need no ${what}`);
  };
  return {
    readControl: async () => {
      const { edition, workbook } = control();
      return {
        hash: edition,
        stamp: edition,
        storedAt: '',
        torn: false,
        bytes: () => file,
        opened: () => ({ ok: true, workbook }),
      };
    },
    readReport: async (path) => {
      if (!has(path)) throw new Error(`no such workbook: ${path}`);
      return {
        hash: path,
        stamp: path,
        storedAt: '',
        torn: false,
        bytes: () => file,
        opened: never('values of a report'),
      };
    },
    stamp: async (path) => (path === tree.control ? control().edition : has(path) ? path : undefined),
    linkTo: async () => undefined,
    saves: () => 'byHand',
    timeFor: () => '',
    settle: async () => {},
    listReports: never('list of reports'),
    listInbox: never('list of 收件箱'),
    draw: never('drawing'),
    hashAt: never('hash of a file'),
    folders: never('folders'),
    create: never('new files'),
    createAll: never('new files'),
    replace: never('files in place of others'),
    annotate: never('notes'),
    unshared: never('sharing'),
    share: never('sharing'),
    close: never('closing of reports'),
    reopen: never('opening of reports'),
    moveInto: never('moving'),
    setAside: never('setting aside'),
  };
}
