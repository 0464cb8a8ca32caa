import { domainToASCII } from 'node:url';
import { OperatorError } from '../../operator-error.ts';

/** Where letters are handed in and as whom: what `SMTP_URL` says. */
export interface SmtpAccount {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte (`smtps`, or port 465, where nothing else is spoken); else STARTTLS. */
  readonly implicitTls: boolean;
  /** This machine itself: the only place where a letter may travel unencrypted. */
  readonly loopback: boolean;
  /** Both empty where nobody logs in. */
  readonly user: string;
  readonly pass: string;
}

/** Reads `smtp[s]://user:pass@host:port` (ports 587 and 465 if none is given); an OperatorError never repeats what was given. */
export function readSmtpUrl(given: string): SmtpAccount {
  if (!/^\s*smtps?:\/\//i.test(given)) throw malformed('应以 smtp:// 或 smtps:// 开头');
  if (!URL.canParse(given)) throw malformed('看不出服务器和端口');
  const url = new URL(given);
  const secure = url.protocol === 'smtps:';
  const host = hostOf(url);
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  if (host === '' || port === 0) throw malformed('看不出服务器和端口');
  // What follows the port is most often the rest of a password with / ? or # in it.
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '')
    throw malformed('端口后面还有别的内容');
  const [user, pass] = [plain(url.username), plain(url.password)];
  if ((user === '') !== (pass === '')) throw malformed(user === '' ? '有密码没有用户名' : '有用户名没有密码');
  return { host, port, implicitTls: secure || port === 465, loopback: isLoopback(host), user, pass };
}

/** Some servers repeat what they were told: replaces the password in any spelling. */
export function hushed({ user, pass }: SmtpAccount): (text: string) => string {
  const base64 = (secret: string): string => Buffer.from(secret).toString('base64');
  // Shorter ones would blacken codes and words, and protect nobody.
  const spellings = [base64(`\0${user}\0${pass}`), base64(pass), encodeURIComponent(pass), pass].filter(
    (spelling) => pass.length >= 4 && spelling !== '',
  );
  return (text) => spellings.reduce((hush, spelling) => hush.replaceAll(spelling, '***'), text);
}

function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : domainToASCII(plain(hostname));
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw malformed('% 后面不是两位十六进制数');
  }
}

function isLoopback(host: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);
}

function malformed(what: string): OperatorError {
  return new OperatorError(
    `环境变量 SMTP_URL 写得不对：${what}。应为 smtp://用户名:密码@服务器:端口（或 smtps://…），用户名和密码里的 % / ? # @ : 要写成 %25 %2F %3F %23 %40 %3A。`,
  );
}
