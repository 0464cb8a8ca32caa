import type { School } from '../../../schemas/roster.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { isWholeName } from '../pii/names.ts';

/** What is left of a name without what it shares with others must be this long to be known by. */
const shortest = 3;

const numbered = '[一二三四五六七八九十\\d]+';
/** 第三小学, 三中 and the like name a school wherever there is only one of the number. */
const byNumber = new RegExp(
  `第${numbered}(?:实验)?(?:小学|中学|高中|初中|学校|幼儿园)|(?<![\\p{Script=Han}])${numbered}(?:中|小)(?=$|[^\\p{Script=Han}]|的|校|因|在|发生|学生|老师|教师)`,
  'u',
);

/** True where a text names a school of the register, its people, or a school by its number: 警示事件 and 追责问责 must not. */
export function namesSchool(text: string, roster: readonly School[]): boolean {
  const folded = foldLabel(text);
  if (byNumber.test(text.normalize('NFKC').replace(/[^\S\n]+/g, ''))) return true;
  return roster.some((school) => namesOf(school).some((name) => folded.includes(name)));
}

/** A school's name as people say it, and the names of those who answer for it. */
function namesOf({ name, liaison, principal, deputy, backupLiaison }: School): readonly string[] {
  const whole = foldLabel(name);
  // 示例区青石镇中心小学 is called 青石镇中心小学, and 青石镇中心.
  const local = whole.replace(/^.{2,6}?[市区县](?=.{3})/u, '');
  const core = local.replace(/(?:小学|中学|学校|幼儿园)$/u, '');
  const people = [liaison, principal, deputy, backupLiaison].map(foldLabel).filter(isWholeName);
  return [whole, local, ...(core.length >= shortest ? [core] : []), ...people].filter(({ length }) => length >= 2);
}
