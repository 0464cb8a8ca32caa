import type { Approval } from '../../../schemas/control.ts';
import { dayTitle } from '../../../schemas/periods.ts';
import { reportDue } from '../../core/annual-report/days.ts';
import { approvalOf, isSigned, paperOfApproval } from '../../core/bulletin/approval.ts';
import { isYearly, paperMonths } from '../../core/bulletin/paper.ts';
import type { BulletinState, EditedDraft, IssuedBulletin } from '../../core/bulletin/state.ts';
import type { BulletinView } from '../../core/master/master-view.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { issuedTwice, lackingTitles } from './issue-decision.ts';
import { issuedPath } from './issued-files.ts';
import { unreachedSchools, untold } from './issued-letters.ts';

/** 通报记录: each bulletin as it was issued; else its newest draft, and the texts that people made of its drafts. */
export function bulletinViews(world: World, district: District): readonly BulletinView[] {
  return [...world.ledger.state.bulletins.values()].flatMap((bulletin) =>
    bulletin.issued ? [issuedView(world, district, bulletin, bulletin.issued)] : draftViews(district, bulletin),
  );
}

/** Rows of 通报审签 that come to nothing: of a bulletin nobody can tell, or that has no draft, or below a signed one. */
export function approvalWarnings(world: World, { control }: District): readonly string[] {
  return control.approvals.flatMap((row) => {
    const paper = paperOfApproval(row);
    const said = `区级设置《通报审签》里的“通报”是“${row.bulletin}”`;
    if (!paper) return [`${said}，看不出是哪一期，应写成 2018年9—10月 这样，督导评估报告写成 2018年度督导评估报告。`];
    const bulletin = world.ledger.state.bulletins.get(paper.from);
    if (!bulletin) return isSigned(row) ? [`${said}，${paperMonths(paper)}还没有草稿：请看是不是写错了月份。`] : [];
    const last = approvalOf(control.approvals, paper);
    if (bulletin.issued || !isSigned(row) || !last || isSigned(last)) return [];
    return [
      `区级设置《通报审签》里${paperMonths(paper)}有几行，只看最后一行，它的“${lackingTitles(last).join('”“')}”没有填：请只留一行。`,
    ];
  });
}

function draftViews(district: District, bulletin: BulletinState): BulletinView[] {
  const { from, through, drafts, held } = bulletin;
  const last = drafts.at(-1);
  if (!last) return [];
  const row = approvalOf(district.control.approvals, bulletin);
  const plain = { from, through, state: 'drafted', number: '' } as const;
  const problems = held && row && isSigned(row) ? held.problems : [];
  const by = isYearly(bulletin) ? `，应于${dayTitle(reportDue(bulletin))}前审签` : '';
  return [
    {
      ...plain,
      at: held?.at ?? last.at,
      path: last.path,
      note: `草稿编号 ${last.code}${by}${problems.length === 0 ? approvalNote(district, row) : ''}`,
      problems,
    },
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

/** How far an approval has come that nothing is wrong with. */
function approvalNote({ settings }: District, row: Approval | undefined): string {
  if (!row) return '';
  if (!isSigned(row)) return `；《通报审签》里还没有填：${lackingTitles(row).join('、')}`;
  return settings.trial ? '；已审签，“试运行”开着，关掉以后才发' : '';
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
  const to = isYearly(bulletin) ? `${recipients.length} 个邮箱` : `${schools} 校`;
  const wait = waiting === 0 ? '' : `，还有 ${waiting} 个邮箱等着发`;
  return {
    at,
    from,
    through,
    state: waiting === 0 ? 'frozen' : 'issued',
    number,
    path: issuedPath(bulletin),
    note: `草稿编号 ${code}，拟稿 ${drafter}，签发 ${signer}，数据截至 ${asOf}；发给 ${to}${wait}`,
    problems: issuedTwice(bulletin, approvalOf(district.control.approvals, bulletin)),
    unreached,
  };
}
