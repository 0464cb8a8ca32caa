import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { storage_v1 } from 'googleapis/build/src/apis/storage/v1.js';
import { isLoopback, type Roots } from './connection-roots.ts';
import type { Identity } from './credentials.ts';

/** The three clients of googleapis. */
export interface Clients {
  readonly sheets: sheets_v4.Sheets;
  readonly drive: drive_v3.Drive;
  readonly storage: storage_v1.Storage;
}

// Google gives up on a request after 180 s: who has waited longer knows that it is no longer at work.
const timeout = 200_000;

/**
 * Loads the clients (~0.1 s: the versions alone, a third of it less than the folders' index files would take) and points
 * them at Google, or at the roots and nowhere else.
 */
export async function openClients(identity: Identity, roots: Roots | undefined): Promise<Clients> {
  const [{ sheets_v4 }, { drive_v3 }, { storage_v1 }] = await Promise.all([
    import('googleapis/build/src/apis/sheets/v4.js'),
    import('googleapis/build/src/apis/drive/v3.js'),
    import('googleapis/build/src/apis/storage/v1.js'),
  ]);
  const common = {
    // Our own tries know the reasons and outlast a minute; the client's would only multiply them.
    retryConfig: { retry: 0 },
    timeout,
    ...(identity.auth !== undefined && { auth: identity.auth }),
  };
  const at = (rootUrl: string | undefined) => (rootUrl === undefined ? common : { ...common, ...fenced(rootUrl) });
  return {
    sheets: new sheets_v4.Sheets(at(roots?.sheets)),
    drive: new drive_v3.Drive(at(roots?.drive)),
    storage: new storage_v1.Storage(at(roots?.storage)),
  };
}

/** Options that keep a client on loopback: past any proxy, following no redirect, and refusing every other address. */
function fenced(rootUrl: string): Omit<sheets_v4.Options, 'version'> {
  return {
    rootUrl,
    noProxy: [/^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]/],
    redirect: 'error',
    adapter: (options, byDefault) => {
      // An upload forgets the root unless its own call names it again.
      if (!isLoopback(options.url))
        throw new Error(`a request was about to leave loopback for ${options.url.hostname}`);
      return byDefault(options);
    },
  };
}
