import type { Envelope } from '../../../functions/adapters/mail/smtp-envelope.ts';
import { type Reply, replyOf } from '../../../functions/adapters/mail/smtp-reply.ts';
import type { Answer, Session, Trouble } from '../../../functions/adapters/mail/smtp-session.ts';
import type { Life } from './life.ts';

/** What a server does with one letter; answers are lines as a server says them. */
export type Treatment =
  | { readonly is: 'takes' }
  /** Takes it, and the connection breaks before the answer. */
  | { readonly is: 'takesUnheard' }
  /** The connection breaks amid the letter's body. */
  | { readonly is: 'breaksAmid' }
  /** The connection breaks before the body. */
  | { readonly is: 'breaksBefore' }
  | {
      readonly is: 'refusesRecipient' | 'refusesSender' | 'refusesLetter';
      readonly says: string;
      /** Whose fault it is in truth, which the words may hide. */
      readonly fault: Fault;
    };

/** In truth; `unclear` is the sender's, in words that tell nobody so. */
export type Fault = 'passing' | 'sender' | 'unclear' | 'address' | 'letter';

/** How a server is disposed; it may think again with each connection and letter. */
export interface Disposition {
  /** Undefined where it lets us in. */
  connection(): Trouble | undefined;
  letter(to: string): Treatment;
}

/** Something that a server did: what a judge may believe, whatever the client made of it. */
export interface Deed {
  readonly to: string;
  readonly bytes: Uint8Array;
  readonly treatment: Treatment;
  /** It has the letter. */
  readonly stored: boolean;
}

/** A mail server in memory: what it took is there, whether the client heard of it or not. */
export interface MemoryMailServer {
  /** Opens a session for one process, as `openSession` does over the network. */
  openFor(life: Life): () => Promise<Session | Trouble>;
}

/** A server that does as its disposition says, and tells `done` of each deed when it happens. */
export function createMemoryMailServer(
  disposition: Disposition,
  done: (deed: Deed | { readonly trouble: Trouble }) => void,
): MemoryMailServer {
  return {
    openFor: (life) => async () => {
      await life.step();
      const trouble = disposition.connection();
      if (!trouble) return sessionFor(life, disposition, done);
      done({ trouble });
      return trouble;
    },
  };
}

const broke: Trouble = { code: 'ECONNECTION', reply: undefined };
const stores: readonly Treatment['is'][] = ['takes', 'takesUnheard'];

function sessionFor(life: Life, disposition: Disposition, done: (deed: Deed) => void): Session {
  let alive = true;
  return {
    get alive() {
      return alive;
    },
    send: async (envelope, bytes) => {
      await life.step();
      const to = envelope.asGiven(envelope.to[0] ?? '');
      const treatment = disposition.letter(to);
      done({ to, bytes, treatment, stored: stores.includes(treatment.is) });
      if (treatment.is.startsWith('breaks') || treatment.is === 'takesUnheard') alive = false;
      await life.step();
      return answerTo(treatment, envelope);
    },
    quit: async () => {
      alive = false;
    },
  };
}

function answerTo(treatment: Treatment, { to, asGiven }: Envelope): Answer {
  switch (treatment.is) {
    case 'takes':
      return { is: 'taken', reply: replyOf('250 2.0.0 queued'), refusals: [] };
    case 'takesUnheard':
    case 'breaksAmid':
      return { is: 'broken', trouble: broke, mayHaveArrived: true };
    case 'breaksBefore':
      return { is: 'broken', trouble: broke, mayHaveArrived: false };
    case 'refusesRecipient': {
      const reply: Reply = replyOf(treatment.says);
      return { is: 'refusedAll', refusals: to.map((address) => ({ address: asGiven(address), reply })) };
    }
    case 'refusesSender':
      return { is: 'refused', step: 'MAIL FROM', reply: replyOf(treatment.says) };
    case 'refusesLetter':
      return { is: 'refused', step: 'DATA', reply: replyOf(treatment.says) };
  }
}
