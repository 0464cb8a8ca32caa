import type { Panel } from './panel.ts';

const sorry = '这次没有办成，请稍后再试。表里填的内容不受影响。';

/** What a page asks for: whatever goes wrong comes back as a line to read, never as an error dialog. */
export function panelOf(make: () => Panel): Panel {
  try {
    return make();
  } catch (error) {
    console.error(error);
    return { lead: [sorry], groups: [], buttons: [] };
  }
}

/** What a menu does: whatever goes wrong is a passing line in the corner of the window. */
export function orToast(act: () => void): void {
  try {
    act();
  } catch (error) {
    console.error(error);
    toast(sorry);
  }
}

/** What a trigger does: nobody asked for it, so nobody is told. */
export function quietly(act: () => void): void {
  try {
    act();
  } catch (error) {
    console.error(error);
  }
}

/** A line that goes away by itself. */
export function toast(words: string): void {
  quietly(() => SpreadsheetApp.getActive().toast(words));
}
