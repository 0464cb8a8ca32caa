import { type Pair, pairTitle } from '../../core/bulletin/pair.ts';
import type { BulletinState } from '../../core/bulletin/state.ts';
import { eventId } from '../../core/event-id.ts';
import { approvalLetter } from '../../letters/issued-letter.ts';
import type { Letter, World } from '../../world.ts';
import type { District } from '../district.ts';
import { noteRun } from '../note-run.ts';
import { issueBulletin, recipientsOf } from './issue-bulletin.ts';
import { type Decision, decide, type StandingDraft } from './issue-decision.ts';
import type { ApprovalReport } from './report.ts';

/** What came of an approval: the bulletin where it was issued, a letter to the section where it has to know. */
export interface Followed {
  readonly report: ApprovalReport;
  readonly issued?: BulletinState;
  readonly letter?: Letter;
}

/** Follows what 通报审签 says of a pair: issues it, or says what stops it. In 试运行 nothing is issued. */
export async function followApproval(
  world: World,
  district: District,
  pair: Pair,
  standing: StandingDraft,
): Promise<Followed> {
  const before = world.ledger.state.count;
  const decision = await decide(world, district, pair, standing);
  await noteHeld(world, pair, decision);
  switch (decision.is) {
    case 'none':
      return { report: { state: 'none', problems: [] } };
    case 'waiting':
      return { report: { state: 'waiting', problems: decision.lacks.map((title) => `“${title}”没有填。`) } };
    case 'held': {
      const { code, problems } = decision;
      return {
        report: { state: 'held', problems },
        letter: await toSection(district, pair, 'held', code, problems, standing.path),
      };
    }
    case 'approved': {
      if (district.settings.trial) return rehearse(world, district, pair, decision, standing);
      const { number, signer } = decision.row;
      await issueBulletin(world, district, pair, decision);
      await noteRun(world, before, '通报', pair.through, `${pairTitle(pair)}通报发出，${number}，签发人 ${signer}`);
      const issued = world.ledger.state.bulletins.get(pair.from);
      return { report: { state: 'issued', problems: [] }, ...(issued ? { issued } : {}) };
    }
  }
}

/** What stops an approval is an event, so that 总览 says it and its end. */
async function noteHeld(world: World, pair: Pair, decision: Decision): Promise<void> {
  const held = world.ledger.state.bulletins.get(pair.from)?.held;
  const { code = '', problems = [] } = decision.is === 'held' ? decision : {};
  if (JSON.stringify(problems) === JSON.stringify(held?.problems ?? [])) return;
  const id = eventId('bulletinHeld', pair.from, code, JSON.stringify(problems), world.now);
  await world.ledger.append([{ type: 'bulletinHeld', id, at: world.now, ...pair, code, problems }]);
}

async function rehearse(
  world: World,
  district: District,
  pair: Pair,
  { code }: Extract<Decision, { is: 'approved' }>,
  { path }: StandingDraft,
): Promise<Followed> {
  const names = new Map(district.roster.map((school) => [school.code, school.name]));
  const lines = recipientsOf(world, district, pair).map(
    ({ school, role, name, address }) =>
      `${names.get(school) ?? ''}${role}${name === '' ? '' : ` ${name}`}：${address === '' ? '没有可用的邮箱' : address}`,
  );
  return {
    report: { state: 'rehearsed', problems: [] },
    letter: await toSection(district, pair, 'rehearsed', code, lines, path),
  };
}

/** Told once for each state of things: other problems are another letter. */
async function toSection(
  district: District,
  pair: Pair,
  is: 'held' | 'rehearsed',
  code: string,
  lines: readonly string[],
  path: string,
): Promise<Letter> {
  const { office, officePhone, sectionEmail } = district.settings;
  const key = `bulletin/${pair.from}..${pair.through}/${is}/${eventId('told', code, JSON.stringify(lines)).slice(5)}`;
  const printed = await approvalLetter({
    recipient: { name: office, role: '安全科' },
    office,
    phone: officePhone,
    replyTo: sectionEmail,
    pair: pairTitle(pair),
    code,
    is,
    lines,
    where: path.replaceAll('/', '／'),
  });
  return { key, items: [key], to: [sectionEmail], ...printed };
}
