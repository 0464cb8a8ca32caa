import type { ApiAnswer } from '../api.ts';
import { badParameter } from '../errors.ts';
import { isKnown } from './access.ts';
import { answer, type Call, isOn, pageSize, reach } from './call.ts';
import { fileAnswer } from './file-answer.ts';
import { parseQuery } from './query.ts';
import { shapes } from './shapes.ts';
import { type FileNode, FOLDER } from './tree.ts';

const usual = 'kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)';

/** GET files: what the caller may see, in the bin or not, in pages. */
export function listFiles(call: Call): ApiAnswer {
  const { query, tree, caller } = call;
  const found = inCorpus(call).filter(
    parseQuery(query.get('q') || 'not trashed = true or trashed = true', tree, caller),
  );
  const sorted = found.sort(order(query.get('orderBy') || 'modifiedTime desc'));
  const from = startOf(query.get('pageToken') || '0');
  const to = from + pageSize(query, 100, 1000);
  const list = {
    kind: 'drive#fileList',
    incompleteSearch: false,
    nextPageToken: to < sorted.length ? `~${to}` : undefined,
    files: sorted.slice(from, to).map((node) => fileAnswer(tree, node, caller)),
  };
  return answer(call, list, usual, shapes.files);
}

function inCorpus(call: Call): FileNode[] {
  const { query, tree, caller } = call;
  const everywhere = isOn(query, 'supportsAllDrives') && isOn(query, 'includeItemsFromAllDrives');
  const driveId = query.get('driveId');
  const corpora = query.get('corpora') || 'user';
  if (!['user', 'drive', 'allDrives', 'domain'].includes(corpora)) throw badParameter('corpora');
  if ((driveId !== null) !== (corpora === 'drive')) throw badParameter(driveId === null ? 'driveId' : 'corpora');
  if (corpora !== 'user' && !everywhere) throw badParameter('includeItemsFromAllDrives');
  if (driveId !== null) reach(call, driveId);
  return [...tree.nodes.values()].filter((node) => {
    if (node.parent === undefined) return false;
    const here = driveId === null ? everywhere || node.driveId === undefined : node.driveId === driveId;
    return here && isKnown(tree, node, caller);
  });
}

function startOf(token: string): number {
  const start = Number(token.replace(/^~/, ''));
  if (!Number.isInteger(start)) throw badParameter('pageToken');
  return start;
}

type Order = (a: FileNode, b: FileNode) => number;

function order(text: string): Order {
  const orders = text.split(',').map((key): Order => {
    const [name = '', way, ...rest] = key.trim().split(/\s+/);
    const by = keys[name];
    if (!by || rest.length > 0 || (way !== undefined && way !== 'desc')) throw badParameter('orderBy');
    return way === 'desc' ? (a, b) => by(b, a) : by;
  });
  // The order in which Google lists equals is nowhere promised: here, by age.
  return (a, b) => orders.map((by) => by(a, b)).find((sign) => sign !== 0) ?? 0;
}

const keys: Readonly<Record<string, Order>> = {
  name: (a, b) => compare(a.name, b.name),
  name_natural: (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }),
  createdTime: (a, b) => compare(a.createdTime, b.createdTime),
  modifiedTime: (a, b) => compare(a.modifiedTime, b.modifiedTime),
  folder: (a, b) => Number(b.mimeType === FOLDER) - Number(a.mimeType === FOLDER),
};

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
