import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEmlHead } from '../../../functions/adapters/mail/read-eml.ts';
import type { Letter, Mailer } from '../../../functions/world.ts';
import { clock, letter, sender } from './sample-letter.ts';

/** A post with its far end. */
export interface MailerUnderTest {
  readonly mailer: Mailer;
  /** A post of the same kind that can deliver nothing now. */
  readonly hopeless: Mailer;
  /** The bytes of every letter at the far end, each copy by itself. */
  arrived(): Promise<readonly Uint8Array[]>;
  done(): Promise<void>;
}

/** What every Mailer does, whatever stands behind it. */
export function mailerContract(name: string, open: () => Promise<MailerUnderTest>): void {
  describe(`the post by ${name}`, () => {
    let post: MailerUnderTest;
    beforeEach(async () => {
      post = await open();
    });
    afterEach(async () => {
      await post.mailer.close();
      await post.done();
    });

    const claim = async (change: Partial<Letter> = {}) => {
      const { key, to, subject, ...rest } = letter(change);
      const { bytes, messageId } = await post.mailer.compose({ key, to, subject, ...rest }, sender, clock);
      return { key, to, subject, bytes, messageId, at: clock };
    };

    it('composes the same bytes for the same letter and clock', async () => {
      expect(Buffer.compare((await claim()).bytes, (await claim()).bytes)).toBe(0);
    });

    it('delivers exactly the bytes that were claimed', async () => {
      const nasty = { subject: '点.\r\n. 行', text: '.\n..\n. 一行\n', html: '<p>.</p>\n.\n' };
      const { bytes, ...rest } = await claim({ ...nasty, to: ['a@school.example', 'b@school.example'] });
      expect(await post.mailer.deliver({ ...rest, bytes })).toMatchObject({ state: 'sent' });
      expect(texts(await post.arrived())).toEqual(texts([bytes]));
    });

    it('says in one line where a letter went', async () => {
      const delivery = await post.mailer.deliver(await claim());
      expect(delivery).toEqual({ state: 'sent', where: expect.stringMatching(/^[^\p{Cc}]{5,400}$/u) });
    });

    it('delivers each letter once, also when they are handed over together', async () => {
      const claims = await Promise.all(['1', '2', '3', '4'].map((item) => claim({ key: item, items: [item] })));
      const deliveries = await Promise.all(claims.map((it) => post.mailer.deliver(it)));
      expect(deliveries.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent']);
      expect(texts(await post.arrived())).toEqual(texts(claims.map(({ bytes }) => bytes)));
    });

    it('repeats a letter in flight with the same bytes and Message-ID, if at all', async () => {
      const inFlight = await claim();
      await post.mailer.deliver(inFlight);
      expect(await post.mailer.deliver(inFlight)).toMatchObject({ state: 'sent' });
      const copies = await post.arrived();
      expect(new Set(texts(copies))).toEqual(new Set(texts([inFlight.bytes])));
      for (const copy of copies) expect(readEmlHead(copy).messageId).toBe(inFlight.messageId);
    });

    it('defers in one line of Chinese where it cannot deliver, and never throws', async () => {
      const delivery = await post.hopeless.deliver(await claim());
      expect(delivery).toMatchObject({
        state: 'deferred',
        why: expect.stringMatching(/^[^\p{Cc}]*\p{Script=Han}[^\p{Cc}]*$/u),
      });
      await post.hopeless.close();
    });

    it('closes where nothing was delivered, and twice', async () => {
      await post.mailer.close();
      await post.mailer.close();
      expect(await post.arrived()).toEqual([]);
    });
  });
}

function texts(letters: readonly Uint8Array[]): string[] {
  return letters.map((bytes) => Buffer.from(bytes).toString('latin1')).toSorted();
}
