import type { Paper } from '../../core/bulletin/paper.ts';
import type { BulletinState, EditedDraft } from '../../core/bulletin/state.ts';
import { eventId } from '../../core/event-id.ts';
import { type CheckedEdit, checkEdit, type OwnWords } from '../../core/hand-edit/check-edit.ts';
import { type Disagreement, disagreementSentence } from '../../core/hand-edit/disagreement.ts';
import { redactText } from '../../core/pii/redact-text.ts';
import type { World } from '../../world.ts';
import { proseCheckOf } from './by-kind.ts';
import { encoded, keptDraft } from './files.ts';

/** What the ledger keeps of a text that people made of a draft. */
export interface KeptEdit {
  readonly words: OwnWords;
  /** 文号 as they wrote it into the text; may be empty. */
  readonly number: string;
}

/** How many places are listed; a person who mends these sees the rest. */
const most = 60;

/** Looks at the files of a paper's drafts: what people made of one is held against its figures, and noted once. */
export async function noteEdits(world: World, paper: Paper): Promise<void> {
  const bulletin = world.ledger.state.bulletins.get(paper.from);
  for (const path of new Set(bulletin?.drafts.map((draft) => draft.path))) {
    const hash = await world.store.hashAt(path);
    if (!bulletin || !hash || (world.ledger.state.wrote.get(path) ?? []).includes(hash)) continue;
    if (editOf(bulletin, path)?.hash !== hash) await noteEdit(world, bulletin, path);
  }
}

/** What people made of the draft at a path last, as far as anybody looked. */
export function editOf(bulletin: BulletinState, path: string): EditedDraft | undefined {
  return bulletin.edits?.findLast((edit) => edit.path === path);
}

/** The words of a text as they were found; undefined where they may not be kept. */
export async function keptEdit(world: World, { kept }: EditedDraft): Promise<KeptEdit | undefined> {
  if (kept === '') return undefined;
  return JSON.parse(new TextDecoder().decode(await world.ledger.attachment(kept))) as KeptEdit;
}

async function noteEdit(world: World, bulletin: BulletinState, path: string): Promise<void> {
  const content = await world.store.readReport(path);
  // Being saved at this moment: the next run reads it.
  if (content.torn) return;
  const { from, through } = bulletin;
  const draft = bulletin.drafts.findLast((it) => it.path === path);
  const checked = await checkedAt(world, draft?.kept, content.bytes());
  const told = 'why' in checked ? [] : checked.disagreements;
  const problems = 'why' in checked ? [checked.why] : sentences(told, (sort) => sort !== 'note');
  const clean = !('why' in checked) && told.every(({ sort }) => sort !== 'personal');
  const kept = clean ? await world.ledger.attach(encoded(JSON.stringify(keptOf(checked)))) : '';
  await world.ledger.append([
    {
      type: 'bulletinEdited',
      id: eventId('bulletinEdited', path, content.hash, bulletin.edits?.length ?? 0, world.now),
      at: world.now,
      from,
      through,
      path,
      draft: draft?.code ?? '',
      code: 'why' in checked ? '' : checked.code,
      hash: content.hash,
      problems,
      notes: sentences(told, (sort) => sort === 'note'),
      kept,
    },
  ]);
}

function keptOf({ words, number }: CheckedEdit): KeptEdit {
  return { words, number };
}

async function checkedAt(
  world: World,
  kept: string | undefined,
  bytes: Uint8Array,
): Promise<CheckedEdit | { readonly why: string }> {
  const draft = await keptDraft(world, kept);
  if (!draft) return { why: '这份草稿是以前起草的，没有留底，核对不了：请重新起草，把文字改在新的草稿里。' };
  const read = await world.readDocument(bytes);
  if (!read.ok) return { why: `文件读不出来（${read.why}）：请用 Word 或 WPS 打开，另存为 .docx 放回原处。` };
  const drafted = await world.readDocument(await world.drawDocument(draft.document));
  if (!drafted.ok) throw new Error(`our own draft cannot be read: ${drafted.why}`);
  return checkEdit(drafted.text, read.text, draft.document, proseCheckOf(draft));
}

/** What people wrote may say anything: the ledger carries it without personal details. */
function sentences(told: readonly Disagreement[], of: (sort: Disagreement['sort']) => boolean): readonly string[] {
  const all = told.filter(({ sort }) => of(sort)).map((it) => redactText(disagreementSentence(it)).text);
  return all.length > most ? [...all.slice(0, most), `还有${all.length - most}处，改好以上的再看。`] : all;
}
