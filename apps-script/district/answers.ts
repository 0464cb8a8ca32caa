import type { Cell } from '../../schemas/grid.ts';
import { type RequestOutcome, readSummary, requestJob } from '../../schemas/requests.ts';
import { masterTabs } from '../../schemas/tree.ts';
import { orToast } from '../shared/politely.ts';

/** The tab of 区级设置 in which the spreadsheet shows 运行日志 of 总表: people's own, no machine reads it. */
export const answersTab = '办理情况';

/** What 运行日志 says of a request. */
export interface Answer {
  readonly at: string;
  readonly outcome: RequestOutcome;
  readonly answer: string;
}

/**
 * Asks for the link of 总表 and lets the spreadsheet itself bring its 运行日志 here: whoever clicks 允许访问 uses a right of
 * their own, and the script needs no right to any other file.
 */
export function connect(): void {
  orToast(() => {
    const ui = SpreadsheetApp.getUi();
    const answer = ui.prompt(
      '连上总表',
      '打开《总表》，复制浏览器地址栏里的网址，粘贴到这里。只需做一次。',
      ui.ButtonSet.OK_CANCEL,
    );
    if (answer.getSelectedButton() !== ui.Button.OK) return;
    const book = SpreadsheetApp.getActive();
    const id = spreadsheetId(answer.getResponseText());
    if (id === undefined || id === book.getId()) {
      ui.alert('这不是《总表》的网址，没有连上。网址里应当有 /spreadsheets/d/。');
      return;
    }
    const sheet = book.getSheetByName(answersTab) || book.insertSheet(answersTab);
    sheet.getRange(1, 1).setValue(`从《总表》的“${masterTabs.runs}”引来，不用改。第一次请点 A2 格，再点“允许访问”。`);
    sheet
      .getRange(2, 1)
      .setFormula(`=IMPORTRANGE("https://docs.google.com/spreadsheets/d/${id}","${masterTabs.runs}!A1:D520")`);
    ui.alert(`请到《${answersTab}》点 A2 格，再点“允许访问”。以后菜单“办理情况”就显示每件办得怎样。`);
  });
}

/** The id in a link, or an id alone: nothing else ever gets into the formula. */
function spreadsheetId(text: string): string | undefined {
  const trimmed = text.trim();
  const [, id] = /\/spreadsheets\/d\/([A-Za-z0-9_-]{20,80})(?:[/?#]|$)/.exec(trimmed) || [];
  return id ?? (/^[A-Za-z0-9_-]{20,80}$/.test(trimmed) ? trimmed : undefined);
}

/** Answers by 编号; undefined where 运行日志 is not there (yet). */
export function answersIn(cells: readonly (readonly Cell[])[]): ReadonlyMap<string, Answer> | undefined {
  const head = cells.findIndex((row) => row.indexOf('任务') >= 0 && row.indexOf('做了什么') >= 0);
  const header = cells[head];
  if (!header) return undefined;
  const [time, job, what] = ['时间', '任务', '做了什么'].map((title) => header.indexOf(title));
  const answers = new Map<string, Answer>();
  const prefix = requestJob('');
  for (const row of cells.slice(head + 1)) {
    const title = String(row[job ?? -1] ?? '');
    const id = title.slice(prefix.length);
    // The newest line of a request comes first.
    if (title.slice(0, prefix.length) !== prefix || answers.has(id)) continue;
    answers.set(id, { at: String(row[time ?? -1] ?? ''), ...readSummary(String(row[what ?? -1] ?? '')) });
  }
  return answers;
}
