import { publications } from '../../../schemas/registers/publications.ts';
import type { PublicationView } from '../../core/master/master-view.ts';
import type { Decision } from '../../core/public-page/decide.ts';
import { hotlineKind, type PublishedItem } from '../../core/public-page/state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { decisionsOf } from './decisions.ts';

/** 公开记录: rows of 信息公开 in their order, what is on the page without a row, and the schools' telephones. */
export function publicationViews(world: World, district: District): readonly PublicationView[] {
  const decisions = decisionsOf(world, district);
  const rows = decisions.map((decision) => ({
    ...viewOf(decision, district.settings.trial),
    row: decision.row.row + 1,
  }));
  const named = new Set(decisions.map(({ row }) => row.values.number));
  const gone = (world.ledger.state.publicPage?.items ?? [])
    .filter(({ number }) => !named.has(number))
    .map((item): PublicationView => ({ ...published(item), ...(item.withdrawnOn === undefined ? rowGone : {}) }));
  return [...rows, ...gone, ...phoneViews(world)];
}

/** What the section must know of it, as whole sentences that quote nothing of what is not public. */
export function publicationWarnings(world: World, district: District): readonly string[] {
  const said = publicationViews(world, district).flatMap(({ number, row, kind, problems = [] }) => {
    const place = row === undefined ? number : `第 ${row} 行`;
    return problems.map((problem) => `区级设置《${publications.name}》${place}（${kind}）：${problem}`);
  });
  const asking = linesOf(world).filter(({ asks }) => asks);
  if (asking.length === 0) return said;
  const names = asking.slice(0, 5).map(({ name }) => name);
  const schools = asking.length > names.length ? `${names.join('、')}等 ${asking.length} 校` : names.join('、');
  return [
    ...said,
    `${schools}报的监督举报电话是手机号，没有上公开页：问过机主，在区级设置《公开电话》登记“是”或“否”。`,
  ];
}

const rowGone = {
  problems: [
    '公开着，可区级设置里没有它的行了（删掉了，或者有一格填错，没有采用）：要撤下，请把这一行补回去，照原来的编号，填上“撤下日期”。',
  ],
};

function viewOf(decision: Decision, trial: boolean): PublicationView {
  const { row, item } = decision;
  const { number, kind } = row.values;
  const plain: PublicationView = { number, kind, title: '', state: 'draft', since: '', until: '', note: '' };
  const standing = item ? published(item) : plain;
  switch (decision.is) {
    case 'publish':
      return { ...standing, ...waits(item, trial ? '“试运行”开着，关掉以后才公开' : '下一次运行就公开') };
    case 'withdraw':
      return { ...standing, note: trial ? '“试运行”开着，关掉以后才撤下' : '下一次运行就撤下' };
    case 'stands':
      return item ? standing : { ...plain, note: '填了撤下日期，没有公开过' };
    case 'waiting':
      return { ...standing, ...waits(item, `等到 ${decision.until}`) };
    case 'draft':
      return { ...plain, note: `还没有填：${decision.lacks.join('、')}` };
    case 'held':
      return { ...standing, ...(item ? {} : { state: 'held' as const }), problems: decision.problems };
  }
}

function waits(item: PublishedItem | undefined, note: string): Pick<PublicationView, 'note' | 'state'> {
  if (item && item.withdrawnOn === undefined) return { state: 'public', note: `新的一版：${note}` };
  return { state: 'waiting', note };
}

function published(item: PublishedItem): PublicationView {
  const { number, kind, title, version, publishedOn, updatedOn, withdrawnOn, titleHidden } = item;
  return {
    number,
    kind,
    title: titleHidden ? '' : title,
    state: withdrawnOn === undefined ? 'public' : 'withdrawn',
    since: publishedOn,
    until: withdrawnOn ?? '',
    note: `第 ${version} 版${updatedOn === undefined ? '' : `，${updatedOn} 更新`}`,
  };
}

function linesOf(world: World) {
  return world.ledger.state.publicPage?.lines ?? [];
}

/** One row for all numbers that stand on the page, and one for each school whose number does not. */
function phoneViews(world: World): readonly PublicationView[] {
  const lines = linesOf(world);
  const plain = { number: '', kind: hotlineKind, since: '', until: '' };
  const shown = lines.filter(({ hotline }) => hotline !== '').length;
  return [
    ...(shown === 0 ? [] : [{ ...plain, title: `${shown} 校的电话`, state: 'public' as const, note: '' }]),
    ...lines
      .filter(({ asks, withheld }) => asks || withheld)
      .map(({ name, asks }) => ({
        ...plain,
        title: name,
        state: asks ? ('waiting' as const) : ('withdrawn' as const),
        note: asks ? '是手机号：在《公开电话》登记“是”才公开' : '《公开电话》登记了“否”，不公开',
      })),
  ];
}
