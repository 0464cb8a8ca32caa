import type { PageLine } from '../../../schemas/events.ts';
import { parsePhones, sharePhone } from '../../../schemas/phones.ts';
import type { EntryOf } from '../../../schemas/registers/entry.ts';
import type { publicPhones } from '../../../schemas/registers/public-phones.ts';
import type { Answers } from '../understand.ts';

/** What a row of 公开电话 says of a number. */
export type PhoneDecision = Pick<EntryOf<typeof publicPhones>['values'], 'phone' | 'isPublic' | 'confirmedBy'>;

const mobile = /^(?:\+?86-?)?1[3-9]\d{9}$/;

/** True where a line shows a number that is somebody's own. */
export function showsMobile({ hotline }: Pick<PageLine, 'hotline'>): boolean {
  return hotline.split('、').some((number) => mobile.test(number));
}

/** 监督举报电话 as a report gives it (S86), where the school says that it is published (S66); empty where it does not. */
export function reportedHotline(answers: Answers): string {
  const published = answers.selfCheck_dailyHotlinePublished;
  const hotline = answers.monthlyReport_hotline;
  if (published?.is !== 'value' || published.value !== '有') return '';
  return hotline?.is === 'value' ? String(hotline.value) : '';
}

/**
 * What of a school's numbers the page shows. A mobile number is somebody's own and may have been given by a colleague: it
 * waits until the section has asked; what the section said 否 to never shows.
 */
export function publicHotline(
  reported: string,
  decisions: readonly PhoneDecision[],
): Pick<PageLine, 'hotline' | 'asks' | 'withheld'> {
  const shown: string[] = [];
  let asks = false;
  let withheld = false;
  for (const number of parsePhones(reported) ?? []) {
    const said = decisions.filter(({ phone }) => sharePhone(phone, number));
    if (said.some(({ isPublic }) => isPublic === '否')) withheld = true;
    else if (!mobile.test(number) || said.some(({ confirmedBy }) => confirmedBy !== '')) shown.push(number);
    else asks = true;
  }
  return { hotline: shown.join('、'), ...(asks ? { asks } : {}), ...(withheld ? { withheld } : {}) };
}
