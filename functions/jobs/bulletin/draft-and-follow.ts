import type { PaperFigures } from '../../core/annual-report/annual-figures.ts';
import type { BulletinDocument, DrawDocument } from '../../core/bulletin/document.ts';
import { type Paper, paperTitle, paperWord } from '../../core/bulletin/paper.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { type LetterOutcome, post } from '../letters/post.ts';
import { noteRun } from '../note-run.ts';
import { type Followed, followApproval } from './approval.ts';
import { noteEdits } from './edits.ts';
import { keepDraft, putDraft } from './files.ts';
import { issuedAgain } from './issued.ts';
import { draftLetterKey, isTold, lookedAt, mayTell } from './pair.ts';
import type { PaperOutcome, PaperReport } from './report.ts';
import { sectionLetter } from './told.ts';

/** What a paper says as things stand now, and the words that it said at the time of a draft. */
export interface Making {
  readonly paper: Paper;
  readonly figures: PaperFigures;
  readonly wordsAt: (now: string) => BulletinDocument;
}

/**
 * Drafts a paper that was not issued yet, or finds the draft that says the same already, and tells the section once;
 * issues it where 通报审签 approves it.
 */
export async function draftAndFollow(
  world: World,
  district: District,
  { paper, figures, wordsAt }: Making,
  { drawDocument, dryRun }: { readonly drawDocument: DrawDocument; readonly dryRun: boolean },
): Promise<PaperOutcome> {
  const before = world.ledger.state.count;
  const last = world.ledger.state.bulletins.get(paper.from)?.drafts.at(-1);
  const kept = last && wordsAt(last.at);
  const stands = last && kept?.code === last.code ? { document: kept, path: last.path } : undefined;
  const document = stands?.document ?? wordsAt(world.now);
  const files = { paper, document, figures, bytes: await drawDocument(document) };
  const { path, busy } = stands ? await keepDraft(world, stands.path, files) : await putDraft(world, files);
  if (!stands)
    await noteRun(
      world,
      before,
      paperWord(paper),
      paper.through,
      `起草${paperTitle(paper)}，草稿编号 ${document.code}`,
    );
  await noteEdits(world, paper);
  const followed = await followApproval(world, district, paper, { document, figures, path });
  if (followed.issued) {
    const again = await issuedAgain(world, district, followed.issued, dryRun);
    return { ...again, report: { ...again.report, approval: followed.report }, busy: [...busy, ...again.busy] };
  }
  const letters = await tellSection(world, district, paper, document, path, dryRun, followed);
  // What could not be told at this hour is looked at again; where the section has no address, 总览 alone tells it.
  const isOver = district.settings.sectionEmail === '' || !followed.letter || isTold(world, followed.letter.key);
  if (isOver) await lookedAt(world, district, paper);
  return { report: { ...paper, draft: path, ...shown(followed) }, letters, busy };
}

function shown({ report }: Followed): Pick<PaperReport, 'approval'> {
  return report.state === 'none' ? {} : { approval: report };
}

async function tellSection(
  world: World,
  district: District,
  paper: Paper,
  document: BulletinDocument,
  path: string,
  dryRun: boolean,
  followed: Followed,
): Promise<LetterOutcome[]> {
  if (!mayTell(world, district)) return [];
  const letters: LetterOutcome[] = [];
  if (!isTold(world, draftLetterKey(paper, document.code)))
    letters.push(await post(world, district, await sectionLetter(district, paper, document, path), dryRun));
  if (followed.letter && !isTold(world, followed.letter.key))
    letters.push(await post(world, district, followed.letter, dryRun));
  return letters;
}
