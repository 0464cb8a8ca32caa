import { controlTabs } from '../../schemas/tree.ts';

/** True for 区级设置: it has the tabs without which nothing runs, whatever people added. */
export function isControl(book: GoogleAppsScript.Spreadsheet.Spreadsheet): boolean {
  return book.getSheetByName(controlTabs.settings) !== null && book.getSheetByName(controlTabs.roster) !== null;
}

/** 安全科, in the control workbook. */
export function addDistrictMenu(): void {
  SpreadsheetApp.getUi()
    .createMenu('安全科')
    .addItem('立即校验', 'askCheck')
    .addItem('预览催报', 'askPreview')
    .addItem('生成通报草稿', 'askDraft')
    .addItem('查看来源', 'askSource')
    .addSeparator()
    .addItem('办理情况', 'showRequests')
    .addItem('连上总表', 'connectMaster')
    .addToUi();
}
