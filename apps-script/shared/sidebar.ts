import { pageStyle } from './page-style.ts';

/** The page's own script, bundled and minified by the build. */
declare const PAGE_SCRIPT: string;

/**
 * Opens a sidebar that draws what a global function returns (`Panel`).
 * @param title words of ours, on top of the sidebar
 * @param call name of the global function, as `main.ts` exports it
 */
export function showSidebar(title: string, call: string): void {
  const page = HtmlService.createHtmlOutput(sidebarPage(call)).setTitle(title);
  SpreadsheetApp.getUi().showSidebar(page);
}

/** The whole page: nothing outside is loaded, and no word of a cell is in it. */
export function sidebarPage(call: string): string {
  return [
    '<!DOCTYPE html><html lang="zh-CN"><head><base target="_top"><meta charset="utf-8">',
    `<style>${pageStyle}</style></head>`,
    `<body data-call="${call}"><main id="panel" tabindex="-1" aria-live="polite"><p>正在读取……</p></main>`,
    `<script>${PAGE_SCRIPT}</script></body></html>`,
  ].join('');
}
