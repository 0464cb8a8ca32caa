import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import { type TakenIn, takeIn } from '../../functions/jobs/take-in.ts';
import { requireSchools } from '../../functions/jobs/troubles.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import type { Content, World } from '../../functions/world.ts';
import { failureSentence } from '../../schemas/failures.ts';
import { shanghaiTime } from '../../schemas/time.ts';
import { tree } from '../../schemas/tree.ts';
import type { Answer, Call } from '../call.ts';
import { inDistrict } from './jobs.ts';

/** A workbook from elsewhere, under a name that 收件箱 knows for a workbook's. */
interface Given {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** When it was saved where it came from: a report that came in time is not late because it was filed later. */
  readonly storedAt: string;
}

/** Copies workbooks into 收件箱 and files them by their identity; the originals stay where they are. */
export async function takeInCommand(call: Call): Promise<Answer> {
  const [district = '', ...files] = call.args;
  // What an office program keeps beside an open file is nobody's report.
  const read = files.filter((path) => !basename(path).startsWith('~$')).map(readGiven);
  const given = read.flatMap((it) => ('bytes' in it ? [it] : []));
  const filed = await inDistrict({ ...call, args: district === '' ? [] : [district] }, async (world, opened) => {
    if (call.dryRun) return takeIn(withGiven(world, given), opened);
    if (given.length > 0) {
      await requireSchools(world);
      await world.ledger.begin();
    }
    for (const it of given) await putInInbox(world, it);
    return takeIn(world, opened);
  });
  const taken = [...read.flatMap((it) => ('bytes' in it ? [] : [it])), ...filed];
  const refused = taken.filter(({ code }) => code !== '');
  return {
    document: { taken },
    lines: [...lines(taken.filter(({ code }) => code === '')), ...(taken.length === 0 ? ['收件箱里没有报表。'] : [])],
    ...(refused.length > 0 ? { needsPerson: true, warnings: lines(refused) } : {}),
  };
}

function lines(taken: readonly TakenIn[]): string[] {
  return taken.map(({ message }) => message);
}

/** What is no workbook never gets into 收件箱, where each run would stumble over it again. */
function readGiven(path: string): Given | TakenIn {
  const { bytes, storedAt } = contentOf(path);
  const name = basename(path);
  const opened = readWorkbook(bytes);
  if (opened.ok) return { name: inboxName(name), bytes, storedAt };
  const { code } = opened;
  return { file: name, path: '', school: '', code, message: `“${name}”没有收下：${failureSentence(code)}` };
}

/** 收件箱 passes over hidden files and other endings; here somebody said that this very file is meant. */
function inboxName(name: string): string {
  const seen = name.replace(/^\.+/, '_');
  return extname(seen).toLowerCase() === '.xlsx' ? seen : `${seen}.xlsx`;
}

function contentOf(path: string): Pick<Given, 'bytes' | 'storedAt'> {
  try {
    return { bytes: readFileSync(path), storedAt: shanghaiTime(statSync(path).mtimeMs) };
  } catch {
    throw new OperatorError(`读不到文件“${path}”，请核对名字和权限；什么都没有收下。`);
  }
}

/** Under another name where its own is taken; the same file given again is there already. */
async function putInInbox(world: World, { name, bytes, storedAt }: Given): Promise<void> {
  const ending = extname(name);
  for (let number = 1; ; number += 1) {
    const place = `${tree.inbox}/${number === 1 ? name : `${basename(name, ending)} ${number}${ending}`}`;
    const outcome = await world.store.create(place, { bytes, storedAt });
    if (outcome === 'created') return;
    if (outcome === 'refused') throw new OperatorError(`“${place}”写不进去，请检查收件箱的权限，或缩短文件名。`);
    if ((await world.store.readReport(place)).hash === contentHash(bytes)) return;
  }
}

/** For a dry run: as if the workbooks lay in 收件箱. */
function withGiven(world: World, given: readonly Given[]): World {
  const contents = new Map(given.map((it) => [`${tree.inbox}/${it.name}`, asRead(it)]));
  const files = [...contents].map(([path, { stamp, storedAt }]) => ({ path, school: '', stamp, storedAt }));
  const store: World['store'] = {
    ...world.store,
    listInbox: async () => [...(await world.store.listInbox()).filter(({ path }) => !contents.has(path)), ...files],
    readReport: async (path) => contents.get(path) ?? world.store.readReport(path),
  };
  return { ...world, store };
}

function asRead({ bytes, storedAt }: Given): Content {
  const hash = contentHash(bytes);
  return { hash, stamp: hash, storedAt, torn: false, bytes: () => bytes, opened: () => readWorkbook(bytes) };
}
