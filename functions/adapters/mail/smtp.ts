import type { Log, Mailer } from '../../world.ts';
import { createBreaker, type DoubtfulRefusal } from './smtp-breaker.ts';
import type { SmtpDelivery } from './smtp-delivery.ts';
import { type Envelope, envelopeOf } from './smtp-envelope.ts';
import { limitsOf } from './smtp-limits.ts';
import type { Answer, openSession, Session, SessionTerms } from './smtp-session.ts';
import { readSmtpUrl } from './smtp-url.ts';
import { verdictOf } from './smtp-verdict.ts';
import { againLater, troubleWords } from './smtp-words.ts';

type Claim = Parameters<Mailer['deliver']>[0];

/** The post over SMTP; its deliveries tell addresses apart. */
export interface SmtpMailer extends Mailer {
  deliver(claim: Claim): Promise<SmtpDelivery>;
}

/** What differs from the defaults: one connection, 15 s to be connected, 60 s of silence, TLS everywhere but on loopback. */
export interface SmtpOptions extends Partial<SessionTerms> {
  /** Letters under way at once; each may go twice if the program is stopped in between. */
  readonly connections?: number;
  /** What the last runs had refused since the server took a letter, oldest first. */
  readonly refusedBefore?: () => readonly DoubtfulRefusal[];
  /** How a session is opened where it is not over the network: a year on a virtual clock has its server in memory. */
  readonly openSession?: typeof openSession;
}

/**
 * The post of a district with SMTP_URL: connects with the first letter, keeps the connection for the next, and tries no
 * letter twice. Once the fault proves to be ours (no connection, no login, the same refusal for everybody) one line is
 * logged and the other letters of this run wait.
 */
export function createSmtpMailer(url: string, log: Log = () => {}, options: SmtpOptions = {}): SmtpMailer {
  const account = readSmtpUrl(url);
  const server = `发信服务器 ${account.host}:${account.port} `;
  const terms: SessionTerms = {
    connectionTimeout: options.connectionTimeout ?? 15_000,
    socketTimeout: options.socketTimeout ?? 60_000,
    requireTls: options.requireTls ?? !account.loopback,
    ca: options.ca,
  };
  const breaker = createBreaker(options.refusedBefore);
  const inTurn = createTurns(options.connections ?? 1);
  const idle: Session[] = [];
  let stopped: string | undefined;

  const stop = (why: string): void => {
    if (stopped === undefined) log(`发信停了：${withoutAddresses(why)}。没有发出的信都留着，${againLater}`);
    stopped ??= why;
  };

  // Loaded with the first letter: a run without one needs no SMTP.
  const open = async () => (options.openSession ?? (await import('./smtp-session.ts')).openSession)(account, terms);

  const openOrStop = async (): Promise<Session | undefined> => {
    const opened = await open();
    if (!('code' in opened)) return opened;
    stop(`${server}${troubleWords(opened)}`);
    return undefined;
  };

  /** The server's answer to a letter; undefined where there is no server to ask. */
  const ask = async (envelope: Envelope, bytes: Uint8Array): Promise<Answer | undefined> => {
    const kept = idle.pop();
    let session = kept?.alive ? kept : await openOrStop();
    let answer = await session?.send(envelope, bytes);
    if (session === kept && answer?.is === 'broken' && !answer.mayHaveArrived && answer.trouble.code !== 'ETIMEDOUT') {
      // The server had ended the connection after an earlier letter; not a byte of this one has gone out.
      session = await openOrStop();
      answer = await session?.send(envelope, bytes);
    }
    if (session?.alive) idle.push(session);
    return answer;
  };

  const deliver = async ({ key, to, bytes }: Claim): Promise<SmtpDelivery> => {
    if (stopped !== undefined)
      return { state: 'deferred', why: `这次运行没有再试：${stopped}。${againLater}`, stopped, untried: true };
    const answer = await ask(envelopeOf(bytes, to), bytes);
    const whyStopped = (): { readonly stopped?: string } => (stopped === undefined ? {} : { stopped });
    if (answer === undefined) return { state: 'deferred', why: `${stopped}。${againLater}`, ...whyStopped() };
    const verdict = verdictOf(answer, account.host);
    const { delivery, said } = verdict;
    switch (verdict.server) {
      case 'takes':
        breaker.takes();
        return delivery;
      case 'works':
        breaker.works();
        return delivery;
      case 'slows':
        if (breaker.slows()) stop(`${server}说发信太多或太快：${said}`);
        return delivery;
      case 'breaks':
        if (breaker.breaks()) stop(`${server}接连中断：${said}`);
        return { ...delivery, ...whyStopped() };
      case 'wantsLogin':
        stop(`${server}要求登录：${said}`);
        return { ...delivery, ...whyStopped() };
      case 'refuses':
      case 'refusesAddress': {
        const refusal = { key, to, said, state: delivery.state };
        const acquitted = breaker.refuses(refusal, verdict.server === 'refusesAddress');
        if (!acquitted) return delivery;
        stop(`接连几封给不同人的信都被同一句话退回（${said}），多半是发件账号的问题，没有把任何地址记为异常`);
        const why = `${stopped}。${againLater}`;
        return {
          state: 'deferred',
          why,
          doubted: true,
          ...whyStopped(),
          ...(acquitted.length > 0 ? { acquitted } : {}),
        };
      }
    }
  };

  const check = async (): Promise<{ ok: boolean; said: string }> => {
    const opened = await open();
    if ('code' in opened) return { ok: false, said: `${server}${troubleWords(opened)}` };
    await opened.quit();
    return { ok: true, said: `${server}${opened.terms ?? '能连上'}` };
  };

  return {
    allows: limitsOf(account),
    check,
    compose: async (...letter) => (await import('./mime.ts')).compose(...letter),
    deliver: (claim) => inTurn(() => deliver(claim)),
    close: async () => {
      await Promise.all(idle.splice(0).map((session) => session.quit()));
    },
  };
}

/** Logs leave the house; whom a letter was for does not. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>()（）:：,，]+@[^\s<>()（）,，]+/g, '***');
}

/** Lets so many work at once; the others wait their turn. */
function createTurns(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
