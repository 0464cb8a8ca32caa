import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Envelope } from './smtp-envelope.ts';
import { type Refusal, type Reply, replyOf, type Step } from './smtp-reply.ts';
import type { SmtpAccount } from './smtp-url.ts';

/** How a session is held; times in milliseconds. */
export interface SessionTerms {
  /** To be connected, greeted and encrypted. */
  readonly connectionTimeout: number;
  /** Without a byte from the server. */
  readonly socketTimeout: number;
  readonly requireTls: boolean;
  /** Trusted instead of the system's certificates. */
  readonly ca: string | undefined;
}

/** What the server answered to a letter. */
export type Answer =
  | { readonly is: 'taken'; readonly reply: Reply; readonly refusals: readonly Refusal[] }
  | { readonly is: 'refused'; readonly step: Exclude<Step, 'RCPT TO'>; readonly reply: Reply }
  | { readonly is: 'refusedAll'; readonly refusals: readonly Refusal[] }
  | { readonly is: 'broken'; readonly trouble: SmtpTrouble; readonly mayHaveArrived: boolean };

/** A connection that is logged in and ready for letters, one after the other. */
export interface Session {
  readonly alive: boolean;
  /** True after its first letter: from then on the server may have closed it while nobody looked. */
  readonly used: boolean;
  send(envelope: Envelope, bytes: Uint8Array): Promise<Answer>;
  /** Takes leave; never throws and never waits long. */
  quit(): Promise<void>;
}

/** No usable connection: nodemailer's or the system's code, and the server's words if it said any. */
export class SmtpTrouble extends Error {
  override readonly name = 'SmtpTrouble';
  readonly code: string;
  readonly reply: Reply | undefined;

  constructor(error: SmtpError) {
    super(error.message, { cause: error });
    this.code = (error.code === 'ESOCKET' && error.originalCode) || error.code || 'ECONNECTION';
    this.reply = error.response === undefined ? undefined : replyOf(error.response);
  }
}

type SmtpError = Error & {
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly rejectedErrors?: readonly SmtpError[] | undefined;
  readonly recipient?: string | undefined;
};

const leaveWithin = 2_000;

/** Connects, encrypts and logs in; throws an SmtpTrouble where that fails. */
export async function openSession(account: SmtpAccount, terms: SessionTerms): Promise<Session> {
  try {
    // Ours, because nodemailer asks the name servers even for localhost and passes over the system's own list of hosts.
    const socket = await dial(account, terms.connectionTimeout);
    const connection = new SMTPConnection({
      connection: socket,
      host: account.host,
      port: account.port,
      secure: account.implicitTls,
      requireTLS: terms.requireTls && !account.implicitTls,
      connectionTimeout: terms.connectionTimeout,
      greetingTimeout: terms.connectionTimeout,
      socketTimeout: terms.socketTimeout,
      socketCloseTimeout: leaveWithin,
      ...(terms.ca === undefined ? {} : { tls: { ca: terms.ca } }),
    });
    // An idle connection may break at any time; the next letter finds out.
    connection.on('error', () => {});
    await outcome(connection, (done) => connection.connect((error) => done(error ?? null)));
    if (account.user !== '' && connection.allowsAuth) {
      const { user, pass } = account;
      await outcome(connection, (done) => connection.login({ user, pass, credentials: { user, pass } }, done)).catch(
        (error: unknown) => {
          connection.close();
          throw error;
        },
      );
    }
    return sessionOver(connection);
  } catch (error) {
    if (error instanceof Error) throw new SmtpTrouble(error);
    throw error;
  }
}

function sessionOver(connection: SMTPConnection): Session {
  let alive = !connection.destroyed;
  let used = false;
  connection.once('end', () => {
    alive = false;
  });
  const send = async (envelope: Envelope, bytes: Uint8Array): Promise<Answer> => {
    used = true;
    const message = Readable.from(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const { from, to } = envelope;
    try {
      const info = await outcome<{ response: string; rejectedErrors?: readonly SmtpError[] | undefined }>(
        connection,
        (done) => connection.send({ from, to: [...to] }, message, done),
      );
      return { is: 'taken', reply: replyOf(info.response), refusals: refusalsOf(info.rejectedErrors, envelope) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // A failed letter leaves its sender or recipients behind in the session.
      if (alive) await outcome(connection, (done) => connection.reset(done)).catch(() => connection.close());
      return answerOf(error, envelope, message.readableDidRead);
    }
  };
  return {
    get alive() {
      return alive;
    },
    get used() {
      return used;
    },
    send,
    quit: () => leave(connection, () => alive),
  };
}

function answerOf(error: SmtpError, envelope: Envelope, bodyBegun: boolean): Answer {
  const { command, response, responseCode, rejectedErrors } = error;
  if (rejectedErrors) return { is: 'refusedAll', refusals: refusalsOf(rejectedErrors, envelope) };
  if (response !== undefined && responseCode !== 421 && (command === 'MAIL FROM' || command === 'DATA'))
    return { is: 'refused', step: command, reply: replyOf(response) };
  return { is: 'broken', trouble: new SmtpTrouble(error), mayHaveArrived: bodyBegun && responseCode === undefined };
}

function refusalsOf(errors: readonly SmtpError[] | undefined, { asGiven }: Envelope): Refusal[] {
  return (errors ?? []).map(({ recipient = '', response = '' }) => ({
    address: asGiven(recipient),
    reply: replyOf(response),
  }));
}

async function leave(connection: SMTPConnection, isAlive: () => boolean): Promise<void> {
  if (!isAlive()) return;
  await new Promise<void>((resolve) => {
    const enough = setTimeout(() => connection.close(), leaveWithin);
    connection.once('end', () => {
      clearTimeout(enough);
      resolve();
    });
    connection.quit();
  });
}

function dial({ host, port }: SmtpAccount, timeout: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const late = setTimeout(() => {
      socket.destroy(Object.assign(new Error('Connection timeout'), { code: 'ETIMEDOUT' }));
    }, timeout);
    socket.once('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    socket.once('connect', () => {
      clearTimeout(late);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

type Done<T> = (error: Error | null, value?: T) => void;

// nodemailer calls back, or emits `error`, or just ends: whichever comes first is the outcome.
function outcome<T = unknown>(connection: SMTPConnection, start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (): void => {
      const closed = Object.assign(new Error('Connection closed'), { code: 'ECONNECTION' });
      // A callback with a better reason comes right after the end.
      queueMicrotask(() => settle(closed));
    };
    const settle: Done<T> = (error, value) => {
      connection.off('error', settle).off('end', ended);
      if (error) reject(error);
      else resolve(value as T);
    };
    connection.once('error', settle).once('end', ended);
    start(settle);
  });
}
