import { approvalOf, isSigned, pairOfApproval } from '../core/bulletin-approval.ts';
import type { BulletinState, EditedDraft, IssuedBulletin } from '../core/bulletin-state.ts';
import type { BulletinView } from '../core/master-view.ts';
import type { World } from '../world.ts';
import type { District } from './district.ts';
import { issuedTwice } from './issue-decision.ts';
import { issuedPath } from './issued-files.ts';
import { unreachedSchools, untold } from './issued-letters.ts';

/** 通报记录: each bulletin as it was issued; else its newest draft, and the texts that people made of its drafts. */
export function bulletinViews(world: World, district: District): readonly BulletinView[] {
  return [...world.ledger.state.bulletins.values()].flatMap((bulletin) =>
    bulletin.issued ? [issuedView(world, district, bulletin, bulletin.issued)] : draftViews(district, bulletin),
  );
}

/** Rows of 通报审签 that say nothing because nobody can tell which bulletin they are about. */
export function approvalWarnings({ control }: District): readonly string[] {
  return control.approvals
    .filter((row) => pairOfApproval(row) === undefined)
    .map(({ bulletin }) => `区级设置《通报审签》里的“通报”是“${bulletin}”，看不出是哪一期，应写成 2018年9—10月 这样。`);
}

function draftViews(district: District, bulletin: BulletinState): BulletinView[] {
  const { from, through, drafts, held } = bulletin;
  const last = drafts.at(-1);
  if (!last) return [];
  const row = approvalOf(district.control.approvals, bulletin);
  const plain = { from, through, state: 'drafted', number: '' } as const;
  const problems = held && row && isSigned(row) ? held.problems : [];
  return [
    { ...plain, at: held?.at ?? last.at, path: last.path, note: `草稿编号 ${last.code}`, problems },
    ...currentEdits(bulletin).map(({ at, path, code, problems: wrong, notes }) => ({
      ...plain,
      at,
      path,
      note: [
        code === '' ? '改过的草稿，读不出来' : `改过的草稿，编号 ${code}`,
        ...(wrong.length === 0 ? ['数字和校名都核对过'] : []),
        ...notes,
      ].join('\n'),
      problems: wrong,
      edited: true,
    })),
  ];
}

/** The last text at each path; one in which no word differs is the draft itself. */
function currentEdits({ edits = [] }: BulletinState): readonly EditedDraft[] {
  const last = new Map(edits.map((edit) => [edit.path, edit]));
  return [...last.values()].filter(({ code, draft }) => code !== draft);
}

function issuedView(world: World, district: District, bulletin: BulletinState, issued: IssuedBulletin): BulletinView {
  const { from, through } = bulletin;
  const { at, number, code, drafter, signer, asOf, recipients } = issued;
  const names = new Map(district.roster.map((school) => [school.code, school.name]));
  const unreached = unreachedSchools(world, district, bulletin, issued).map((school) => names.get(school) ?? school);
  const waiting = untold(world, district, bulletin, issued).length;
  const schools = new Set(recipients.map(({ school }) => school).filter((school) => school !== '')).size;
  const wait = waiting === 0 ? '' : `，还有 ${waiting} 个邮箱等着发`;
  return {
    at,
    from,
    through,
    state: waiting === 0 ? 'frozen' : 'issued',
    number,
    path: issuedPath(bulletin),
    note: `草稿编号 ${code}，拟稿 ${drafter}，签发 ${signer}，数据截至 ${asOf}；发给 ${schools} 校${wait}`,
    problems: issuedTwice(bulletin, approvalOf(district.control.approvals, bulletin)),
    unreached,
  };
}
