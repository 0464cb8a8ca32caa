import { parsePhones } from '../../schemas/phones.ts';
import { isMailAddress } from '../../schemas/settings.ts';
import type { LetterFrame, Recipient } from './plan.ts';
import type { Contact, LetterWords, WordsLine } from './words.ts';

type Framed = 'banner' | 'office' | 'greeting' | 'contacts' | 'footer';

/** What all letters share: whom they greet, how to get help, who they are from. */
export function frameWords(frame: LetterFrame): Pick<LetterWords, Framed> {
  return {
    banner: frame.trialFor ? `试运行：这封信本应发给${frame.trialFor}，现在只发给安全科查看，对方没有收到。` : '',
    office: frame.office,
    greeting: `${addressed(frame.recipient)}：您好！`,
    contacts: contactsOf(frame),
    footer: `这封信由报表系统代${frame.office}发出，${because(frame.recipient)}。`,
  };
}

/** The subject of a letter, marked while 试运行 is on. */
export function framedSubject(frame: LetterFrame, subject: string): string {
  return frame.trialFor ? `【试运行】${subject}` : subject;
}

/** How to get help, in one sentence that is true with and without an address for answers. */
export function helpSentence(frame: LetterFrame): string {
  return frame.replyTo === ''
    ? '填写中有困难，请在工作时间打下面的电话，我们一起解决。'
    : '填写中有困难，请直接回复这封邮件，或在工作时间打下面的电话，我们一起解决。';
}

/** Why this person gets the letter, and what to do where it is the wrong one. */
function because({ role }: Recipient): string {
  if (role === '安全科') return '发到区级设置里填的安全科邮箱';
  if (role === '科室') return '发到区级设置“科室”里填的邮箱';
  return `因为学校名册上您是${role}；换了人，请告诉我们`;
}

const titles: Readonly<Record<Recipient['role'], string>> = {
  联络人: '老师',
  备用联络人: '老师',
  校长: '校长',
  责任督学: '督学',
  安全科: '老师',
  科室: '老师',
};

function addressed({ name, role }: Recipient): string {
  if (role === '安全科' && name === '') return '安全科的老师';
  if ((role === '安全科' || role === '科室') && /[科股室办处组]$/.test(name)) return `${name}的老师`;
  return /(?:老师|校长|主任|书记|园长|督学|科长|同志)$/.test(name) ? name : `${name}${titles[role]}`;
}

/** The `tel:` address of a telephone number as typed; empty where it is none, or more than one. */
export function callLink(phone: string): string {
  const [number, another] = parsePhones(phone) ?? [];
  // What follows 转 or 分机 is dialled after the answer, and a tel: address has no words for that.
  const digits = number?.replace(/(?:转|分机).*$/, '').replace(/[^\d+]/g, '') ?? '';
  return digits === '' || another !== undefined ? '' : `tel:${digits}`;
}

/** Whom to call: `联络人 王某某` with the number; without a line where neither is known. */
export function callLine(role: string, name: string, phone: string): readonly WordsLine[] {
  if (name === '' && phone === '') return [];
  const text = name === '' ? role : `${role} ${name}`;
  return [{ text: phone === '' ? `${text}（没有电话）` : text, call: phone, link: callLink(phone) }];
}

function contactsOf({ phone, replyTo }: LetterFrame): readonly Contact[] {
  const call = { name: '电话', value: phone, link: callLink(phone) };
  if (replyTo === '') return [call];
  return [call, { name: '邮箱', value: replyTo, link: isMailAddress(replyTo) ? mailto(replyTo) : '' }];
}

function mailto(address: string): string {
  return `mailto:${address.split('@').map(encodeURIComponent).join('@')}`;
}
