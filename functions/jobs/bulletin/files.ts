import type { PaperFigures } from '../../core/annual-report/annual-figures.ts';
import type { BulletinDocument } from '../../core/bulletin/document.ts';
import { type Paper, paperFolder, paperNames } from '../../core/bulletin/paper.ts';
import { contentHash, eventId } from '../../core/event-id.ts';
import { bulletinPage } from '../../letters/bulletin-page.ts';
import { OperatorError } from '../../operator-error.ts';
import type { World } from '../../world.ts';
import { putOurs } from '../put-ours.ts';

/** A draft as it is kept: its words, its figures and the bytes of its document. */
export interface Draft {
  readonly paper: Paper;
  readonly document: BulletinDocument;
  readonly figures: PaperFigures;
  readonly bytes: Uint8Array;
}

/** Where a draft stands, and which of its files were open and could not be renewed. */
export interface Placed {
  readonly path: string;
  readonly busy: readonly string[];
}

const most = 50;

/** The page and the figures that belong to a draft's .docx. */
export function besides(path: string): { readonly html: string; readonly figures: string } {
  return {
    html: path.replace(/\.docx$/, '.html'),
    figures: path.replace(/[^/]*草稿( \d+)?\.docx$/, '数据$1.json'),
  };
}

/**
 * Puts a new draft in place of our older one. A draft that somebody edited stays as it is, with its page and figures, and
 * one that is open may be about to be: the newer draft then stands beside it.
 */
export async function putDraft(world: World, draft: Draft): Promise<Placed> {
  const folder = paperFolder(draft.paper);
  const { draft: name } = paperNames(draft.paper);
  for (let number = 1; number <= most; number += 1) {
    const path = `${folder}/${name}${number === 1 ? '' : ` ${number}`}.docx`;
    if (!(await areOurs(world, path))) continue;
    await commit(world, draft, path);
    const document = await put(world, path, draft.bytes);
    if (document === 'written' || document === 'same') return { path, busy: await putOthers(world, path, draft) };
  }
  throw new OperatorError(`${folder} 里写不进新的草稿：请检查文件夹的权限，或清理旧的草稿。`);
}

/** Makes sure that a draft's files are there, where a run was cut short or somebody deleted one; never over an edited one. */
export async function keepDraft(world: World, path: string, draft: Draft): Promise<Placed> {
  const document = await put(world, path, draft.bytes);
  const busy = document === 'busy' ? [path] : [];
  return { path, busy: [...busy, ...(await putOthers(world, path, draft))] };
}

/** The append is the commit point; the files follow it. */
async function commit(world: World, { paper, document, figures }: Draft, path: string): Promise<void> {
  const count = world.ledger.state.bulletins.get(paper.from)?.drafts.length ?? 0;
  const id = eventId('bulletinDrafted', paper.from, document.code, path, count);
  const kept = await world.ledger.attach(encoded(JSON.stringify({ document, figures } satisfies KeptDraft)));
  await world.ledger.append([
    { type: 'bulletinDrafted', id, at: world.now, ...paper, code: document.code, path, kept },
  ]);
}

/** What the ledger keeps of a draft: what it said and what it rested on. */
export interface KeptDraft {
  readonly document: BulletinDocument;
  readonly figures: PaperFigures;
}

/** A draft as the ledger keeps it; undefined for one of before drafts were kept. */
export async function keptDraft(world: World, kept: string | undefined): Promise<KeptDraft | undefined> {
  if (kept === undefined) return undefined;
  return JSON.parse(new TextDecoder().decode(await world.ledger.attachment(kept))) as KeptDraft;
}

async function putOthers(world: World, path: string, { document, figures }: Draft): Promise<string[]> {
  const { html, figures: json } = besides(path);
  const { code, date, sentences } = document;
  const files = [
    { path: html, bytes: encoded(bulletinPage(document)) },
    { path: json, bytes: encoded(`${JSON.stringify({ draft: code, date, sentences, figures }, null, 1)}\n`) },
  ];
  const busy: string[] = [];
  for (const file of files) if ((await put(world, file.path, file.bytes)) === 'busy') busy.push(file.path);
  return busy;
}

/** True where each of a draft's files is missing, or just as we wrote it. */
async function areOurs(world: World, path: string): Promise<boolean> {
  const { html, figures } = besides(path);
  for (const file of [path, html, figures]) if ((await holds(world, file)) === 'theirs') return false;
  return true;
}

/** A file that is right already, or somebody's, is found so by looking: no lease is taken for it. */
async function put(world: World, path: string, bytes: Uint8Array): Promise<'written' | 'same' | 'edited' | 'busy'> {
  const hash = contentHash(bytes);
  const held = await holds(world, path);
  if (held === 'theirs') return 'edited';
  return held === hash ? 'same' : putOurs(world, path, { bytes, hash });
}

/** The hash of what of ours a path holds; `nothing`, or something of somebody's. */
async function holds(world: World, path: string): Promise<string> {
  const hash = await world.store.hashAt(path);
  if (hash === undefined) return 'nothing';
  return (world.ledger.state.wrote.get(path) ?? []).includes(hash) ? hash : 'theirs';
}

/** A text as the bytes of a file. */
export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
