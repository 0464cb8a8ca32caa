import { createSmtpMailer } from '../../../functions/adapters/mail/smtp.ts';
import { ledgerContract } from '../../adapters/ledger-contract.ts';
import { mailerContract } from '../../adapters/mail/mailer-contract.ts';
import { createMemoryLedger } from './ledger.ts';
import { lifeWith } from './life.ts';
import { createMemoryMailServer, type Disposition } from './mail-server.ts';

ledgerContract('memory', async () => {
  const place = createMemoryLedger();
  return {
    open: async () => place.open(),
    look: async () => place.look(),
    read: async (name) => {
      const text = place.look().get(name);
      return text === undefined ? undefined : Buffer.from(text);
    },
    put: async (name, bytes) => place.put(name, bytes),
  };
});

mailerContract('SMTP to a server in memory', async () => {
  const arrived: Uint8Array[] = [];
  const serverThat = (disposition: Disposition) =>
    createMemoryMailServer(disposition, (deed) => {
      if ('stored' in deed && deed.stored) arrived.push(deed.bytes);
    }).openFor(lifeWith());
  const takes = serverThat({ connection: () => undefined, letter: () => ({ is: 'takes' }) });
  const isDown = serverThat({
    connection: () => ({ code: 'ECONNREFUSED', reply: undefined }),
    letter: () => ({ is: 'takes' }),
  });
  return {
    mailer: createSmtpMailer('smtp://127.0.0.1', () => {}, { openSession: takes }),
    hopeless: createSmtpMailer('smtp://127.0.0.1', () => {}, { openSession: isDown }),
    arrived: async () => arrived,
    done: async () => {},
  };
});
