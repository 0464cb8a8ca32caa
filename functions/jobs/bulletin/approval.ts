import { type Paper, paperTitle } from '../../core/bulletin/paper.ts';
import type { BulletinState } from '../../core/bulletin/state.ts';
import { eventId } from '../../core/event-id.ts';
import { approvalLetter } from '../../letters/issued-letter.ts';
import type { Letter, World } from '../../world.ts';
import type { District } from '../district.ts';
import { noteRun } from '../note-run.ts';
import { issueBulletin, recipientsOf } from './issue-bulletin.ts';
import { type Decision, decide, type StandingDraft } from './issue-decision.ts';
import type { ApprovalReport } from './report.ts';
import { paperFrame, shownPath } from './told.ts';

/** What came of an approval: the bulletin where it was issued, a letter to the section where it has to know. */
export interface Followed {
  readonly report: ApprovalReport;
  readonly issued?: BulletinState;
  readonly letter?: Letter;
}

/** Follows what 通报审签 says of a paper: issues it, or says what stops it. In 试运行 nothing is issued. */
export async function followApproval(
  world: World,
  district: District,
  paper: Paper,
  standing: StandingDraft,
): Promise<Followed> {
  const before = world.ledger.state.count;
  const decision = await decide(world, district, paper, standing);
  await noteHeld(world, paper, decision);
  switch (decision.is) {
    case 'none':
      return { report: { state: 'none', problems: [] } };
    case 'waiting':
      return { report: { state: 'waiting', problems: decision.lacks.map((title) => `“${title}”没有填。`) } };
    case 'held': {
      const { code, problems } = decision;
      return {
        report: { state: 'held', problems },
        letter: await toSection(district, paper, 'held', code, problems, standing.path),
      };
    }
    case 'approved': {
      if (district.settings.trial) return rehearse(world, district, paper, decision, standing);
      const { number, signer } = decision.row;
      await issueBulletin(world, district, paper, decision);
      await noteRun(world, before, '通报', paper.through, `${paperTitle(paper)}发出，${number}，签发人 ${signer}`);
      const issued = world.ledger.state.bulletins.get(paper.from);
      return { report: { state: 'issued', problems: [] }, ...(issued ? { issued } : {}) };
    }
  }
}

/** What stops an approval is an event, so that 总览 says it and its end. */
async function noteHeld(world: World, paper: Paper, decision: Decision): Promise<void> {
  const held = world.ledger.state.bulletins.get(paper.from)?.held;
  const { code = '', problems = [] } = decision.is === 'held' ? decision : {};
  if (JSON.stringify(problems) === JSON.stringify(held?.problems ?? [])) return;
  const id = eventId('bulletinHeld', paper.from, code, JSON.stringify(problems), world.now);
  await world.ledger.append([{ type: 'bulletinHeld', id, at: world.now, ...paper, code, problems }]);
}

async function rehearse(
  world: World,
  district: District,
  paper: Paper,
  { code }: Extract<Decision, { is: 'approved' }>,
  { path }: StandingDraft,
): Promise<Followed> {
  const names = new Map(district.roster.map((school) => [school.code, school.name]));
  const lines = recipientsOf(world, district, paper).map(
    ({ school, role, name, address }) =>
      `${names.get(school) ?? ''}${role}${name === '' ? '' : ` ${name}`}：${address === '' ? '没有可用的邮箱' : address}`,
  );
  return {
    report: { state: 'rehearsed', problems: [] },
    letter: await toSection(district, paper, 'rehearsed', code, lines, path),
  };
}

/** Told once for each state of things: other problems are another letter. */
async function toSection(
  district: District,
  paper: Paper,
  is: 'held' | 'rehearsed',
  code: string,
  lines: readonly string[],
  path: string,
): Promise<Letter> {
  const { sectionEmail } = district.settings;
  const key = `bulletin/${paper.from}..${paper.through}/${is}/${eventId('told', code, JSON.stringify(lines)).slice(5)}`;
  const printed = await approvalLetter({
    ...paperFrame(district.settings, paper),
    code,
    is,
    lines,
    where: shownPath(path),
  });
  return { key, items: [key], to: [sectionEmail], ...printed };
}
