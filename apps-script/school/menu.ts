/** True for a report that was handed out: it carries whose it is. */
export function isReport(book: GoogleAppsScript.Spreadsheet.Spreadsheet): boolean {
  return book.getSheetByName('_identity') !== null;
}

/** 填报助手, where a school fills in its report. */
export function addSchoolMenu(): void {
  SpreadsheetApp.getUi().createMenu('填报助手').addToUi();
}
