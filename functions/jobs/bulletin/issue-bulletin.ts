import type { BulletinRecipient } from '../../../schemas/events.ts';
import { issuedDocument } from '../../core/bulletin/issued-document.ts';
import type { Pair } from '../../core/bulletin/pair.ts';
import type { IssuedBulletin } from '../../core/bulletin/state.ts';
import { eventId } from '../../core/event-id.ts';
import { bulletinPage } from '../../letters/bulletin-page.ts';
import type { World } from '../../world.ts';
import { type District, schoolsOf } from '../district.ts';
import { usableAddress } from '../letters/usable-address.ts';
import { encoded } from './files.ts';
import type { Decision } from './issue-decision.ts';
import { issuedNames } from './issued-files.ts';

/** Makes a bulletin of an approved draft. The append is the commit point: from there on it is never changed. */
export async function issueBulletin(
  world: World,
  district: District,
  pair: Pair,
  { row, code, draft, words }: Extract<Decision, { is: 'approved' }>,
): Promise<IssuedBulletin> {
  const { number, drafter, signer, asOf, issuedOn } = row;
  const document = issuedDocument(draft.document, { number, issuedOn, ...(words ? { words } : {}) });
  const { sentences } = document;
  const figures = { number, draft: code, asOf, issuedOn, sentences, figures: draft.figures };
  const files = {
    [issuedNames.document]: await world.ledger.attach(await world.drawDocument(document)),
    [issuedNames.page]: await world.ledger.attach(encoded(bulletinPage(document))),
    [issuedNames.figures]: await world.ledger.attach(encoded(`${JSON.stringify(figures, null, 1)}\n`)),
  };
  const recipients = recipientsOf(world, district, pair);
  const issued = { at: world.now, code, number, drafter, signer, asOf, issuedOn, files, recipients };
  const id = eventId('bulletinIssued', pair.from);
  await world.ledger.append([{ type: 'bulletinIssued', id, ...pair, ...issued }]);
  return world.ledger.state.bulletins.get(pair.from)?.issued ?? issued;
}

/** Contact and principal of every school that was asked for a report in one of the two months, and 通报抄送. */
export function recipientsOf(world: World, district: District, pair: Pair): readonly BulletinRecipient[] {
  const asked = new Set([pair.from, pair.through].flatMap((period) => schoolsOf(district, period)));
  const schools = district.roster.filter((school) => asked.has(school));
  const address = (typed: string): string => (usableAddress(world, typed) ? typed : '');
  return [
    ...schools.flatMap((school): BulletinRecipient[] => [
      { school: school.code, role: '联络人', name: school.liaison, address: address(school.liaisonEmail) },
      { school: school.code, role: '校长', name: school.principal, address: address(school.principalEmail) },
    ]),
    ...district.settings.bulletinCopies.map(
      (copy): BulletinRecipient => ({ school: '', role: '抄送', name: '', address: copy }),
    ),
  ];
}
