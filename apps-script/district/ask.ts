import {
  answersPlace,
  figureAsked,
  figureExamples,
  type RequestColumn,
  type RequestKind,
  requestColumns,
  requestHeader,
  requestTitles,
} from '../../schemas/requests.ts';
import { controlTabs } from '../../schemas/tree.ts';
import { orToast, toast } from '../shared/politely.ts';
import { readSheets } from '../shared/read-sheets.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Writes a row of 办理请求 in the name of whoever clicked; the next run of the pipeline answers it. */
export function askFor(request: RequestKind, argument = ''): void {
  orToast(() => {
    const book = SpreadsheetApp.getActive();
    const sheet = book.getSheetByName(controlTabs.requests) || newTab(book);
    const [read] = readSheets(book, [controlTabs.requests]);
    const header = requestHeader(read?.cells ?? []);
    if (!header) {
      SpreadsheetApp.getUi().alert(`《${controlTabs.requests}》的表头认不出来，没有登记。请把表头改回来。`);
      return;
    }
    const id = newId();
    // Who asked stays blank: to know the account, the script would have to ask for it. The version history has it.
    const values: Record<RequestColumn, string> = { id, request, argument, askedAt: minuteNow(), askedBy: '' };
    const row: string[] = [];
    for (const column of requestColumns) {
      const at = header.columns[column];
      if (at !== undefined) row[at] = values[column];
    }
    // Two people at once: the service appends each row whole, so no lock is needed.
    sheet.appendRow(Array.from(row, (value) => value ?? ''));
    toast(`已登记：${request}（${id}）。下次运行时办理，一般在一小时之内；答复在${answersPlace}。`);
  });
}

/** 查看来源: asks for a figure, or takes the one that stands in the selected cell. */
export function askForSource(): void {
  orToast(() => {
    const ui = SpreadsheetApp.getUi();
    const selected = figureAsked(String(SpreadsheetApp.getActive().getActiveRange()?.getValue() ?? ''));
    const words = `查哪个数字？例如 ${figureExamples}。${selected ? `不写就查选中的格子里写的 ${selected}。` : ''}`;
    const answer = ui.prompt('查看来源', words, ui.ButtonSet.OK_CANCEL);
    if (answer.getSelectedButton() !== ui.Button.OK) return;
    const typed = answer.getResponseText();
    const figure = typed.trim() === '' ? selected : figureAsked(typed);
    // Only what is a figure is written: a text that begins with = would become a formula.
    if (figure === undefined) ui.alert(`没有登记。请写 ${figureExamples}。`);
    else askFor('查看来源', figure);
  });
}

/** A district that was made before there were requests. */
function newTab(book: Spreadsheet): Sheet {
  const sheet = book.insertSheet(controlTabs.requests);
  // As text, or a month would become a date.
  sheet.getRange(1, 1, sheet.getMaxRows(), requestColumns.length).setNumberFormat('@');
  sheet.appendRow(requestColumns.map((column) => requestTitles[column]));
  return sheet;
}

/** `R20180920-0905-3f9a2c`. */
function newId(): string {
  const time = Utilities.formatDate(new Date(), 'Asia/Shanghai', 'yyyyMMdd-HHmm');
  return `R${time}-${Utilities.getUuid().slice(0, 6)}`;
}

function minuteNow(): string {
  return Utilities.formatDate(new Date(), 'Asia/Shanghai', 'yyyy-MM-dd HH:mm');
}
