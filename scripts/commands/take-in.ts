import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { type TakenIn, takeIn } from '../../functions/jobs/take-in.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import type { World } from '../../functions/world.ts';
import { tree } from '../../schemas/tree.ts';
import type { Answer, Call } from '../command-line.ts';
import { inDistrict } from './jobs.ts';

/** Copies workbooks into 收件箱 and files them by their identity; the originals stay where they are. */
export async function takeInCommand(call: Call): Promise<Answer> {
  const [district = '', ...files] = call.args;
  const read = files.map((path) => ({ name: basename(path), bytes: bytesOf(path) }));
  const taken = await inDistrict({ ...call, args: district === '' ? [] : [district] }, async (world, opened) => {
    for (const { name, bytes } of read) await putInInbox(world, name, bytes);
    return takeIn(world, opened);
  });
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

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new OperatorError(`读不到文件“${path}”，请核对名字和权限；什么都没有收下。`);
  }
}

async function putInInbox(world: World, name: string, bytes: Uint8Array): Promise<void> {
  const ending = extname(name);
  for (let number = 1; ; number += 1) {
    const place = `${tree.inbox}/${number === 1 ? name : `${basename(name, ending)} ${number}${ending}`}`;
    if ((await world.store.create(place, { bytes })) === 'created') return;
  }
}
