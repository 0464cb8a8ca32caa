import { isMailAddress } from '../../schemas/settings.ts';
import type { LetterFrame, Recipient } from './plan.ts';
import type { Contact, LetterWords } from './words.ts';

type Framed = 'banner' | 'office' | 'greeting' | 'contacts' | 'footer';

/** What all letters share: whom they greet, how to get help, who they are from. */
export function frameWords(frame: LetterFrame): Pick<LetterWords, Framed> {
  return {
    banner: frame.trialFor ? `试运行：这封信本应发给${frame.trialFor}，现在只发给安全科查看，对方没有收到。` : '',
    office: frame.office,
    greeting: `${addressed(frame.recipient)}：您好！`,
    contacts: contactsOf(frame),
    footer: `这封信由报表系统代${frame.office}发出。`,
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

function addressed({ name, role }: Recipient): string {
  const title = role === '校长' ? '校长' : '老师';
  return /(?:老师|校长|主任|书记|园长)$/.test(name) ? name : `${name}${title}`;
}

function contactsOf({ phone, replyTo }: LetterFrame): readonly Contact[] {
  const digits = phone.replace(/[^\d+]/g, '');
  const call = { name: '电话', value: phone, link: digits.length >= 5 ? `tel:${digits}` : '' };
  if (replyTo === '') return [call];
  return [call, { name: '邮箱', value: replyTo, link: isMailAddress(replyTo) ? mailto(replyTo) : '' }];
}

function mailto(address: string): string {
  return `mailto:${address.split('@').map(encodeURIComponent).join('@')}`;
}
