import { eventId } from '../core/event-id.ts';
import type { LetterState } from '../core/ledger-state.ts';
import type { Letter, Sender, World } from '../world.ts';
import type { District } from './district.ts';

/** A letter acted on in this run. */
export interface LetterOutcome {
  readonly key: string;
  readonly items: readonly string[];
  readonly to: readonly string[];
  readonly subject: string;
  readonly state: 'sent' | 'deferred' | 'refused' | 'withdrawn' | 'planned';
}

/** What every letter says of its sender: MAIL_FROM, else 发件人 of 设置; answers go to the section. */
export function senderOf(world: World, district: District): Sender {
  const { mailFrom, sectionEmail } = district.settings;
  return { from: world.mailFrom || mailFrom || 'anxiao@localhost', replyTo: sectionEmail };
}

/** Claim, send, confirm: each durable before the next, so that no letter is lost and only the one in flight goes twice. */
export async function post(world: World, district: District, letter: Letter, dryRun: boolean): Promise<LetterOutcome> {
  const { key, items, to, subject } = letter;
  if (dryRun) return { key, items, to, subject, state: 'planned' };
  const { bytes, messageId } = await world.mailer.compose(letter, senderOf(world, district), world.now);
  const hash = await world.ledger.attach(bytes);
  await world.ledger.append([
    {
      type: 'letterClaimed',
      id: eventId('claim', key),
      at: world.now,
      key,
      items,
      to,
      subject,
      messageId,
      bytes: hash,
    },
  ]);
  return send(world, { key, items, to, subject, claimedAt: world.now }, bytes);
}

/** A letter claimed by a run that was cut short, or put off: sent again with the same bytes, or withdrawn where it is moot. */
export async function resume(
  world: World,
  letter: LetterState,
  moot: (item: string) => boolean,
  dryRun: boolean,
): Promise<LetterOutcome> {
  const { key, items, to, subject } = letter;
  if (dryRun) return { key, items, to, subject, state: 'planned' };
  if (!items.every(moot)) return send(world, letter, await world.ledger.attachment(letter.bytes));
  await world.ledger.append([
    {
      type: 'letterFailed',
      id: eventId('withdrawn', key, world.now),
      at: world.now,
      key,
      state: 'withdrawn',
      why: '学校已经报送，或已到下一级催报，这封不再发。',
    },
  ]);
  return { key, items, to, subject, state: 'withdrawn' };
}

async function send(
  world: World,
  letter: Pick<LetterState, 'key' | 'items' | 'to' | 'subject' | 'claimedAt'>,
  bytes: Uint8Array,
): Promise<LetterOutcome> {
  const { key, items, to, subject, claimedAt } = letter;
  await world.ledger.begin();
  const delivery = await world.mailer.deliver({ key, to, subject, bytes, at: claimedAt });
  const at = world.now;
  const acquitted = delivery.state === 'deferred' ? (delivery.acquitted ?? []) : [];
  await world.ledger.append([
    ...acquitted.map((other) => ({
      type: 'letterFailed' as const,
      id: eventId('deferred', other, at),
      at,
      key: other,
      state: 'deferred' as const,
      why: '不是地址的问题，下次运行会再发。',
    })),
    delivery.state === 'sent'
      ? { type: 'letterSent', id: eventId('sent', key), at, key, where: delivery.where }
      : {
          type: 'letterFailed',
          id: eventId(delivery.state, key, at),
          at,
          key,
          state: delivery.state,
          why: delivery.why,
        },
  ]);
  return { key, items, to, subject, state: delivery.state };
}
