import { addDistrictMenu, isControl } from './district/menu.ts';
import { addSchoolMenu, isReport } from './school/menu.ts';

// Each export becomes a global function of the script: what menus, triggers and pages call by name.

/** Simple trigger: the menu of whichever workbook the script is bound to. */
export function onOpen(): void {
  const book = SpreadsheetApp.getActive();
  if (isReport(book)) addSchoolMenu();
  else if (isControl(book)) addDistrictMenu();
}
