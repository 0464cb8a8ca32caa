/** A server's answer as one line, `550 5.1.1 No such user`. */
export interface Reply {
  readonly code: number;
  readonly text: string;
}

/** What a server says about one recipient it did not take. */
export interface Refusal {
  readonly address: string;
  readonly reply: Reply;
}

/** The command that was answered. */
export type Step = 'MAIL FROM' | 'RCPT TO' | 'DATA';

/** Whose fault an answer is: it passes by itself, or lies with us who send, with the address, or with the letter. */
export type Fault = 'passing' | 'sender' | 'address' | 'letter';

const longestReply = 300;

/** Whatever a server sent, as one line without marks that turn writing around, and not endless. */
export function replyOf(response: string): Reply {
  const text = response
    .toWellFormed()
    .replace(/^(\d{3})-/, '$1 ')
    .replace(/\r?\n\d{3}[ -]/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return {
    code: Number(/^\d{3}/.exec(text)?.[0] ?? 0),
    text: text.length > longestReply ? `${text.slice(0, longestReply).toWellFormed()}…` : text,
  };
}

/** Whose fault a refusal is, by the code, by the enhanced code (RFC 3463) where there is one, else by its words. */
export function faultOf(step: Step, { code, text }: Reply): Fault {
  // 503: the session was out of step, the letter was not judged.
  if (code < 500 || code === 503) return 'passing';
  if (code === 552) return step === 'RCPT TO' ? 'address' : 'letter';
  // 5.7: a policy of the day, spam among it, which another day may see otherwise.
  if (step === 'DATA') return quotaWords.test(text) || /^5\.7\./.test(enhancedCode(text)) ? 'sender' : 'letter';
  if (step === 'MAIL FROM' || asksToLogIn(code)) return 'sender';
  const enhanced = enhancedCode(text);
  if (isOwnCode(enhanced)) return 'address';
  return /^5\.7\.|^5\.1\.[78]$|^5\.4\.5$/.test(enhanced) || quotaWords.test(text) || senderWords.test(text)
    ? 'sender'
    : 'address';
}

/** True where the answer speaks of this address beyond doubt: by its code, or by naming it. */
export function isOwnFault({ address, reply }: Refusal): boolean {
  if (faultOf('RCPT TO', reply) !== 'address') return false;
  return isOwnCode(enhancedCode(reply.text)) || reply.text.toLowerCase().includes(address.toLowerCase());
}

/** True for answers that say we have sent enough for now, whatever their code. */
export function speaksOfLimits({ text }: Reply): boolean {
  return quotaWords.test(text);
}

/** True for answers that want a (better) login. */
export function asksToLogIn(code: number): boolean {
  return [530, 534, 535, 538].includes(code);
}

/** What stays the same in an answer that names addresses, queue numbers, times and links. */
export function sameWords(text: string): string {
  return text
    .split(' ')
    .map((word, at) => (at === 0 || isEnhanced(word) || !/[\d@]/.test(word) ? word : '#'))
    .join(' ')
    .toLowerCase();
}

const senderWords =
  /spam|\bspf\b|dkim|dmarc|polic|relay|black ?list|block ?list|reputation|sender|authenticat|垃圾|发件|发信|黑名单|中继|\b(?:HL|IP|MI|RP|WM):[A-Z]{3}\b/i;

/** As much as we may send for now is sent: `5.4.5 Daily user sending quota exceeded`, `MI:STC`, `SubmissionQuotaExceeded`. */
const quotaWords =
  /too many|rate limit|too fast|frequen|sending (?:quota|limit)|submission ?quota|(?:daily|hourly|per (?:day|hour|minute|24 hours)).*(?:limit|quota|exceed)|\b(?:MI|RP):(?:DMC|DRC|SFQ|STC|QRC|TRC)\b|频率|频繁|上限|超限/i;

function enhancedCode(text: string): string {
  const second = text.split(' ')[1] ?? '';
  return isEnhanced(second) ? second : '';
}

function isEnhanced(word: string): boolean {
  return /^[245]\.\d{1,3}\.\d{1,3}$/.test(word);
}

function isOwnCode(enhanced: string): boolean {
  return /^5\.1\.(?:[0-6]|10)$|^5\.2\.\d+$/.test(enhanced);
}
