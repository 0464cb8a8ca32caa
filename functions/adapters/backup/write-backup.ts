import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash } from '../../core/event-id.ts';
import type { KeptFile, Log, Premises } from '../../world.ts';
import { createDurably, writingError } from '../folder/durable-file.ts';
import { type ListedFile, type Manifest, manifestText, names, parseManifest } from './manifest.ts';

/** What a backup is of. */
export interface Backed {
  readonly premises: Premises;
  /** Events of the ledger, and the time of the last of them. */
  readonly events: number;
  readonly lastAt: string;
  /** The clock, ISO. */
  readonly now: string;
  readonly log: Log;
}

/** What came of it: `same` where the newest backup there holds all of it already. */
export interface BackedUp {
  readonly is: 'written' | 'same';
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly at: string;
}

const unfinished = '.未完成 ';

/**
 * Copies a district into a new folder below `place`, whole or not at all: it bears its name only once every byte is on the
 * disk. What has not changed since the newest backup there is not fetched again; where nothing has, nothing is written.
 */
export async function writeBackup(place: string, backed: Backed): Promise<BackedUp> {
  const files = await backed.premises.files();
  const before = newestIn(place);
  if (before && (await isSame(files, before.manifest))) {
    const { at, files: listed } = before.manifest;
    return { is: 'same', folder: before.folder, files: listed.length, bytes: sizeOf(listed), at };
  }
  const aside = join(place, `${unfinished}${process.pid}`);
  try {
    // Accepted versions as typed may hold names: a backup is for the eyes of whoever made it.
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    const listed: ListedFile[] = [];
    for (const [index, file] of files.entries()) {
      listed.push(await copy(file, aside, before));
      if (index % 200 === 199) backed.log(`备份：${index + 1}/${files.length} 个文件`);
    }
    const { events, lastAt, now } = backed;
    const manifest: Manifest = { edition: 1, at: now, events, lastAt, files: listed };
    createDurably(join(aside, names.guide), Buffer.from(guide(now)), aside);
    createDurably(join(aside, names.manifest), Buffer.from(manifestText(manifest)), aside);
    const folder = freeName(place, now);
    renameSync(aside, folder);
    return { is: 'written', folder, files: listed.length, bytes: sizeOf(listed), at: now };
  } catch (error) {
    throw writingError(place, error);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** The newest whole backup below a place. */
export function newestIn(place: string): { readonly folder: string; readonly manifest: Manifest } | undefined {
  if (!existsSync(place)) return undefined;
  const found = readdirSync(place).flatMap((name) => {
    const path = join(place, name, names.manifest);
    const manifest = name.startsWith('.') || !existsSync(path) ? undefined : parseManifest(readFileSync(path, 'utf8'));
    return manifest ? [{ folder: join(place, name), manifest }] : [];
  });
  return found.sort((a, b) => (a.manifest.at < b.manifest.at ? 1 : -1))[0];
}

/** Whether a backup's list tells of the same content: it is looked at up to the first difference. */
async function isSame(files: readonly KeptFile[], { files: listed }: Manifest): Promise<boolean> {
  if (files.length !== listed.length) return false;
  for (const [at, { path, stamp, bytes }] of files.entries()) {
    const there = listed[at];
    if (there?.path !== path || there.stamp !== stamp) return false;
    if (stamp === undefined && there.sha256 !== contentHash(await bytes())) return false;
  }
  return true;
}

function sizeOf(listed: readonly ListedFile[]): number {
  return listed.reduce((sum, { bytes }) => sum + bytes, 0);
}

type Before = ReturnType<typeof newestIn>;

async function copy(file: KeptFile, aside: string, before: Before): Promise<ListedFile> {
  const { path, savedAt, stamp } = file;
  const bytes = (stamp === undefined ? undefined : keptBefore(before, path, stamp)) ?? (await file.bytes());
  createDurably(join(aside, names.district, path), bytes, aside, new Date(savedAt));
  const listed = { path, bytes: bytes.length, sha256: contentHash(bytes), savedAt };
  return stamp === undefined ? listed : { ...listed, stamp };
}

/** The same revision's bytes out of the backup before; undefined where it has another, or not what its list says. */
function keptBefore(before: Before, path: string, stamp: string): Buffer | undefined {
  const listed = before?.manifest.files.find((it) => it.path === path && it.stamp === stamp);
  const at = before && join(before.folder, names.district, path);
  if (!listed || at === undefined || !existsSync(at)) return undefined;
  const bytes = readFileSync(at);
  return contentHash(bytes) === listed.sha256 ? bytes : undefined;
}

function freeName(place: string, now: string): string {
  const name = now.slice(0, 19).replace('T', ' ').replaceAll(':', '');
  for (let number = 1; ; number += 1) {
    const folder = join(place, number === 1 ? name : `${name} ${number}`);
    if (!existsSync(folder)) return folder;
  }
}

function guide(now: string): string {
  return [
    `这是安校在 ${now.slice(0, 16).replace('T', ' ')} 做的备份，能完整恢复一个区。`,
    '',
    '里面有学校填写的原文，可能有姓名和电话：请放在只有安全科能打开的地方，不要发给别人。',
    `恢复：npx anxiao backup 新的区文件夹 --restore 这个文件夹（会先按 ${names.manifest} 逐个核对文件）。`,
    `“${names.district}”本身就是一个区的文件夹，也可以直接用 Excel 打开里面的报表查看。`,
    '',
  ].join('\r\n');
}
