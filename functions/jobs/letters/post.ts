import type { LedgerEvent } from '../../../schemas/events.ts';
import { eventId } from '../../core/event-id.ts';
import type { LetterState } from '../../core/ledger-state.ts';
import type { Delivery, Letter, Sender, World } from '../../world.ts';
import type { District } from '../district.ts';
import { whyNotYet } from './mail-limits.ts';
import { itemTo, plainItem } from './told.ts';
import { usableAddress } from './usable-address.ts';

/** A letter acted on in this run. */
export interface LetterOutcome {
  readonly key: string;
  readonly items: readonly string[];
  readonly to: readonly string[];
  readonly subject: string;
  readonly state: 'sent' | 'deferred' | 'refused' | 'withdrawn' | 'planned';
  /** Why it did not go. */
  readonly why?: string;
}

/** What every letter says of its sender: MAIL_FROM, else 发件人 of 设置; answers go to the section. */
export function senderOf(world: World, district: District): Sender {
  const { mailFrom, sectionEmail } = district.settings;
  return { from: world.mailFrom || mailFrom || 'anxiao@localhost', replyTo: sectionEmail };
}

/** True for what waits for nothing: no hour, no limit, no other letter. */
export function isUrgent({ key }: { readonly key: string }): boolean {
  return key.startsWith('urgent/');
}

/**
 * Claim, send, confirm: each durable before the next, so that no letter is lost and only the one in flight goes twice.
 * What must not go yet is not claimed either: the next run finds it due again, if it still is, with that day's words.
 */
export async function post(world: World, district: District, letter: Letter, dryRun: boolean): Promise<LetterOutcome> {
  const { key, items, to, subject } = letter;
  const plain = { key, items, to, subject };
  if (dryRun) return { ...plain, state: 'planned' };
  const held = await whyHeld(world, district, letter);
  if (held !== undefined) return { ...plain, state: 'deferred', why: held };
  const claimed = { ...letter, key: itemTo(key, to), items: items.map((item) => itemTo(item, to)) };
  const { replyTo } = letter;
  const sender = { ...senderOf(world, district), ...(replyTo === undefined ? {} : { replyTo }) };
  const { bytes, messageId } = await world.mailer.compose(claimed, sender, world.now);
  const hash = await world.ledger.attach(bytes);
  const again = world.ledger.state.letters.has(claimed.key);
  await world.ledger.append([
    {
      type: 'letterClaimed',
      id: eventId('claim', claimed.key, ...(again ? [world.now] : [])),
      at: world.now,
      key: claimed.key,
      items: claimed.items,
      to,
      subject,
      messageId,
      bytes: hash,
    },
  ]);
  return send(world, { key: claimed.key, items: claimed.items, to, subject, claimedAt: world.now }, bytes);
}

/**
 * A letter claimed by a run that was cut short, or put off: sent again with the same bytes, or withdrawn where something in
 * it is not to be said any more: what still is comes in another letter, which this run plans. Undefined where its address
 * is at rest: it waits, and nobody need hear of it again.
 * @param whyMoot why an item need not be said any more; undefined where it must
 */
export async function resume(
  world: World,
  district: District,
  letter: LetterState,
  whyMoot: (item: string) => string | undefined,
  dryRun: boolean,
): Promise<LetterOutcome | undefined> {
  const plain = plainLetter(letter);
  const why = letter.items.map(whyMoot).find((reason) => reason !== undefined);
  if (dryRun) return { ...plain, state: 'planned' };
  if (why !== undefined) {
    const { key } = letter;
    const id = eventId('withdrawn', key, world.now);
    await world.ledger.append([{ type: 'letterFailed', id, at: world.now, key, state: 'withdrawn', why }]);
    return { ...plain, state: 'withdrawn', why };
  }
  if (badAddressOf(world, letter) !== undefined) return undefined;
  const held = await whyHeld(world, district, letter);
  if (held !== undefined) return { ...plain, state: 'deferred', why: held };
  return send(world, letter, await world.ledger.attachment(letter.bytes));
}

async function whyHeld(
  world: World,
  district: District,
  letter: Pick<Letter, 'key' | 'to'>,
): Promise<string | undefined> {
  const bad = badAddressOf(world, letter);
  if (bad !== undefined) return `${bad} 联系异常，暂不发信。`;
  return isUrgent(letter) ? undefined : whyNotYet(world, district);
}

function badAddressOf(world: World, { to }: Pick<Letter, 'to'>): string | undefined {
  return to.find((address) => !usableAddress(world, address));
}

/** A letter as the JSON of a run names it: by what is to be told, in 试运行 too. */
function plainLetter({ key, items, to, subject }: Pick<LetterState, 'key' | 'items' | 'to' | 'subject'>) {
  return { key: plainItem(key), items: items.map(plainItem), to, subject };
}

async function send(
  world: World,
  letter: Pick<LetterState, 'key' | 'items' | 'to' | 'subject' | 'claimedAt'> & Partial<LetterState>,
  bytes: Uint8Array,
): Promise<LetterOutcome> {
  const { key, to, subject, claimedAt } = letter;
  await world.ledger.begin();
  const delivery = await world.mailer.deliver({ key, to, subject, bytes, at: claimedAt });
  const why = delivery.state === 'sent' ? {} : { why: delivery.why };
  if (!isOldNews(letter, delivery)) await world.ledger.append(eventsOf(key, delivery, world.now));
  return { ...plainLetter(letter), state: delivery.state, ...why };
}

/** A post that stands still for days says so once for each letter, not once an hour. */
function isOldNews(letter: Partial<LetterState>, delivery: Delivery): boolean {
  if (delivery.state !== 'deferred' || letter.state !== 'deferred' || delivery.acquitted) return false;
  return delivery.untried === true || (delivery.stopped !== undefined && delivery.why === letter.note);
}

function eventsOf(key: string, delivery: Delivery, at: string): LedgerEvent[] {
  const { badAddresses = [] } = delivery;
  const bad = badAddresses.length > 0 ? { badAddresses } : {};
  if (delivery.state === 'sent')
    return [{ type: 'letterSent', id: eventId('sent', key), at, key, where: delivery.where, ...bad }];
  const { state, why } = delivery;
  const { acquitted = [], stopped, doubted } = delivery.state === 'deferred' ? delivery : {};
  const still = { ...(stopped === undefined ? {} : { stopped }), ...(doubted ? { doubted } : {}) };
  return [
    ...acquitted.map((other) => ({
      type: 'letterFailed' as const,
      id: eventId('deferred', other, at),
      at,
      key: other,
      state: 'deferred' as const,
      why: '不是地址的问题，下次运行会再发。',
      ...still,
    })),
    { type: 'letterFailed', id: eventId(state, key, at), at, key, state, why, ...bad, ...still },
  ];
}
