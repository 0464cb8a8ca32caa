import { connect } from './district/answers.ts';
import { askFor, askForSource } from './district/ask.ts';
import { addDistrictMenu, isControl } from './district/menu.ts';
import { requestsPanel } from './district/panel.ts';
import { addSchoolMenu, isReport, panelAbout, today } from './school/menu.ts';
import { markTab } from './school/on-edit.ts';
import { checkPanel, helpPanel, signingPanel, wordsPanel } from './school/panels.ts';
import type { Panel } from './shared/panel.ts';
import { orToast, quietly } from './shared/politely.ts';
import { showSidebar } from './shared/sidebar.ts';

// Each export becomes a global function of the script: what menus, triggers and pages call by name.

/** True in the script that is published as an add-on; said by the build. */
declare const IS_ADD_ON: boolean;

/** Simple trigger: the menu of whichever workbook the script is bound to. */
export function onOpen(): void {
  quietly(() => {
    // An add-on that nobody has used in a workbook yet may not look into it.
    if (IS_ADD_ON) return addSchoolMenu(true);
    const book = SpreadsheetApp.getActive();
    if (isReport(book)) addSchoolMenu(false);
    else if (isControl(book)) addDistrictMenu();
  });
}

export function onInstall(): void {
  onOpen();
}

/** Simple trigger, without any authorisation: judges what was just typed. */
export function onEdit(event: GoogleAppsScript.Events.SheetsOnEdit): void {
  quietly(() => markTab(event.range.getSheet(), today()));
}

export { goTo } from './shared/go-to.ts';

export function showCheck(): void {
  orToast(() => showSidebar('填报助手：校验本表', 'checkSheet'));
}

export function checkSheet(): Panel {
  return panelAbout(checkPanel);
}

export function showWords(): void {
  orToast(() => showSidebar('填报助手：字数统计', 'countWordsOfSheet'));
}

export function countWordsOfSheet(): Panel {
  return panelAbout(wordsPanel);
}

export function showHelp(): void {
  orToast(() => showSidebar('填报助手：填报说明', 'explainSheet'));
}

export function explainSheet(): Panel {
  return panelAbout(helpPanel);
}

export function showSigning(): void {
  orToast(() => showSidebar('填报助手：签报检查', 'checkSigning'));
}

export function checkSigning(): Panel {
  return panelAbout(signingPanel);
}

export function askCheck(): void {
  askFor('立即校验');
}

export function askPreview(): void {
  askFor('预览催报');
}

export function askDraft(): void {
  askFor('生成通报草稿');
}

export function askSource(): void {
  askForSource();
}

export function showRequests(): void {
  orToast(() => showSidebar('安全科：办理情况', 'requestsOfSheet'));
}

export function requestsOfSheet(): Panel {
  return requestsPanel();
}

export function connectMaster(): void {
  connect();
}
