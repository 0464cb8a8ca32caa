import { pageContent } from '../../functions/core/public-page/page-content.ts';
import type { PublicPageState, PublishedText } from '../../functions/core/public-page/state.ts';
import { publicPage } from '../../functions/letters/public-page.ts';
import { publicationKinds } from '../../schemas/registers/publications.ts';
import { sampleSchools } from '../core/master-view-sample.ts';

const pieces: readonly (PublishedText & { readonly on: string })[] = [
  {
    on: '2018-09-01',
    kind: '政策文件',
    title: '关于印发《中小学生欺凌防治落实年行动工作方案》的通知',
    body: '现印发给你们，请认真贯彻执行。\n各学校要于8月底前落实工作机构、日常管理、预防措施和处置程序。',
    link: 'https://www.example.cn/2018/plan.html?id=1&from=list',
  },
  { on: '2018-09-05', kind: '工作动态', title: '区教体局部署专项督导', body: '督导组分赴各校。', link: '' },
  { on: '2018-09-12', kind: '工作动态', title: '法治副校长进校园', body: '', link: 'http://www.example.cn/2' },
  { on: '2018-09-15', kind: '警示事件', title: '值班制度不落实的警示', body: '某中学课间巡查流于形式。', link: '' },
];

/** A page of a district that does not exist; `typed` changes what people typed into it. */
export function samplePublicPage(typed: (text: string) => string = (text) => text): string {
  const texts = new Map(
    pieces.map(({ kind, title, body, link }, index) => [
      `t${index}`,
      { kind, title: typed(title), body: body === '' ? '' : typed(body), link },
    ]),
  );
  const page: PublicPageState = {
    office: {
      campaign: typed('示例区中小学生欺凌防治落实年行动'),
      office: typed('示例区教育体育局安全科'),
      phone: '0539-8927055',
      plan: typed('示例区中小学生欺凌防治落实年行动工作方案'),
      planLink: 'https://www.example.cn/plan.html',
    },
    items: pieces.map(({ kind, title, on }, index) => ({
      number: `G${index}`,
      kind,
      title: typed(title),
      version: 1,
      publishedOn: on,
      text: `t${index}`,
      ...(index === 0 ? { updatedOn: '2018-09-20' } : {}),
    })),
    lines: sampleSchools.map(({ code, name, stage }, index) => ({
      school: code,
      name: typed(name),
      stage: typed(stage),
      of: 'r',
      hotline: index % 5 === 4 ? '' : index === 2 ? '0539-5550200、0539-5550233转801' : `0539-55502${10 + index}`,
    })),
    changes: [
      { on: '2018-09-01', change: '发布', kind: '办公电话', what: '0539-8927055' },
      ...pieces.map(({ on, kind, title }, index) => ({
        on,
        change: '发布' as const,
        kind,
        what: typed(title),
        number: `G${index}`,
      })),
      ...sampleSchools.map(({ name }) => ({
        on: '2018-09-20',
        change: '发布' as const,
        kind: '监督举报电话',
        what: typed(name),
      })),
      ...sampleSchools.map(({ name }, index) => ({
        on: `2018-10-${String(index + 1).padStart(2, '0')}`,
        change: '更新' as const,
        kind: '监督举报电话',
        what: typed(name),
      })),
    ],
    events: 1,
  };
  return publicPage(pageContent(page, texts));
}

/** Kinds of which the sample has nothing. */
export const emptyKinds = publicationKinds.filter((kind) => pieces.every((piece) => piece.kind !== kind));
