import { readEmlHead, readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import type { LedgerEvent } from '../../schemas/events.ts';
import { openStory, type Story } from './google-story.ts';

/** What stands in a district at the end, without what is different each time: ids of files, and times of the store. */
export interface EndState {
  /** What each file holds, by path; two files of one name would stand as one with a number. */
  readonly files: Readonly<Record<string, unknown>>;
  readonly events: readonly unknown[];
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly parents: readonly string[];
}

const cellFields = 'userEnteredValue,effectiveValue,note,userEnteredFormat(backgroundColorStyle,textFormat)';
const sheetFields = [
  'namedRanges(name,range)',
  `sheets(properties(sheetId,title,index,hidden,gridProperties),protectedRanges(range,editors,unprotectedRanges),conditionalFormats,merges,data(rowData(values(${cellFields}))))`,
].join();

/** The whole district as the section sees it, and its journal. */
export async function endStateOf(story: Story): Promise<EndState> {
  const paths = await listTree(story);
  const ids = new Map([...paths].map(([path, { id }]) => [id, path]));
  const named = (value: unknown): unknown => JSON.parse(withPaths(JSON.stringify(value), ids));
  const files: Record<string, unknown> = {};
  for (const [path, file] of paths) files[path] = named(await contentOf(story, path, file));
  const { ledger } = await openStory(story, '2018-12-01T00:00');
  const events: unknown[] = [];
  for await (const event of ledger.all()) events.push(named(timeless(event)));
  await ledger.close();
  return { files, events };
}

/** Without how many runs there were: what they noted of themselves, and the tab that shows it. */
export function settled({ files, events }: EndState): EndState {
  const ours = (event: unknown): boolean => !['run', 'wrote'].includes((event as { type: string }).type);
  const master = files.总表 as { sheets: { properties: { title: string } }[] };
  const sheets = master.sheets.filter(({ properties }) => properties.title !== '运行日志');
  return { files: { ...files, 总表: { ...master, sheets } }, events: events.filter(ours) };
}

/** Ids of files as the paths they lie at, wherever a link has them. */
function withPaths(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(/[\w-]{33,45}/g, (word) => ids.get(word) ?? word);
}

async function listTree({ section, root }: Story): Promise<ReadonlyMap<string, Listed>> {
  const query = 'q=trashed%3Dfalse&pageSize=1000&supportsAllDrives=true&includeItemsFromAllDrives=true';
  const { files } = await section.call('GET', `/drive/v3/files?${query}&fields=files(id,name,mimeType,parents)`);
  const children = Map.groupBy(files as readonly Listed[], ({ parents }) => parents[0] ?? '');
  const paths = new Map<string, Listed>();
  const walk = (folder: string, at: string): void => {
    for (const file of children.get(folder) ?? []) {
      let path = `${at}${file.name}`;
      while (paths.has(path)) path += ' AGAIN';
      paths.set(path, file);
      walk(file.id, `${path}/`);
    }
  };
  walk(root, '');
  return new Map([...paths].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function contentOf({ section, emulator }: Story, path: string, { id, mimeType }: Listed): Promise<unknown> {
  const query = 'supportsAllDrives=true&fields=permissions(emailAddress,role)&pageSize=100';
  const { permissions } = await section.call('GET', `/drive/v3/files/${id}/permissions?${query}`);
  const people = (permissions as { emailAddress: string; role: string }[])
    .map(({ emailAddress, role }) => `${emailAddress} ${role}`)
    .sort();
  if (mimeType === 'application/vnd.google-apps.folder') return { people };
  if (mimeType === 'application/vnd.google-apps.spreadsheet') {
    const { sheets, namedRanges } = await section.spreadsheet(id, sheetFields);
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    return { people, sheets: sheets.map(withoutFence), names: [...(namedRanges ?? [])].sort(byName) };
  }
  const answer = await fetch(`${emulator.url}/drive/v3/files/${id}?alt=media&supportsAllDrives=true`, {
    headers: { authorization: 'Bearer section@example.cn' },
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (path.endsWith('.eml')) return { people, head: readEmlHead(bytes), ...readEmlParts(bytes) };
  return { people, text: /\.(?:json|html)$/.test(path) ? new TextDecoder().decode(bytes) : bytes.length };
}

/** The fence's number counts writes, and a write that is sent again counts twice. */
function withoutFence(sheet: { properties: { title: string; sheetId: number } }): unknown {
  const { properties } = sheet;
  if (!properties.title.startsWith('_fence')) return sheet;
  return { ...sheet, properties: { ...properties, title: '_fence', sheetId: 0 } };
}

/** An event without the store's times and without hashes of bytes that speak of ids. */
function timeless(event: LedgerEvent): unknown {
  const { storedAt: _, bytes: __, ...rest } = event as LedgerEvent & { storedAt?: string; bytes?: string };
  return rest;
}
