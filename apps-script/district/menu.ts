/** True for 区级设置. */
export function isControl(_book: GoogleAppsScript.Spreadsheet.Spreadsheet): boolean {
  return false;
}

/** 安全科, in the control workbook. */
export function addDistrictMenu(): void {}
