import { identitySheet } from '../../schemas/tree.ts';
import type { Panel } from '../shared/panel.ts';
import { panelOf } from '../shared/politely.ts';
import { type Looked, readReport } from './read-report.ts';

/** True for a report that was handed out: it carries whose it is. */
export function isReport(book: GoogleAppsScript.Spreadsheet.Spreadsheet): boolean {
  return book.getSheetByName(identitySheet) !== null;
}

/** 填报助手, where a school fills in its report. An add-on may only have a menu under 扩展程序. */
export function addSchoolMenu(isAddOn: boolean): void {
  const ui = SpreadsheetApp.getUi();
  const menu = isAddOn ? ui.createAddonMenu() : ui.createMenu('填报助手');
  menu
    .addItem('校验本表', 'showCheck')
    .addItem('字数统计', 'showWords')
    .addItem('填报说明', 'showHelp')
    .addSeparator()
    .addItem('签报检查', 'showSigning')
    .addToUi();
}

/** Today in Shanghai, `YYYY-MM-DD`, wherever the computer stands. */
export function today(): string {
  return Utilities.formatDate(new Date(), 'Asia/Shanghai', 'yyyy-MM-dd');
}

/** A panel about the report that is open now. */
export function panelAbout(make: (looked: Looked) => Panel): Panel {
  return panelOf(() => make(readReport(SpreadsheetApp.getActive(), today())));
}
