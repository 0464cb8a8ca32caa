import type { BulletinRecipient } from '../../../schemas/events.ts';
import { issuedDocument } from '../../core/bulletin/issued-document.ts';
import { isYearly, type Paper, paperNames } from '../../core/bulletin/paper.ts';
import type { IssuedBulletin } from '../../core/bulletin/state.ts';
import { eventId } from '../../core/event-id.ts';
import { bulletinPage } from '../../letters/bulletin-page.ts';
import type { World } from '../../world.ts';
import { type District, schoolsOf } from '../district.ts';
import { usableAddress } from '../letters/usable-address.ts';
import { encoded } from './files.ts';
import type { Decision } from './issue-decision.ts';

/** Makes a bulletin of an approved draft. The append is the commit point: from there on it is never changed. */
export async function issueBulletin(
  world: World,
  district: District,
  paper: Paper,
  { row, code, draft, words }: Extract<Decision, { is: 'approved' }>,
): Promise<IssuedBulletin> {
  const { number, drafter, signer, asOf, issuedOn } = row;
  const document = issuedDocument(draft.document, { number, issuedOn, ...(words ? { words } : {}) });
  const { sentences } = document;
  const figures = { number, draft: code, asOf, issuedOn, sentences, figures: draft.figures };
  const names = paperNames(paper);
  const files = {
    [names.document]: await world.ledger.attach(await world.drawDocument(document)),
    [names.page]: await world.ledger.attach(encoded(bulletinPage(document))),
    [names.figures]: await world.ledger.attach(encoded(`${JSON.stringify(figures, null, 1)}\n`)),
  };
  const recipients = recipientsOf(world, district, paper);
  const issued = { at: world.now, code, number, drafter, signer, asOf, issuedOn, files, recipients };
  const id = eventId('bulletinIssued', paper.from);
  await world.ledger.append([{ type: 'bulletinIssued', id, ...paper, ...issued }]);
  return world.ledger.state.bulletins.get(paper.from)?.issued ?? issued;
}

/**
 * Contact and principal of every school that was asked for a report in one of the two months, and 通报抄送. The report of a
 * year goes to 安全科 and 通报抄送: to no school.
 */
export function recipientsOf(world: World, district: District, paper: Paper): readonly BulletinRecipient[] {
  const copies = district.settings.bulletinCopies.map(
    (copy): BulletinRecipient => ({ school: '', role: '抄送', name: '', address: copy }),
  );
  const { office, sectionEmail } = district.settings;
  if (isYearly(paper)) return [{ school: '', role: '安全科', name: office, address: sectionEmail }, ...copies];
  const asked = new Set([paper.from, paper.through].flatMap((period) => schoolsOf(district, period)));
  const schools = district.roster.filter((school) => asked.has(school));
  const address = (typed: string): string => (usableAddress(world, typed) ? typed : '');
  return [
    ...schools.flatMap((school): BulletinRecipient[] => [
      { school: school.code, role: '联络人', name: school.liaison, address: address(school.liaisonEmail) },
      { school: school.code, role: '校长', name: school.principal, address: address(school.principalEmail) },
    ]),
    ...copies,
  ];
}
