import type { Book } from '../../../schemas/book.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { yearTitle } from '../campaign-year.ts';
import { code, type Drawn, fileLink, number, text } from '../master/drawn.ts';
import { listTab } from '../master/list-tab.ts';
import { minuteTitle } from '../master/times.ts';
import type { EvidenceView } from './evidence-view.ts';
import { type Paper, packPaths } from './pack.ts';

/** Of each file's SHA-256 the index has so many digits: enough to know a file again, few enough to be printed. */
const digits = 16;

/** 目录.xlsx: what there is, what it proves, where it lies, and a code by which the file can be told from another. */
export function indexBook(view: EvidenceView, papers: readonly Paper[], hashes: ReadonlyMap<string, string>): Book {
  const { from, through } = view.year;
  const span = `${periodTitle(from)}—${periodTitle(through)}`;
  const itself: Paper = { title: '目录', proves: '专项督导迎检材料', path: packPaths.index, amount: '' };
  const items = [itself, ...papers].map((paper, index) => ({ ...paper, place: index + 1 }));
  const tab = listTab({
    name: '目录',
    lead:
      `${view.settings.campaign}　${yearTitle(view.year)}（${span}）迎检材料，${view.settings.office}汇集。` +
      '“校验码”是文件 SHA-256 的前 16 位，文件改动一个字就变。不含学生信息和事件的文字描述；事件档案留在学校，这里只有索引。',
    empty: '',
    columns: [
      { title: '序号', width: 6, cell: ({ place }) => number(place) },
      { title: '材料', width: 28, cell: ({ title }) => text(title, 'wrapped') },
      { title: '证明什么（方案的要求）', width: 72, cell: ({ proves }) => text(proves, 'wrapped') },
      {
        title: '文件',
        width: 28,
        cell: ({ path, tab: of }) => fileLink(path, path, of === undefined ? '' : `${of}!A1`),
      },
      { title: '工作表', width: 18, cell: ({ tab: of = '' }) => text(of) },
      { title: '数量', width: 22, cell: ({ amount }) => text(amount) },
      { title: '日期', width: 12, cell: ({ date }) => dated(date ?? view.asOf.slice(0, 10)) },
      { title: '校验码', width: 19, cell: ({ path }) => code((hashes.get(path) ?? '').slice(0, digits)) },
    ],
    items,
    frozen: 2,
    asOf: minuteTitle(view.asOf),
  });
  return { title: `${yearTitle(view.year)}迎检材料目录`, tabs: [tab], names: [] };
}

function dated(date: string): Drawn {
  return date === '' ? text('') : { value: { date }, style: 'date' };
}
