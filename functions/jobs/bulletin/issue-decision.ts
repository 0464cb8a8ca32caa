import { type Approval, approvalsTab } from '../../../schemas/control.ts';
import { foldLabel } from '../../../schemas/text.ts';
import {
  approvalOf,
  approvalProblems,
  approvalSentence,
  foldCode,
  isSigned,
  paperName,
} from '../../core/bulletin/approval.ts';
import { changedParagraphs, changedWords } from '../../core/bulletin/changes.ts';
import { isYearly, type Paper } from '../../core/bulletin/paper.ts';
import type { BulletinState, EditedDraft } from '../../core/bulletin/state.ts';
import { localDate } from '../../core/calendar.ts';
import type { OwnWords } from '../../core/hand-edit/check-edit.ts';
import type { World } from '../../world.ts';
import { type District, windowOf } from '../district.ts';
import { changesBetween } from './by-kind.ts';
import { editOf, keptEdit } from './edits.ts';
import { type KeptDraft, keptDraft } from './files.ts';

/** What 通报审签 says of a paper, and whether it can be followed. */
export type Decision =
  | { readonly is: 'none' }
  /** Nobody has signed yet; what is still blank. */
  | { readonly is: 'waiting'; readonly lacks: readonly string[] }
  | { readonly is: 'held'; readonly code: string; readonly problems: readonly string[] }
  | {
      readonly is: 'approved';
      readonly row: SignedRow;
      readonly code: string;
      readonly draft: KeptDraft;
      readonly words?: OwnWords;
    };

/** A row in which everything is filled. */
export type SignedRow = Approval & { readonly asOf: string; readonly issuedOn: string };

/** The draft that the figures make now, and where it stands. */
export interface StandingDraft extends KeptDraft {
  readonly path: string;
}

/** Holds the row of a paper against the drafts, the text in their files, and the figures as they are now. */
export async function decide(
  world: World,
  district: District,
  paper: Paper,
  standing: StandingDraft,
): Promise<Decision> {
  const row = approvalOf(district.control.approvals, paper);
  const bulletin = world.ledger.state.bulletins.get(paper.from);
  if (!row || !bulletin) return { is: 'none' };
  if (!isSigned(row)) return { is: 'waiting', lacks: lackingTitles(row) };
  const named = codeNamed(bulletin, row.draft);
  const kept = await keptDraft(world, named?.draft.kept);
  const words = named?.edit && (await keptEdit(world, named.edit));
  const problems = [
    ...(await codeProblems(world, bulletin, row, standing, named, kept)),
    ...numberInText(row, words?.number ?? ''),
    ...approvalProblems(row, {
      today: localDate(world.now),
      ...(named ? { draftedOn: localDate(named.draft.at) } : {}),
      through: windowOf(world, district, paper.through).through,
      ...(isYearly(paper) ? { lastMonth: '最后一个月' } : {}),
      numbers: numbersBefore(world, paper),
    }).map(approvalSentence),
  ];
  const { asOf, issuedOn } = row;
  if (problems.length > 0 || !named || !kept || asOf === undefined || issuedOn === undefined)
    return { is: 'held', code: row.draft, problems };
  const code = named.edit?.code ?? named.draft.code;
  return {
    is: 'approved',
    row: { ...row, asOf, issuedOn },
    code,
    draft: kept,
    ...(words ? { words: words.words } : {}),
  };
}

/** The columns of a row that nobody filled yet. */
export function lackingTitles(row: Approval): readonly string[] {
  return approvalsTab.columns.filter(({ key }) => row[key] === '' || row[key] === undefined).map(({ title }) => title);
}

function numbersBefore(world: World, paper: Paper): { number: string; paper: Paper }[] {
  return [...world.ledger.state.bulletins.values()].flatMap(({ from, through, issued }) =>
    issued && from !== paper.from ? [{ number: issued.number, paper: { from, through } }] : [],
  );
}

/** What a code names: a draft as it was made, or a text that people made of one. */
interface Named {
  readonly draft: BulletinState['drafts'][number];
  readonly edit?: EditedDraft;
}

function codeNamed(bulletin: BulletinState, code: string): Named | undefined {
  if (foldCode(code) === '') return undefined;
  const draft = bulletin.drafts.findLast((it) => foldCode(it.code) === foldCode(code));
  if (draft) return { draft };
  const edit = bulletin.edits?.findLast((it) => foldCode(it.code) === foldCode(code));
  const from = edit && bulletin.drafts.findLast((it) => it.code === edit.draft && it.path === edit.path);
  return edit && from ? { draft: from, edit } : undefined;
}

async function codeProblems(
  world: World,
  bulletin: BulletinState,
  row: Approval,
  standing: StandingDraft,
  named: Named | undefined,
  kept: KeptDraft | undefined,
): Promise<readonly string[]> {
  const present = `现在的草稿编号是 ${standing.document.code}（${standing.path}）`;
  if (row.draft === '') return [`“草稿编号”没有填：${present}。`];
  if (!named) return [`“草稿编号”是“${row.draft}”，没有这份草稿：${present}。`];
  const since = named.draft.code === standing.document.code ? [] : sinceDrafted(kept, standing, row.draft, present);
  return [...since, ...(await textProblems(world, bulletin, named, kept))];
}

/** Why a draft's code is not that of the draft which stands: which figures are others now, else which words. */
function sinceDrafted(
  kept: KeptDraft | undefined,
  standing: StandingDraft,
  code: string,
  present: string,
): readonly string[] {
  const figures = kept ? changesBetween(kept.figures, standing.figures) : [];
  const words = kept && figures.length === 0 ? changedWords(kept.document, standing.document) : [];
  const what = figures.length > 0 || !kept ? '数据' : '文字';
  return [
    `编号 ${code} 的草稿起草以后，${what}变了，不能照它发：${present}，请看过以后把“草稿编号”改成它。变了的是：`,
    ...[...figures, ...words].map((change) => `${change}。`),
  ];
}

/** What stands in the file of the draft that is to be issued. */
async function textProblems(
  world: World,
  bulletin: BulletinState,
  { draft, edit }: Named,
  kept: KeptDraft | undefined,
): Promise<readonly string[]> {
  const now = await world.store.hashAt(draft.path);
  const found = editOf(bulletin, draft.path);
  const present = found && found.hash === now ? found : undefined;
  if (edit) {
    // Where it was deleted, the draft as we made it was put there again.
    if (now === undefined || (world.ledger.state.wrote.get(draft.path) ?? []).includes(now))
      return [
        `审签的是改过的文字（编号 ${edit.code}），可文件 ${draft.path} 现在是系统起草的原稿：要照改过的发，请把改过的文件放回原处；要照原稿发，“草稿编号”改填 ${draft.code}。`,
      ];
    if (edit.hash !== now && edit.code !== present?.code) return [await changedSince(world, edit, present)];
    return edit.problems;
  }
  // The file holds another text than the one that was approved: which of the two is meant, only people know.
  if (!present || present.code === draft.code || present.draft !== draft.code) return [];
  const own = await keptEdit(world, present);
  const changes = kept && own ? changedParagraphs(kept.document.sentences, own.words.sentences) : [];
  if (present.code === '')
    return [...present.problems, `要照原来的草稿发，请把文件 ${draft.path} 移走或删去，下次运行会放回原来的。`];
  return [
    `文件 ${draft.path} 里的文字改过，编号是 ${present.code}：要照改过的发，“草稿编号”填它；要照原来的发，请把这个文件移走。`,
    ...changes.map((change) => `${change}。`),
  ];
}

async function changedSince(world: World, approved: EditedDraft, present: EditedDraft | undefined): Promise<string> {
  const [was, is] = [await keptEdit(world, approved), present && (await keptEdit(world, present))];
  const changes = was && is ? changedParagraphs(was.words.sentences, is.words.sentences).join('；') : '';
  const code = present ? `现在的编号是 ${present.code}` : '还没有读到新的文字，下次运行再看';
  return `编号 ${approved.code} 的文字后来又改过，${code}。${changes}`;
}

/** 文号 of the row is what counts; another one written into the text is a mistake of one of the two. */
function numberInText({ number }: Approval, written: string): readonly string[] {
  return written === '' || foldLabel(written) === foldLabel(number)
    ? []
    : [`“文号”是“${number}”，改过的草稿里写的是“${written}”：请改成一样的。`];
}

/** A row about a bulletin that was issued already, and that is not the one that issued it. */
export function issuedTwice(bulletin: BulletinState, row: Approval | undefined): readonly string[] {
  const { issued } = bulletin;
  if (!issued || !row || !isSigned(row) || foldCode(row.draft) === foldCode(issued.code)) return [];
  const later = isYearly(bulletin) ? '' : '以后的更正写在下一期。';
  return [`${paperName(bulletin)}已经发出（${issued.number}，编号 ${issued.code}），不能再发一次。${later}`];
}
