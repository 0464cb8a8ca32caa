import { parseA1 } from '../../schemas/grid.ts';
import { orToast, toast } from './politely.ts';

/** Shows a cell: `自查表!B4`. */
export function goTo(address: string): void {
  orToast(() => {
    const bang = address.lastIndexOf('!');
    const place = parseA1(address.slice(bang + 1));
    const sheet = SpreadsheetApp.getActive().getSheetByName(address.slice(0, bang));
    if (sheet && place) sheet.setActiveRange(sheet.getRange(place.row + 1, place.column + 1));
    else toast('这个格子不在了，可能是表名改过。');
  });
}
