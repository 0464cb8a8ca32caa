import { readFileSync } from 'node:fs';
import type { Asked } from './emulator.ts';

/** How a call is known: seen in a recording of Google itself, described by Google's discovery document, or neither. */
export type Evidence = 'recorded' | 'documented' | 'unverified';

/** A call of a method, or one kind of request in a batch, by the name that Google has for it. */
type Sent = string;

const routes: readonly (readonly [RegExp, Sent])[] = [
  [/^GET \/v4\/spreadsheets\/[^/:]+$/, 'sheets.spreadsheets.get'],
  [/^POST \/v4\/spreadsheets\/[^/:]+:batchUpdate$/, 'sheets.spreadsheets.batchUpdate'],
  [/^GET \/drive\/v3\/about$/, 'drive.about.get'],
  [/^GET \/drive\/v3\/changes$/, 'drive.changes.list'],
  [/^GET \/drive\/v3\/changes\/startPageToken$/, 'drive.changes.getStartPageToken'],
  [/^GET \/drive\/v3\/files$/, 'drive.files.list'],
  [/^POST \/drive\/v3\/files$/, 'drive.files.create'],
  [/^POST \/upload\/drive\/v3\/files$/, 'drive.files.create (upload)'],
  [/^GET \/drive\/v3\/files\/[^/]+\?.*alt=media/, 'drive.files.get (download)'],
  [/^GET \/drive\/v3\/files\/[^/?]+(?:\?|$)/, 'drive.files.get'],
  [/^PATCH \/drive\/v3\/files\/[^/]+$/, 'drive.files.update'],
  [/^PATCH \/upload\/drive\/v3\/files\/[^/]+$/, 'drive.files.update (upload)'],
  [/^POST \/drive\/v3\/files\/[^/]+\/copy$/, 'drive.files.copy'],
  [/^POST \/drive\/v3\/files\/[^/]+\/permissions$/, 'drive.permissions.create'],
];

/** The name of a call; its verb, path and query where it is none that we know. */
function methodOf(method: string, pathAndQuery: string): Sent {
  const path = pathAndQuery.replace(/\?.*$/, '');
  const found = routes.find(([route]) => route.test(`${method} ${pathAndQuery}`) || route.test(`${method} ${path}`));
  return found?.[1] ?? `${method} ${pathAndQuery}`;
}

/** One exchange as the emulator's log or a recording has it. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly requestBody?: unknown;
  readonly body?: unknown;
}

/** What an exchange sends: its method, and each kind of request where it is a batch. */
export function sentBy({ method, path, requestBody, body }: Exchange): readonly Sent[] {
  const name = methodOf(method, path);
  if (name !== 'sheets.spreadsheets.batchUpdate') return [name];
  const { requests = [] } = (requestBody ?? body ?? {}) as { readonly requests?: readonly object[] };
  return [name, ...requests.flatMap((request) => Object.keys(request).map((kind) => `batchUpdate ${kind}`))];
}

/** What a caller sent of what a log holds; no request may have been left without an answer. */
export function sentOf(log: string, requests: readonly Asked[], caller: string): ReadonlySet<Sent> {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  const asked = requests.filter(({ api }) => api === 'sheets' || api === 'drive');
  if (asked.length !== lines.length) throw new Error(`${asked.length} requests, ${lines.length} lines in the log`);
  const ours = lines.filter((_, index) => asked[index]?.caller === caller);
  return new Set(ours.flatMap((line) => sentBy(JSON.parse(line))));
}

/** Everything that the product asks of Sheets and Drive, and how it is known. */
export const evidence: Readonly<Record<Sent, Evidence>> = {
  'drive.about.get': 'documented',
  'drive.changes.getStartPageToken': 'documented',
  'drive.changes.list': 'documented',
  'drive.files.copy': 'recorded',
  'drive.files.create': 'recorded',
  'drive.files.create (upload)': 'documented',
  'drive.files.get': 'recorded',
  'drive.files.get (download)': 'documented',
  'drive.files.list': 'recorded',
  'drive.files.update': 'documented',
  'drive.files.update (upload)': 'documented',
  'drive.permissions.create': 'documented',
  'sheets.spreadsheets.batchUpdate': 'recorded',
  'sheets.spreadsheets.get': 'recorded',
  'batchUpdate addConditionalFormatRule': 'documented',
  'batchUpdate addNamedRange': 'recorded',
  'batchUpdate addProtectedRange': 'recorded',
  'batchUpdate addSheet': 'recorded',
  'batchUpdate clearBasicFilter': 'recorded',
  'batchUpdate deleteBanding': 'documented',
  'batchUpdate deleteConditionalFormatRule': 'documented',
  'batchUpdate deleteDimension': 'recorded',
  'batchUpdate deleteNamedRange': 'recorded',
  'batchUpdate deleteProtectedRange': 'recorded',
  'batchUpdate deleteSheet': 'recorded',
  'batchUpdate insertDimension': 'recorded',
  'batchUpdate mergeCells': 'recorded',
  'batchUpdate repeatCell': 'recorded',
  'batchUpdate setBasicFilter': 'recorded',
  'batchUpdate setDataValidation': 'recorded',
  'batchUpdate unmergeCells': 'recorded',
  'batchUpdate updateCells': 'recorded',
  'batchUpdate updateConditionalFormatRule': 'documented',
  'batchUpdate updateDimensionProperties': 'recorded',
  'batchUpdate updateSheetProperties': 'recorded',
};
