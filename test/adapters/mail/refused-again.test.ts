import { describe, expect, it } from 'vitest';
import { createSmtpMailer, type SmtpMailer } from '../../../functions/adapters/mail/smtp.ts';
import { applyEvent, emptyState } from '../../../functions/core/ledger-state.ts';
import { refusedRow } from '../../../functions/core/refused-row.ts';
import type { LedgerEvent } from '../../../schemas/events.ts';
import { lifeWith } from '../../support/in-memory/life.ts';
import { createMemoryMailServer, type Treatment } from '../../support/in-memory/mail-server.ts';
import { clock, letter, sender } from './sample-letter.ts';

const muffled: Treatment = { is: 'refusesRecipient', fault: 'unclear', says: '550 Mail refused' };

/** Runs of a district on one day whose server treats each letter alike. */
function district() {
  const state = emptyState();
  const note = (event: LedgerEvent): void => applyEvent(state, event, [1, 0, 0]);
  const run = async (treatment: Treatment, ...people: readonly string[]) => {
    const server = createMemoryMailServer({ connection: () => undefined, letter: () => treatment }, () => {});
    const mailer: SmtpMailer = createSmtpMailer('smtp://127.0.0.1', () => {}, {
      openSession: server.openFor(lifeWith()),
      refusedBefore: () => refusedRow(state),
    });
    for (const to of people) {
      const { bytes, messageId } = await mailer.compose(letter({ key: to, items: [to], to: [to] }), sender, clock);
      const claim = {
        type: 'letterClaimed',
        id: to,
        at: clock,
        key: to,
        items: [to],
        to: [to],
        subject: '',
        messageId,
      };
      note({ ...claim, bytes: '' } as LedgerEvent);
      const delivery = await mailer.deliver({ key: to, to: [to], subject: '', bytes, at: clock });
      if (delivery.state === 'sent') note({ type: 'letterSent', id: to, at: clock, key: to, where: delivery.where });
      else {
        const { acquitted = [], doubted } = delivery.state === 'deferred' ? delivery : {};
        const failed = { type: 'letterFailed', id: to, at: clock, why: delivery.why, ...(doubted ? { doubted } : {}) };
        for (const key of acquitted) note({ ...failed, key, state: 'deferred' } as LedgerEvent);
        const { badAddresses } = delivery;
        note({ ...failed, key: to, state: delivery.state, ...(badAddresses ? { badAddresses } : {}) } as LedgerEvent);
      }
    }
    return people.map((to) => state.letters.get(to)?.state);
  };
  return { state, run };
}

describe('a refusal that was found to be meant for us', () => {
  it('marks nobody in later runs either, not even a letter that is alone with it', async () => {
    const { state, run } = district();
    expect(await run(muffled, 'a@x.example', 'b@x.example', 'c@x.example')).toEqual(Array(3).fill('deferred'));
    expect(await run(muffled, 'a@x.example')).toEqual(['deferred']);
    expect(await run(muffled, 'd@x.example')).toEqual(['deferred']);
    expect([...state.addresses.keys()]).toEqual([]);
  });

  it('is forgotten once a letter is taken: the next one is a refusal of its own again', async () => {
    const { state, run } = district();
    await run(muffled, 'a@x.example', 'b@x.example', 'c@x.example');
    expect(await run({ is: 'takes' }, 'd@x.example')).toEqual(['sent']);
    expect(await run(muffled, 'e@x.example')).toEqual(['refused']);
    expect([...state.addresses.keys()]).toEqual(['e@x.example']);
  });
});
