import type { SmtpDelivery } from './smtp-delivery.ts';
import { asksToLogIn, faultOf, isOwnFault, type Refusal, type Reply, type Step, speaksOfLimits } from './smtp-reply.ts';
import type { Answer } from './smtp-session.ts';
import { againLater, troubleWords } from './smtp-words.ts';

/** What an answer means for the letter, and what it says about the server and us. */
export interface Verdict {
  readonly delivery: SmtpDelivery;
  /**
   * `takes`: it took this letter; `works`: it answers it like a server that works; `slows`: it has had enough of us for
   * now; `breaks`: the connection broke;
   * `wantsLogin`: it takes nothing from us; `refuses`: a refusal that may be meant for us rather than for the recipient;
   * `refusesAddress`: one that speaks of the recipient.
   */
  readonly server: 'takes' | 'works' | 'slows' | 'breaks' | 'wantsLogin' | 'refuses' | 'refusesAddress';
  /** The server's words, or ours for what went wrong without any. */
  readonly said: string;
}

/** Judges a server's answer to one letter. */
export function verdictOf(answer: Answer, host: string): Verdict {
  switch (answer.is) {
    case 'taken':
      return taken(answer.reply, answer.refusals, host);
    case 'refused':
      return refused(answer.step, answer.reply);
    case 'refusedAll':
      return refusedAll(answer.refusals);
    case 'broken': {
      const said = troubleWords(answer.trouble);
      const arrived = answer.mayHaveArrived
        ? '信可能已经收到，也可能没有；下次运行用同样的内容和编号再发一次。'
        : `信没有交出去；${againLater}`;
      return { delivery: { state: 'deferred', why: `${said}，${arrived}` }, server: 'breaks', said };
    }
  }
}

function taken({ text: said }: Reply, refusals: readonly Refusal[], host: string): Verdict {
  const { own, others } = sorted(refusals);
  const delivery: SmtpDelivery = {
    state: 'sent',
    where: `${host}：${said}`,
    ...badAddresses(own),
    ...(others.length > 0 ? { waiting: others.map(({ address }) => address) } : {}),
  };
  return { delivery, server: 'takes', said };
}

function refused(step: Exclude<Step, 'RCPT TO'>, reply: Reply): Verdict {
  const said = reply.text;
  switch (faultOf(step, reply)) {
    case 'passing':
      return {
        delivery: { state: 'deferred', why: `服务器暂时不收：${said}；${againLater}` },
        server: speaksOfLimits(reply) ? 'slows' : 'works',
        said,
      };
    case 'sender': {
      const [server, what] = asksToLogIn(reply.code)
        ? (['wantsLogin', '服务器要求登录'] as const)
        : (['refuses', '服务器不接受发件人'] as const);
      return { delivery: { state: 'deferred', why: `${what}：${said}；${againLater}` }, server, said };
    }
    default: {
      const why = `服务器拒收这封信（不是收件地址的问题）：${said}`;
      // Too large says something of this letter alone.
      return { delivery: { state: 'refused', why }, server: reply.code === 552 ? 'works' : 'refuses', said };
    }
  }
}

function refusedAll(refusals: readonly Refusal[]): Verdict {
  const { own, others } = sorted(refusals);
  const passing = others.find(({ reply }) => faultOf('RCPT TO', reply) === 'passing');
  const said = (passing ?? others[0] ?? own[0])?.reply.text ?? '';
  const why = passing ? '服务器暂时不收' : '服务器不让我们发给这个地址';
  const delivery: SmtpDelivery =
    others.length === 0
      ? { state: 'refused', why: `收件地址被退回：${own.map(inWords).join('；')}`, ...badAddresses(own) }
      : {
          state: 'deferred',
          why: `${why}：${said}；${againLater}`,
          ...badAddresses(own),
        };
  const putOff = passing && speaksOfLimits(passing.reply) ? 'slows' : 'works';
  const server = passing ? putOff : refusals.some(isOwnFault) ? 'refusesAddress' : 'refuses';
  return { delivery, server, said };
}

/** Those at fault themselves, and those who may get it another time. */
function sorted(refusals: readonly Refusal[]): { own: readonly Refusal[]; others: readonly Refusal[] } {
  const { own = [], others = [] } = Object.groupBy(refusals, ({ reply }) =>
    faultOf('RCPT TO', reply) === 'address' ? 'own' : 'others',
  );
  return { own, others };
}

function badAddresses(own: readonly Refusal[]): Pick<SmtpDelivery, 'badAddresses'> {
  if (own.length === 0) return {};
  return { badAddresses: own.map(({ address, reply }) => ({ address, said: reply.text })) };
}

function inWords({ address, reply }: Refusal): string {
  return `${address}（${reply.text}）`;
}
