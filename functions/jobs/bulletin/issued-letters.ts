import type { BulletinRecipient } from '../../../schemas/events.ts';
import type { School } from '../../../schemas/roster.ts';
import { isYearly, type Paper, paperMonths, paperNames, paperTitle } from '../../core/bulletin/paper.ts';
import type { IssuedBulletin } from '../../core/bulletin/state.ts';
import { dateTitle } from '../../core/bulletin/words.ts';
import { addDays, localDate } from '../../core/calendar.ts';
import type { LetterState } from '../../core/ledger-state.ts';
import { issuedLetter } from '../../letters/issued-letter.ts';
import type { Letter, World } from '../../world.ts';
import type { District } from '../district.ts';
import { addressesOf, frameOf } from '../letters/compose-reminder.ts';
import { type LetterOutcome, post } from '../letters/post.ts';
import { toldItems } from '../letters/told.ts';
import { usableAddress } from '../letters/usable-address.ts';

/** How long an address that is put right in 学校名册 still gets a bulletin that its school could not be sent. */
const lateDays = 30;

/** One address with everything an issued bulletin is sent to it for. */
interface Person {
  readonly address: string;
  readonly to: BulletinRecipient;
  readonly items: string[];
  readonly schools: School[];
}

/** Who has not been sent an issued bulletin yet and can be, one entry an address. */
export function untold(world: World, district: District, paper: Paper, issued: IssuedBulletin): readonly Person[] {
  const told = toldItems(world, district);
  const states = statesOfItems(world, paper);
  const people = new Map<string, Person>();
  for (const to of issued.recipients) {
    const school = district.roster.find(({ code }) => code === to.school);
    const known = to.address !== '' && states.get(itemOf(paper, to, to.address)) !== 'refused';
    const address = known ? to.address : newerAddress(world, issued, to, school);
    if (address === undefined) continue;
    const item = itemOf(paper, to, address);
    if (told.has(item)) continue;
    const person = people.get(address.toLowerCase()) ?? { address, to, items: [], schools: [] };
    if (!person.items.includes(item)) person.items.push(item);
    if (school && !person.schools.includes(school)) person.schools.push(school);
    people.set(address.toLowerCase(), person);
  }
  return [...people.values()];
}

/** What became of the newest letter that tells each item of a bulletin. */
function statesOfItems(world: World, paper: Paper): ReadonlyMap<string, LetterState['state']> {
  const states = new Map<string, LetterState['state']>();
  for (const { items, state } of world.ledger.state.letters.values())
    for (const item of items) if (item.startsWith(`${prefixOf(paper)}/`)) states.set(item, state);
  return states;
}

/** Sends an issued bulletin to those who have not been told: each once, whatever run was cut short. */
export async function sendIssued(
  world: World,
  district: District,
  paper: Paper,
  issued: IssuedBulletin,
  dryRun: boolean,
): Promise<readonly LetterOutcome[]> {
  const people = untold(world, district, paper, issued);
  if (people.length === 0) return [];
  const bytes = await world.ledger.attachment(issued.files[paperNames(paper).document] ?? '');
  const sentences = await sentencesOf(world, paper, issued);
  const outcomes: LetterOutcome[] = [];
  for (const person of people) {
    outcomes.push(
      await post(world, district, await letterTo(district, paper, issued, person, bytes, sentences), dryRun),
    );
    if (outcomes.length % 20 === 0) world.log(`${paperTitle(paper)}：${outcomes.length} 封`);
  }
  return outcomes;
}

/** Schools that an issued bulletin reached nobody of: no address at the time and none since, or all of them refused. */
export function unreachedSchools(
  world: World,
  district: District,
  paper: Paper,
  issued: IssuedBulletin,
): readonly string[] {
  const waits = untold(world, district, paper, issued).flatMap(({ schools }) => schools.map(({ code }) => code));
  const reached = [...statesOfItems(world, paper)]
    .filter(([, state]) => state !== 'refused' && state !== 'withdrawn')
    .map(([item]) => item.slice(prefixOf(paper).length + 1).split('/')[0]);
  const codes = new Set(issued.recipients.map(({ school }) => school).filter((code) => code !== ''));
  return [...codes].filter((code) => !waits.includes(code) && !reached.includes(code));
}

/** The register's address where there was none, or the one there was is refused; undefined where that has no other. */
function newerAddress(
  world: World,
  issued: IssuedBulletin,
  to: BulletinRecipient,
  school: School | undefined,
): string | undefined {
  const address = to.role === '校长' ? school?.principalEmail : school?.liaisonEmail;
  const isLate = localDate(world.now) > addDays(localDate(issued.at), lateDays);
  if (!address || isLate || address.toLowerCase() === to.address.toLowerCase()) return undefined;
  return usableAddress(world, address) ? address : undefined;
}

function prefixOf({ from, through }: Paper): string {
  return `bulletin/${from}..${through}/issued`;
}

/** What one person must be told once: `bulletin/2018-09..2018-10/issued/<school or cc>/<address>`. */
function itemOf(paper: Paper, { school }: BulletinRecipient, address: string): string {
  return `${prefixOf(paper)}/${school === '' ? 'cc' : school}/${address.toLowerCase()}`;
}

async function letterTo(
  district: District,
  paper: Paper,
  issued: IssuedBulletin,
  { address, to, items, schools }: Person,
  bytes: Uint8Array,
  sentences: readonly string[],
): Promise<Letter> {
  const copy = to.role === '抄送';
  const school = schools[0]?.name ?? '';
  const file = `${paperTitle(paper)}.docx`;
  const printed = await issuedLetter({
    ...frameOf(district, { address, name: to.name, role: to.role, school }),
    recipient: { name: to.name, role: to.role === '抄送' ? '安全科' : to.role },
    copy,
    schools: schools.map(({ name }) => name),
    title: paperTitle(paper),
    months: paperMonths(paper),
    yearly: isYearly(paper),
    number: issued.number,
    date: dateTitle(issued.issuedOn),
    sentences,
    file,
  });
  return {
    key: items[0] ?? '',
    items,
    to: addressesOf(district, address),
    ...printed,
    attachments: [{ name: file, bytes }],
  };
}

async function sentencesOf(world: World, paper: Paper, { files }: IssuedBulletin): Promise<readonly string[]> {
  const bytes = await world.ledger.attachment(files[paperNames(paper).figures] ?? '');
  return (JSON.parse(new TextDecoder().decode(bytes)) as { sentences: readonly string[] }).sentences;
}
