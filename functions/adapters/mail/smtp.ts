import type { Log, Mailer } from '../../world.ts';
import { createBreaker } from './smtp-breaker.ts';
import type { SmtpDelivery } from './smtp-delivery.ts';
import { type Envelope, envelopeOf } from './smtp-envelope.ts';
import { asksToLogIn, faultOf, isOwnFault, type Refusal, type Reply } from './smtp-reply.ts';
import type { Answer, Session, SessionTerms, SmtpTrouble } from './smtp-session.ts';
import { readSmtpUrl } from './smtp-url.ts';
import { againLater, troubleWords } from './smtp-words.ts';

/** The post over SMTP; its deliveries tell addresses apart. */
export interface SmtpMailer extends Mailer {
  deliver(claim: Parameters<Mailer['deliver']>[0]): Promise<SmtpDelivery>;
}

/** What differs from the defaults: one connection, 15 s to be connected, 60 s of silence, TLS everywhere but on loopback. */
export interface SmtpOptions extends Partial<SessionTerms> {
  /** Letters under way at once; each may go twice if the program is stopped in between. */
  readonly connections?: number;
}

type Claim = Parameters<Mailer['deliver']>[0];

/**
 * The post of a district with SMTP_URL: connects with the first letter, keeps the connection for the next, and never
 * tries a letter twice. Once the fault proves to be ours (no connection, no login, the same refusal for everybody) one
 * line is logged and the letters of this run wait.
 */
export function createSmtpMailer(url: string, log: Log = () => {}, options: SmtpOptions = {}): SmtpMailer {
  const account = readSmtpUrl(url);
  const server = `${account.host}:${account.port}`;
  const terms: SessionTerms = {
    connectionTimeout: options.connectionTimeout ?? 15_000,
    socketTimeout: options.socketTimeout ?? 60_000,
    requireTls: options.requireTls ?? !account.loopback,
    ca: options.ca,
  };
  const clean = withoutSecrets(account);
  const breaker = createBreaker();
  const lanes = createLanes(options.connections ?? 1);
  const idle: Session[] = [];

  const open = async (): Promise<Session> =>
    // Loaded with the first letter: a run without one needs no SMTP.
    (await import('./smtp-session.ts')).openSession(account, terms);

  const stop = (why: string): void => {
    if (breaker.stopped !== undefined) return;
    breaker.stop(why);
    log(`发信停了：${withoutAddresses(why)}。没有发出的信都留着，${againLater}`);
  };

  const untried = (): SmtpDelivery => ({
    state: 'deferred',
    why: `这次运行没有再试：${breaker.stopped}。${againLater}`,
    untried: true,
  });

  /** The server's answer to the letter; undefined where there is no server to ask. */
  const ask = async (envelope: Envelope, bytes: Uint8Array): Promise<Answer | undefined> => {
    let session = idle.pop();
    while (session && !session.alive) session = idle.pop();
    const kept = session?.used === true;
    session ??= await openOrStop();
    if (!session) return undefined;
    let answer = await session.send(envelope, bytes);
    if (kept && answer.is === 'broken' && !answer.mayHaveArrived && answer.trouble.code !== 'ETIMEDOUT') {
      // The server had ended the connection after an earlier letter; of this one not a byte has gone out.
      session = await openOrStop();
      if (!session) return undefined;
      answer = await session.send(envelope, bytes);
    }
    if (session.alive) idle.push(session);
    return answer;
  };

  const openOrStop = async (): Promise<Session | undefined> => {
    try {
      return await open();
    } catch (error) {
      if (!isTrouble(error)) throw error;
      stop(`发信服务器 ${server} ${clean(troubleWords(error))}`);
      return undefined;
    }
  };

  const deliver = async (claim: Claim): Promise<SmtpDelivery> => {
    if (breaker.stopped !== undefined) return untried();
    const envelope = envelopeOf(claim.bytes, claim.to);
    const answer = await ask(envelope, claim.bytes);
    if (answer === undefined) return { state: 'deferred', why: `${breaker.stopped}。${againLater}` };
    return judge(claim, answer);
  };

  const judge = (claim: Claim, answer: Answer): SmtpDelivery => {
    switch (answer.is) {
      case 'taken':
        breaker.fine();
        return sent(answer.reply, answer.refusals);
      case 'broken':
        return brokenUnder(answer);
      case 'refusedAll':
        return refusedAll(claim, answer.refusals);
      case 'refused': {
        const { step, reply } = answer;
        const fault = faultOf(step, reply);
        if (fault === 'passing') return putOff(reply);
        const delivery: SmtpDelivery =
          fault === 'sender'
            ? { state: 'deferred', why: `服务器不接受发件人：${clean(reply.text)}；${againLater}` }
            : { state: 'refused', why: `服务器拒收这封信（不是收件地址的问题）：${clean(reply.text)}` };
        if (fault === 'sender' && asksToLogIn(reply.code)) {
          stop(`发信服务器 ${server} 要求登录：${clean(reply.text)}`);
          return delivery;
        }
        // Too large says something of this letter alone.
        if (reply.code === 552) return delivery;
        return ours(claim, reply, delivery);
      }
    }
  };

  const sent = (reply: Reply, refusals: readonly Refusal[]): SmtpDelivery => {
    const [refused, waiting] = partition(refusals);
    return {
      state: 'sent',
      where: `${account.host}：${clean(reply.text)}`,
      ...(refused.length > 0 ? { refused: addresses(refused) } : {}),
      ...(waiting.length > 0 ? { waiting: addresses(waiting) } : {}),
    };
  };

  const putOff = (reply: Reply): SmtpDelivery => {
    breaker.fine();
    return { state: 'deferred', why: `服务器暂时不收：${clean(reply.text)}；${againLater}` };
  };

  const brokenUnder = ({ trouble, mayHaveArrived }: Extract<Answer, { is: 'broken' }>): SmtpDelivery => {
    const why = clean(troubleWords(trouble));
    if (breaker.broke()) stop(`发信服务器 ${server} 接连中断：${why}`);
    const arrived = mayHaveArrived
      ? '信可能已经收到，也可能没有；下次运行用同样的内容和编号再发一次。'
      : `信没有交出去；${againLater}`;
    return { state: 'deferred', why: `${why}，${arrived}` };
  };

  const refusedAll = (claim: Claim, refusals: readonly Refusal[]): SmtpDelivery => {
    const [refused, waiting] = partition(refusals);
    const passing = waiting.find(({ reply }) => faultOf('RCPT TO', reply) === 'passing');
    const first = passing ?? waiting[0] ?? refused[0];
    if (!first) throw new Error('a refusal of nobody');
    const delivery: SmtpDelivery =
      waiting.length === 0
        ? { state: 'refused', why: `服务器不收这个地址：${clean(first.reply.text)}`, refused: addresses(refused) }
        : {
            state: 'deferred',
            why: `${passing ? '服务器暂时不收' : '服务器不让我们发给这个地址'}：${clean(first.reply.text)}；${againLater}`,
            ...(refused.length > 0 ? { refused: addresses(refused) } : {}),
          };
    if (passing || refusals.some(isOwnFault)) {
      breaker.fine();
      return delivery;
    }
    return ours(claim, first.reply, delivery);
  };

  /** The delivery, unless this refusal is one of too many that say the same to different recipients. */
  const ours = (claim: Claim, reply: Reply, delivery: SmtpDelivery): SmtpDelivery => {
    const { key, to } = claim;
    const acquitted = breaker.refused({ key, to, text: reply.text, calledRefused: delivery.state === 'refused' });
    if (!acquitted) return delivery;
    stop(`接连几封给不同人的信得到同样的回绝（${clean(reply.text)}），多半是发件账号的问题，没有把任何地址记为异常`);
    return {
      state: 'deferred',
      why: `${breaker.stopped}。${againLater}`,
      ...(acquitted.length > 0 ? { acquitted } : {}),
    };
  };

  return {
    compose: async (...letter) => (await import('./mime.ts')).compose(...letter),
    deliver: (claim) => lanes(() => deliver(claim)),
    close: async () => {
      await Promise.all(idle.splice(0).map((session) => session.quit()));
    },
  };
}

/** Those at fault themselves, and those who may get it another time. */
function partition(refusals: readonly Refusal[]): [Refusal[], Refusal[]] {
  const isRefused = ({ reply }: Refusal): boolean => faultOf('RCPT TO', reply) === 'address';
  return [refusals.filter(isRefused), refusals.filter((refusal) => !isRefused(refusal))];
}

function addresses(refusals: readonly Refusal[]): string[] {
  return refusals.map(({ address }) => address);
}

function isTrouble(error: unknown): error is SmtpTrouble {
  return error instanceof Error && error.name === 'SmtpTrouble';
}

/** Some servers repeat what they were told: the password in any spelling stays out of ledger and log. */
function withoutSecrets({ user, pass }: { user: string; pass: string }): (text: string) => string {
  if (pass === '') return (text) => text;
  const base64 = (secret: string): string => Buffer.from(secret).toString('base64');
  // Shorter ones would blacken codes and words, and protect nobody.
  const spellings = [pass, encodeURIComponent(pass), base64(pass), base64(`\0${user}\0${pass}`)].filter(
    (spelling) => spelling.length >= 4,
  );
  return (text) => spellings.reduce((clean, spelling) => clean.replaceAll(spelling, '***'), text);
}

/** Logs leave the house; whom a letter was for does not. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>()（）:：,，]+@[^\s<>()（）,，]+/g, '***');
}

/** Lets so many work at once; the others wait their turn. */
function createLanes(count: number): <T>(work: () => Promise<T>) => Promise<T> {
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
