import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../functions/core/event-id.ts';
import { type Decision, decidePublications } from '../../functions/core/public-page/decide.ts';
import { disclosureProblems } from '../../functions/core/public-page/disclosure.ts';
import { publicHotline, reportedHotline } from '../../functions/core/public-page/hotlines.ts';
import { pageContent } from '../../functions/core/public-page/page-content.ts';
import { type PublicationRow, publishedBytes } from '../../functions/core/public-page/publication-row.ts';
import { applyToPublicPage, type PageEvent, type PublicPageState } from '../../functions/core/public-page/state.ts';
import { publicationKinds } from '../../schemas/registers/publications.ts';
import { sampleSchools } from './master-view-sample.ts';

const said = { kind: '工作动态', title: '部署专项督导', body: '区教体局召开会议。', link: '' } as const;
const problems = (other: Partial<Record<'kind' | 'title' | 'body' | 'link', string>>) =>
  disclosureProblems({ ...said, ...other }, sampleSchools);

const digits = '零一二三四五六七八九';
/** A number as people write it: 12, １２, 十二, 一二. */
const numeral = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(0, 1, 2)).map(([number, script]) => {
  const plain = String(number);
  if (script === 1) return plain.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  return script === 2 ? plain.replace(/\d/g, (digit) => digits[Number(digit)] ?? '') : plain;
});
const gap = fc.constantFrom('', ' ', '　');

describe('the disclosure check', () => {
  it('finds a count of incidents however it is written, in the title and in the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('欺凌事件', '校园欺凌', '暴力案件', '来信来访', '举报', '督办事项', '网络舆情'),
        numeral,
        gap,
        fc.constantFrom('件', '起', '例', '宗'),
        fc.boolean(),
        fc.constantFrom('title', 'body'),
        (matter, number, space, unit, before, column) => {
          const count = `${number}${space}${unit}`;
          const text = before ? `全区处置${count}${matter}` : `本月${matter}${space}${count}`;
          expect(problems({ [column]: text }).join()).toContain('的数量');
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each([
    '欺凌事件数为0',
    '欺凌事件共3',
    '欺凌事件同比下降20%',
    '今年以来未发生校园欺凌事件',
    '实现零发生',
    '发生欺凌3次',
    '3名学生被欺凌',
    '依法处理2名涉事学生',
    '本月欺凌事件一起',
    '校园欺凌共一起。',
    '多起欺凌案例',
    '我区发生一起欺凌事件',
    '发生一起为争座位引起的欺凌事件',
    '举报 1,200 件',
    '信访十余件，均已办结',
    '欺凌\u200b事件3\u200b起',
  ])('finds the count in %j', (body) => {
    expect(problems({ body }).join()).toContain('的数量');
  });

  it.each([
    '关于转发《加强中小学生欺凌综合治理方案》的通知（鲁教安字〔2018〕11号）',
    '市教育局等11部门联合印发实施办法，自2018年9月1日起施行',
    '家校一起防治学生欺凌',
    '各学校每学期至少开展一次学生欺凌专题教育',
    '开展3次欺凌防治专题教育，参与1200人次',
    '欺凌防治知识知晓率达98%',
    '发放防治学生欺凌指导手册5000册',
    '组织责任督学对45所学校开展防治学生欺凌专项督导，发现问题12个，全部整改',
    '监督举报电话24小时受理',
    '坚持“教育为先，预防为主，保护为要，法治为基”原则',
    '让我们一起，向欺凌说不',
    '及时处理欺凌事件，一周后回访',
    '区教体局每两个月通报一次',
    '办公电话：0539-8927055，区教体局位于文化路12号',
    '主要负责人王局长讲话，法治副校长李警官授课',
  ])('lets %j through', (body) => {
    expect(problems({ body })).toEqual([]);
  });

  it('finds personal details, and the place where one was taken out, and quotes none of them', () => {
    const details = [
      '五年级二班的张小明同学',
      '联系13900001234',
      '身份证号371311200801011239',
      '〔姓名〕同学',
      '家住青石镇北塘村3组12号',
    ];
    for (const detail of details)
      for (const column of ['title', 'body'] as const) {
        const found = problems({ [column]: `表扬${detail}` });
        expect([detail, column, found.length]).toEqual([detail, column, 1]);
        expect(found[0]).toContain('个人信息');
        expect(found[0]).not.toContain(detail.slice(-4));
      }
  });

  it.each(sampleSchools.map(({ name, principal }) => [name, principal]))(
    'lets no warning and no account of blame name %s or whoever answers for it',
    (name, principal) => {
      for (const kind of ['警示事件', '追责问责']) {
        expect(problems({ kind, body: `${name}值班制度不落实` }).join()).toContain('不点名');
        expect(problems({ kind, title: `示例市${name.replace(/(?:小学|中学)$/, '')}的教训` }).join()).toContain(
          '不点名',
        );
        for (const body of ['第二小学的教训', '一中的教训', '二小', '第 3 中学'])
          expect(problems({ kind, body }).join()).toContain('不点名');
        expect(problems({ kind, body: '三中全会以来，某镇中心小学' })).toEqual([]);
        expect(problems({ kind, body: '某小学值班制度不落实，有关中学要引以为戒' })).toEqual([]);
      }
      expect(problems({ kind: '先进典型', body: `${name}的做法`.replace(principal, '') })).toEqual([]);
    },
  );

  it.each([
    'javascript:alert(1)',
    'data:text/html,1',
    'https://a.cn/"onclick="x',
    'https://u:p@a.cn/',
    'ftp://a.cn/',
    '//a.cn/',
    'https://a.cn/ b',
    'http://localhost/',
  ])('takes %j for no address', (link) => {
    expect(problems({ link }).join()).toContain('“网址”');
  });

  it('takes an address of the web, and wants words or an address, and no unseen sign', () => {
    for (const link of [
      'https://www.example.cn',
      'http://教育.example.cn:8080/a/b.html?x=1&y=%E4%B8%AD#z',
      'https://example.cn/通知.html',
    ])
      expect(problems({ link })).toEqual([]);
    expect(problems({ body: '' }).join()).toContain('至少填一样');
    expect(problems({ body: '', link: 'https://www.example.cn/' })).toEqual([]);
    expect(problems({ title: '第一行\n第二行' }).join()).toContain('换行');
    expect(problems({ body: '一段\u202e倒写' }).join()).toContain('看不见');
    expect(problems({ body: '第一段\n第二段' })).toEqual([]);
    expect(problems({ title: '题'.repeat(81) }).join()).toContain('80');
  });
});

/** A row that is right in every way, changed. */
function row(values: Partial<PublicationRow['values']> = {}): PublicationRow {
  return {
    key: 'G1',
    row: 1,
    values: {
      kind: '工作动态',
      title: said.title,
      body: said.body,
      link: '',
      drafter: '拟稿甲',
      reviewer: '审核乙',
      publishedOn: '2018-09-10',
      withdrawnOn: undefined,
      reason: '',
      number: 'G1',
      version: undefined,
      hideTitle: undefined,
      ...values,
    },
  };
}

const item = {
  number: 'G1',
  kind: said.kind,
  title: said.title,
  version: 1,
  publishedOn: '2018-09-10',
  text: contentHash(publishedBytes(said)),
};
const decided = (
  of: PublicationRow,
  items: readonly (typeof item & { withdrawnOn?: string })[] = [],
): Decision | undefined => decidePublications([of], { today: '2018-09-20', roster: sampleSchools, items })[0];

describe('a row of 信息公开', () => {
  it('is published when two people, a day and a number stand in it, not before its day', () => {
    expect(decided(row())).toMatchObject({ is: 'publish', version: 1 });
    expect(decided(row({ publishedOn: '2018-09-21' }))).toMatchObject({ is: 'waiting', until: '2018-09-21' });
    expect(decided(row({ publishedOn: '2018-09-20' }))).toMatchObject({ is: 'publish' });
    expect(decided(row({ reviewer: '' }))).toMatchObject({ is: 'draft', lacks: ['审核人'] });
    expect(decided(row({ publishedOn: undefined }))).toMatchObject({ is: 'draft' });
    for (const reviewer of ['拟稿甲', '拟稿甲科长', '拟 稿 甲'])
      expect(decided(row({ reviewer }))).toMatchObject({ is: 'held' });
    expect(decided(row({ drafter: '' }))).toMatchObject({ is: 'held' });
    expect(decided(row({ number: '' }))).toMatchObject({ is: 'held' });
    expect(decided(row({ body: '发生欺凌事件3起' }))).toMatchObject({ is: 'held' });
    expect(decided(row({ withdrawnOn: '2018-09-12' }))).toMatchObject({ is: 'stands' });
  });

  it('stays as it was approved until somebody approves another text, under a higher 版次', () => {
    expect(decided(row(), [item])).toMatchObject({ is: 'stands' });
    for (const other of [
      { body: '改过的话。' },
      { title: '别的题' },
      { kind: '政策文件' as const },
      { link: 'https://www.example.cn/' },
    ]) {
      expect(decided(row(other), [item])).toMatchObject({ is: 'held' });
      expect(decided(row({ ...other, version: 2 }), [item])).toMatchObject({ is: 'publish', version: 2 });
      expect(decided(row({ ...other, version: 2, reviewer: '拟稿甲' }), [item])).toMatchObject({ is: 'held' });
    }
    expect(decided(row({ version: 1 }), [{ ...item, version: 2 }])).toMatchObject({ is: 'held' });
    expect(decided(row({ body: '发生欺凌事件3起', version: 2 }), [item])).toMatchObject({ is: 'held' });
    // An approval that goes before its text must not cover what is typed after it.
    expect(decided(row({ version: 2 }), [item])).toMatchObject({ is: 'publish', version: 2 });
  });

  it('comes off on its day, and back only under a higher 版次', () => {
    expect(decided(row({ withdrawnOn: '2018-09-21' }), [item])).toMatchObject({ is: 'stands' });
    expect(decided(row({ withdrawnOn: '2018-09-20', body: '改' }), [item])).toMatchObject({ is: 'withdraw' });
    const off = { ...item, withdrawnOn: '2018-09-15' };
    expect(decided(row({ withdrawnOn: '2018-09-15' }), [off])).toMatchObject({ is: 'stands' });
    expect(decided(row({ withdrawnOn: '2018-09-15', hideTitle: '是' }), [off])).toMatchObject({
      is: 'withdraw',
      hideTitle: true,
    });
    expect(decided(row(), [off])).toMatchObject({ is: 'held' });
    expect(decided(row({ version: 2 }), [off])).toMatchObject({ is: 'publish' });
  });

  it('shares its number with no other', () => {
    const both = decidePublications([row(), row({ title: '另一条' })], {
      today: '2018-09-20',
      roster: [],
      items: [item],
    });
    expect(both.map(({ is }) => is)).toEqual(['held', 'held']);
  });
});

describe('a school’s telephone', () => {
  const value = (text: string) => ({ is: 'value', value: text }) as const;

  it('is public where the school says that it published one (S66, S86)', () => {
    const answers = { selfCheck_dailyHotlinePublished: value('有'), monthlyReport_hotline: value('0539-7654321') };
    expect(reportedHotline(answers)).toBe('0539-7654321');
    expect(reportedHotline({ ...answers, selfCheck_dailyHotlinePublished: value('无') })).toBe('');
    expect(reportedHotline({ monthlyReport_hotline: value('0539-7654321') })).toBe('');
  });

  it('is shown where it is nobody’s own, else where the section confirmed it, never where it said no', () => {
    const yes = { phone: '139 0000 1234', isPublic: '是', confirmedBy: '安全科甲' } as const;
    const no = { phone: '0539-7654321', isPublic: '否', confirmedBy: '' } as const;
    expect(publicHotline('0539-7654321', [])).toEqual({ hotline: '0539-7654321' });
    expect(publicHotline('13900001234', [])).toEqual({ hotline: '', asks: true });
    expect(publicHotline('+86-13900001234', [])).toEqual({ hotline: '', asks: true });
    expect(publicHotline('13900001234', [yes])).toEqual({ hotline: '13900001234' });
    expect(publicHotline('13900001234', [{ ...yes, confirmedBy: '' }])).toEqual({ hotline: '', asks: true });
    expect(publicHotline('13900005678', [yes])).toEqual({ hotline: '', asks: true });
    expect(publicHotline('0539-7654321、13900001234', [yes, no])).toEqual({ hotline: '13900001234', withheld: true });
    expect(publicHotline('0539-7654321、13900001234', [])).toEqual({ hotline: '0539-7654321', asks: true });
  });
});

describe('the page', () => {
  const at = (day: string) => ({ id: day, at: `${day}T10:00:00+08:00` });
  const officeOf = { campaign: '行动', office: '安全科', phone: '0539-1', plan: '方案', planLink: '' };
  const published = (
    number: string,
    day: string,
    other: Partial<Extract<PageEvent, { type: 'pagePublished' }>> = {},
  ): PageEvent => ({
    type: 'pagePublished',
    ...at(day),
    number,
    kind: '工作动态',
    title: `第${number}条`,
    version: 1,
    publishedOn: day,
    drafter: '甲',
    reviewer: '乙',
    text: `text-${number}`,
    ...other,
  });
  const line = { school: '1', name: '东岭示例小学', stage: '小学', of: 'r1', hotline: '0539-7654321' };
  const events: readonly PageEvent[] = [
    { type: 'pageOffice', ...at('2018-09-01'), ...officeOf },
    published('2', '2018-09-05'),
    published('1', '2018-09-10'),
    { type: 'pageLines', ...at('2018-09-10'), lines: [line, { ...line, school: '2', name: '西河示例小学' }] },
    published('2', '2018-09-12', { version: 2, text: 'text-2b', title: '第二条改' }),
    { type: 'pageLines', ...at('2018-10-10'), lines: [{ ...line, of: 'r2', hotline: '' }] },
    { type: 'pageWithdrawn', ...at('2018-10-11'), number: '1', on: '2018-10-10' },
    { type: 'pageOffice', ...at('2018-10-12'), ...officeOf, phone: '0539-2' },
  ];
  const add = (of: readonly PageEvent[]): PublicPageState | undefined =>
    of.reduce<PublicPageState | undefined>((page, event) => applyToPublicPage(page, event), undefined);

  it('is what its events add up to, each counted once, with a record that only grows', () => {
    const page = add(events);
    expect(page?.changes.map(({ on, change, kind, what }) => [on, change, kind, what].join(' '))).toEqual([
      '2018-09-01 发布 工作机构 安全科',
      '2018-09-01 发布 办公电话 0539-1',
      '2018-09-01 发布 综合治理方案 方案',
      '2018-09-05 发布 工作动态 第2条',
      '2018-09-10 发布 工作动态 第1条',
      '2018-09-10 发布 监督举报电话 东岭示例小学',
      '2018-09-10 发布 监督举报电话 西河示例小学',
      '2018-09-12 更新 工作动态 第二条改',
      '2018-10-10 撤下 监督举报电话 东岭示例小学',
      '2018-10-11 撤下 工作动态 第1条',
      '2018-10-12 更新 办公电话 0539-2',
    ]);
    const again = structuredClone(page);
    for (const event of [events[4], events[5], events[6], events[7]]) if (event) applyToPublicPage(again, event);
    expect(again).toEqual(page);
  });

  it('shows what is approved now, in the plan’s order, and of what was taken off only that it was', () => {
    const texts = new Map(
      ['text-1', 'text-2', 'text-2b'].map((name) => [name, { ...said, title: name, body: `${name}的话` }]),
    );
    const page = add(events);
    if (!page) throw new Error('no page');
    const content = pageContent(page, texts);
    expect(content.sections.map(({ kind }) => kind)).toEqual(publicationKinds);
    expect(content.sections.flatMap(({ items }) => items)).toEqual([
      { title: 'text-2b', paragraphs: ['text-2b的话'], link: '', publishedOn: '2018-09-05', updatedOn: '2018-09-12' },
    ]);
    expect(content.hotlines).toEqual([{ stage: '小学', lines: [{ name: '西河示例小学', numbers: ['0539-7654321'] }] }]);
    expect(content.changes.map(({ what }) => what.join('、'))).toContain('第1条');
    expect(JSON.stringify(content)).not.toContain('text-1');
    applyToPublicPage(page, {
      type: 'pageWithdrawn',
      ...at('2018-10-13'),
      number: '1',
      on: '2018-10-10',
      hideTitle: true,
    });
    expect(JSON.stringify(pageContent(page, texts))).not.toContain('第1条');
  });
});
