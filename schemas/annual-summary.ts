import { defineForm, type Field, type Row } from './form.ts';

/** One of the four 落实 with its three blanks: what went well, what is missing, what will change (S44). */
function summaryRow<const K extends string>(key: K, head: string) {
  const blank = <const S extends string>(suffix: S, words: string, at: string) =>
    ({
      key: `${key}${suffix}` as `${K}${S}`,
      source: 'S44',
      label: head,
      short: `${head}·${words}`,
      kind: 'text',
      required: true,
      maxWords: 500,
      help: `${words}，500 字以内。请不要写学生姓名、身份证号、电话、住址。`,
      at,
    }) as const satisfies Field;
  return {
    height: 172,
    fields: [
      { ...blank('Experience', '总结经验', 'B'), labelAt: 'A' },
      blank('Shortcoming', '查找不足', 'C'),
      blank('Improvement', '改进措施', 'D'),
    ],
  } as const satisfies Row;
}

/** 年度总结 (S44, S45): the four 落实, each with 经验, 不足, 改进. Column E is 说明. */
export const annualSummary = defineForm({
  key: 'annualSummary',
  name: '年度总结',
  edition: 1,
  codes: { required: 'A2-REQ', count: 'A3-INT', words: 'A2-LEN' },
  tabs: [
    {
      name: '年度总结',
      widths: [11, 30, 30, 30, 20],
      rows: [
        { height: 40, texts: [{ at: 'A:D', text: '{campaign}总结', style: 'title' }] },
        {
          height: 30,
          fields: [
            {
              key: 'schoolId',
              source: 'S44',
              label: '学校：',
              kind: 'ref',
              given: true,
              help: '发表时已填好，请不要改动。',
              labelAt: 'A',
              at: 'B',
            },
            {
              key: 'principalSign',
              source: 'S45',
              label: '主要负责人（签字）：',
              kind: 'name',
              signs: 'person',
              help: '审核无误后填写主要负责人姓名。',
              labelAt: 'C',
              at: 'D',
            },
          ],
        },
        {
          height: 24,
          texts: [
            { at: 'A', text: '四个落实', style: 'head' },
            { at: 'B', text: '总结经验', style: 'head' },
            { at: 'C', text: '查找不足', style: 'head' },
            { at: 'D', text: '改进措施', style: 'head' },
          ],
        },
        summaryRow('organisation', '落实工作机构'),
        summaryRow('dailyManagement', '落实日常管理'),
        summaryRow('prevention', '落实预防措施'),
        summaryRow('procedure', '落实处置程序'),
      ],
    },
  ],
});
