import type { MailLimits } from '../../world.ts';
import type { SmtpAccount } from './smtp-url.ts';

/** This machine's own server keeps what it cannot pass on at once. */
const none: MailLimits = { perMinute: 0, perDay: 0 };

/** Microsoft says 30 a minute for a mailbox of Exchange Online; Tencent keeps its figures to itself. */
const office: MailLimits = { perMinute: 30, perDay: 0 };

/** NetEase's free mailboxes end at 100 a day for each account; the others say no figure and are not more generous. */
const personal: MailLimits = { perMinute: 10, perDay: 100 };

const personalHosts = [
  '163.com',
  '126.com',
  'yeah.net',
  'qq.com',
  'sina.com',
  'sohu.com',
  'aliyun.com',
  'gmail.com',
  'outlook.com',
];
const officeHosts = ['exmail.qq.com', 'qiye.aliyun.com'];

/** What a mail server takes from one account, as far as is known (2026); 设置 may say otherwise. */
export function limitsOf({ host, loopback }: Pick<SmtpAccount, 'host' | 'loopback'>): MailLimits {
  if (loopback) return none;
  if (isUnder(host, officeHosts)) return office;
  return isUnder(host, personalHosts) ? personal : office;
}

function isUnder(host: string, domains: readonly string[]): boolean {
  const name = host.toLowerCase();
  return domains.some((domain) => name === domain || name.endsWith(`.${domain}`));
}
