import { connect, type Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { LetterBody } from './smtp-body.ts';
import type { Envelope } from './smtp-envelope.ts';
import { type Refusal, type Reply, replyOf, type Step } from './smtp-reply.ts';
import { hushed, type SmtpAccount } from './smtp-url.ts';

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
  | { readonly is: 'broken'; readonly trouble: Trouble; readonly mayHaveArrived: boolean };

/** A connection that is logged in and ready for letters, one after the other. */
export interface Session {
  /** False once it ended; true says nothing about what the server did since it was last looked at. */
  readonly alive: boolean;
  /** How it was opened, in words: `能连上，已加密，已登录`. */
  readonly terms?: string;
  send(envelope: Envelope, bytes: Uint8Array): Promise<Answer>;
  /** Takes leave; never throws and never waits long. */
  quit(): Promise<void>;
}

/** No usable connection: nodemailer's or the system's code, and the server's words if it said any. */
export interface Trouble {
  readonly code: string;
  readonly reply: Reply | undefined;
}

type Hush = (text: string) => string;

type SmtpError = Error & {
  readonly code: string;
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly rejectedErrors?: Refused[] | undefined;
};

type Refused = Pick<NonNullable<SMTPConnection.SentMessageInfo['rejectedErrors']>[number], 'recipient' | 'response'>;

const leaveWithin = 2_000;

/** Connects, encrypts and logs in. */
export async function openSession(account: SmtpAccount, terms: SessionTerms): Promise<Session | Trouble> {
  try {
    const connection = await logIn(account, terms);
    return sessionOver(connection, hushed(account), termsOf(connection, account));
  } catch (error) {
    if (isSmtpError(error)) return troubleOf(error, hushed(account));
    throw error;
  }
}

async function logIn(account: SmtpAccount, terms: SessionTerms): Promise<SMTPConnection> {
  const { host, port, user, pass } = account;
  const connection = new SMTPConnection({
    // Ours, because nodemailer asks the name servers even for localhost, before the system's own list of hosts.
    connection: await dial(account, terms.connectionTimeout),
    host,
    port,
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
  try {
    await outcome(connection, (done) => connection.connect((error) => done(error ?? null)));
    if (user !== '' && connection.allowsAuth)
      await outcome(connection, (done) => connection.login({ credentials: { user, pass } }, done));
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function termsOf({ secure, allowsAuth }: SMTPConnection, { user }: SmtpAccount): string {
  const login = user === '' ? '没有登录' : allowsAuth ? '已登录' : '服务器不要求登录';
  return `能连上，${secure ? '已加密' : '没有加密'}，${login}`;
}

function sessionOver(connection: SMTPConnection, hush: Hush, terms: string): Session {
  let alive = !connection.destroyed;
  connection.once('end', () => {
    alive = false;
  });
  const send = async (envelope: Envelope, bytes: Uint8Array): Promise<Answer> => {
    const body = new LetterBody(bytes);
    const { from, to } = envelope;
    try {
      const info = await outcome<SMTPConnection.SentMessageInfo>(connection, (done) =>
        connection.send({ from, to: [...to] }, body, done),
      );
      const refusals = refusalsOf(info.rejectedErrors, envelope, hush);
      return { is: 'taken', reply: replyOf(hush(info.response)), refusals };
    } catch (error) {
      if (!isSmtpError(error)) throw error;
      // A failed letter leaves its sender or recipients behind in the session.
      if (alive) await outcome(connection, (done) => connection.reset(done)).catch(() => connection.close());
      return answerOf(error, envelope, hush, body.begun);
    }
  };
  return {
    get alive() {
      return alive;
    },
    terms,
    send,
    quit: () => leave(connection, alive),
  };
}

function answerOf(error: SmtpError, envelope: Envelope, hush: Hush, bodyBegun: boolean): Answer {
  const { command, response, responseCode, rejectedErrors } = error;
  if (rejectedErrors) return { is: 'refusedAll', refusals: refusalsOf(rejectedErrors, envelope, hush) };
  if (response !== undefined && responseCode !== 421 && (command === 'MAIL FROM' || command === 'DATA'))
    return { is: 'refused', step: command, reply: replyOf(hush(response)) };
  return { is: 'broken', trouble: troubleOf(error, hush), mayHaveArrived: bodyBegun && responseCode === undefined };
}

// What has no code is a mistake in a program, not the post's.
function isSmtpError(error: unknown): error is SmtpError {
  return error instanceof Error && 'code' in error;
}

function troubleOf({ code, originalCode, response }: SmtpError, hush: Hush): Trouble {
  return {
    code: code === 'ESOCKET' && originalCode !== undefined ? originalCode : code,
    reply: response === undefined ? undefined : replyOf(hush(response)),
  };
}

function refusalsOf(errors: readonly Refused[] | undefined, { asGiven }: Envelope, hush: Hush): Refusal[] {
  return (errors ?? []).map(({ recipient = '', response = '' }) => ({
    address: asGiven(recipient),
    reply: replyOf(hush(response)),
  }));
}

async function leave(connection: SMTPConnection, isAlive: boolean): Promise<void> {
  if (!isAlive) return;
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
