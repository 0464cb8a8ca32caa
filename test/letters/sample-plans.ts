import type { LetterFinding, Missing, OverdueItem, OverduePlan } from '../../functions/letters/plan.ts';
import type { Severity } from '../../schemas/finding.ts';

/** A reminder of one report, with made-up names. */
export function overduePlan(missing: Missing, change: Partial<OverduePlan> = {}): OverduePlan {
  return {
    recipient: { name: '王某某', role: '联络人' },
    office: '示例区教育体育局安全科',
    phone: '0539-0000000',
    replyTo: 'anquan@bureau.example',
    readAt: '9月26日 09:00',
    items: [overdueItem(missing)],
    ...change,
  };
}

export function overdueItem(missing: Missing, change: Partial<OverdueItem> = {}): OverdueItem {
  return {
    school: '示例小学',
    period: '2018年9月',
    deadline: '9月25日24:00',
    where: '学校／371311001 示例小学／2018年09月.xlsx',
    allFindings: '同一文件夹里的《2018年09月 校验结果》',
    contact: '张某某（139 0000 0000）',
    missing,
    ...change,
  };
}

export function letterFinding(index: number, severity: Severity = 'error'): LetterFinding {
  return {
    severity,
    blank: `栏目${index}`,
    place: `自查表 B${index}`,
    message: `这里是第 ${index} 句现状。这里是第 ${index} 句要求。这里是第 ${index} 句改法。`,
  };
}

/** Each kind of missing report, one of each. */
export const everyMissing: readonly Missing[] = [
  { is: 'notStarted' },
  { is: 'inProgress', findings: [letterFinding(1), letterFinding(2)] },
  { is: 'invalid', findings: [letterFinding(3, 'query'), letterFinding(4)] },
  { is: 'unreadable', why: '这个文件是空的，请重新保存。' },
  { is: 'returned', reason: '事件数和电话里说的不一样' },
  { is: 'unsigned', blanks: [{ blank: '校长', place: '月报表 F21' }] },
];

/** What a person reads of an html part: no head, no tags, entities decoded, spaces folded. */
export function visibleText(html: string): string {
  return html
    .replace(/<head>[\s\S]*?<\/head>/, ' ')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

/** Every text of a plan or of a letter's words, wherever it stands. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
