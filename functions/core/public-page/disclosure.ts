import type { PersonalKind } from '../../../schemas/reading.ts';
import type { School } from '../../../schemas/roster.ts';
import { isWebAddress } from '../../../schemas/web-address.ts';
import { findPersonal } from '../pii/find-personal.ts';
import { placeholders } from '../pii/redact-text.ts';
import { tellsCounts } from './incident-counts.ts';
import { namesSchool } from './school-names.ts';
import type { PublishedText } from './state.ts';

const longestTitle = 80;
const longestBody = 5000;

/** Kinds in which a school must not be found again. */
const nameless: ReadonlySet<string> = new Set(['警示事件', '追责问责']);

const personalTitles: Readonly<Record<PersonalKind, string>> = {
  name: '姓名',
  id: '证件号',
  phone: '电话',
  address: '住址',
  account: '账号',
  plate: '车牌',
};

/** How to write what is no person's own. */
const hints: Partial<Readonly<Record<PersonalKind, string>>> = {
  phone: '单位的座机，请写在“办公电话”几个字后面。',
  address: '单位的地址，请写成“教体局位于……”。',
};

/**
 * What in a text must not be published (S49), as sentences that name the column and quote nothing; none where it may.
 * A personal detail counts whether it stands there or was taken out before.
 */
export function disclosureProblems(said: PublishedText, roster: readonly School[]): readonly string[] {
  const { kind, title, body, link } = said;
  return [
    ...textProblems('标题', title, longestTitle, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u),
    ...textProblems('内容', body, longestBody, /[^\P{Cc}\t\r\n]|[\p{Cf}\p{Zl}\p{Zp}]/u),
    ...(nameless.has(kind) && namesSchool(`${title}\n${body}`, roster)
      ? [`写出了学校（或学校负责人）的名称：${kind}不点名，请写成“某小学”“某中学”。`]
      : []),
    ...(link === '' || isWebAddress(link)
      ? []
      : ['“网址”不是能打开的网址：应以 https:// 或 http:// 开头，中间不含空格和引号。']),
    ...(title.trim() === '' ? ['“标题”是空的。'] : []),
    ...(body.trim() === '' && link === '' ? ['“内容”和“网址”都是空的，至少填一样。'] : []),
  ];
}

function textProblems(column: string, text: string, longest: number, unseen: RegExp): readonly string[] {
  const personal = personalKinds(text);
  return [
    ...(personal.length === 0
      ? []
      : [
          `“${column}”里好像有${personal.map((kind) => personalTitles[kind]).join('、')}：公开的内容不能有个人信息。${personal.map((kind) => hints[kind] ?? '').join('')}`,
        ]),
    ...(tellsCounts(text) ? [`“${column}”像是写了事件、案件或举报的数量：公开页不写数量，没有发生也不写。`] : []),
    ...(unseen.test(text) ? [`“${column}”里有看不见的字符${column === '标题' ? '或换行' : ''}，请重新打一遍。`] : []),
    ...([...text].length > longest ? [`“${column}”超过 ${longest} 字。`] : []),
  ];
}

function personalKinds(text: string): readonly PersonalKind[] {
  const taken = (Object.keys(placeholders) as PersonalKind[]).filter((kind) => text.includes(placeholders[kind]));
  return [...new Set([...taken, ...findPersonal(text).map(({ kind }) => kind)])];
}
