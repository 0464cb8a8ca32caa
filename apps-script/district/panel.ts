import { type Cell, cellAddress } from '../../schemas/grid.ts';
import { answeredWords, answersPlace, requestId, type TypedRequest, typedRequests } from '../../schemas/requests.ts';
import { controlTabs } from '../../schemas/tree.ts';
import type { Panel, PanelGroup, PanelItem } from '../shared/panel.ts';
import { panelOf } from '../shared/politely.ts';
import { readSheets } from '../shared/read-sheets.ts';
import { type Answer, answersIn, answersTab } from './answers.ts';

/** How many requests a sidebar lists, the newest first. */
const most = 30;

/** 办理情况: what was asked for, and how far it is as far as this workbook can know. */
export function requestsPanel(): Panel {
  return panelOf(() => {
    const sheets = readSheets(SpreadsheetApp.getActive(), [controlTabs.requests, answersTab]);
    const cellsOf = (name: string) => sheets.find((sheet) => sheet.name === name)?.cells;
    return panelAbout(cellsOf(controlTabs.requests) ?? [], cellsOf(answersTab));
  });
}

function panelAbout(requests: readonly (readonly Cell[])[], log: readonly (readonly Cell[])[] | undefined): Panel {
  const typed = typedRequests(requests);
  if (!typed) return { lead: [noTable], groups: [], buttons: [again] };
  const rows = typed.slice(-most).reverse();
  const answers = log && answersIn(log);
  const items = rows.map((row) => itemOf(row, answers));
  const group = (title: string, state: State): readonly PanelGroup[] => {
    const ofState = items.filter((it) => it.state === state).map(({ item }) => item);
    return ofState.length === 0 ? [] : [{ title: `${title}（${ofState.length}）`, items: ofState }];
  };
  return {
    lead: leadOf(rows.length, log !== undefined, answers !== undefined),
    groups: [
      ...group('没有办成', 'refused'),
      ...group('等下次运行办理', 'open'),
      ...group('已登记', 'unknown'),
      ...group('已办理', 'done'),
    ],
    buttons: [again],
  };
}

const again = { words: '刷新', call: 'requestsOfSheet' };
const noTable = `没有《${controlTabs.requests}》，或者它的表头认不出来。从菜单“安全科”选一项，没有的会补上；表头改过的请改回来。`;

function leadOf(rows: number, hasTab: boolean, hasLog: boolean): readonly string[] {
  const first =
    rows === 0 ? '还没有登记过请求。从菜单“安全科”选一项。' : `最近 ${rows} 件请求，新的在前。点一件就到那一行。`;
  if (hasLog) return [first, '答复随《总表》更新，可能晚几分钟到一小时。'];
  const why = hasTab
    ? `还看不到《总表》：请打开《${answersTab}》，点 A2 格，再点“允许访问”。`
    : '要在这里看到办没办好，请从菜单“安全科”选“连上总表”，只需做一次。';
  return [first, `答复在${answersPlace}。${why}`];
}

type State = 'refused' | 'open' | 'unknown' | 'done';

function itemOf(
  row: TypedRequest,
  answers: ReadonlyMap<string, Answer> | undefined,
): { readonly state: State; readonly item: PanelItem } {
  const id = requestId(row.id);
  const answer = id === undefined ? undefined : answers?.get(id);
  const asked = [row.request, row.argument].map((cell) => String(cell ?? '')).filter((text) => text !== '');
  const when = typeof row.askedAt === 'string' ? `，${row.askedAt} 提出` : '';
  // What was written without a number cannot be found in the log again.
  const state: State = answer ? answer.outcome : answers && id !== undefined ? 'open' : 'unknown';
  const said = answer
    ? `${answer.answer}（${answer.at} 答复）`
    : state === 'open'
      ? '还没有办理。'
      : `答复看${answersPlace}。`;
  return {
    state,
    item: {
      head: `${signs[state]}${asked.join(' ')}`,
      body: `${said}${id ?? '没有编号'}${when}。`,
      tone: tones[state],
      goTo: cellAddress({ sheet: controlTabs.requests, row: row.row, column: 0 }),
    },
  };
}

const signs: Readonly<Record<State, string>> = {
  refused: `▲ ${answeredWords.refused}：`,
  open: '○ 待办理：',
  unknown: '○ 已登记：',
  done: `√ ${answeredWords.done}：`,
};
const tones: Readonly<Record<State, PanelItem['tone']>> = {
  refused: 'bad',
  open: 'warn',
  unknown: 'quiet',
  done: 'good',
};
