import type { BookTab } from '../../../schemas/book.ts';
import { registersApart } from '../../../schemas/registers/registers.ts';
import type { School } from '../../../schemas/roster.ts';
import { schoolFolder, tree } from '../../../schemas/tree.ts';
import { apartBook } from '../../core/control/apart-book.ts';
import { controlBook } from '../../core/control/control-book.ts';
import type { DistrictStore } from '../../world.ts';
import type { Made, MadeControl } from '../made.ts';
import type { Pace } from './calls.ts';
import { realPace } from './connection.ts';
import { redraw } from './draw/redraw.ts';
import type { Request } from './draw/request.ts';
import { nowFields, type SpreadsheetNow, spreadsheetNow } from './draw/spreadsheet-now.ts';
import { openNewGoogle } from './open-google.ts';
import { applyBatch, type SheetsHands } from './spreadsheets.ts';

/**
 * Makes a district in a folder of Google Drive, or adds the tabs that its control spreadsheet lacks. The control
 * spreadsheet comes last: a district that was cut short is made again from the start, and finds what is there.
 */
export async function initGoogle(
  district: string,
  schools: readonly School[],
  env: Readonly<Record<string, string | undefined>>,
  pace: Pace = realPace,
): Promise<Made> {
  const { store, tree: places, connection } = await openNewGoogle(district, env, pace);
  const control = places.index.at(tree.control);
  if (control) {
    const completed = await completeControl(connection, control.id, await connection.robot());
    return { ...completed, apart: await makeApart(store) };
  }
  for (const folder of [tree.schools, tree.inbox, tree.bulletins, tree.outbox]) await places.folder(folder);
  for (const { code, name } of schools) await places.folder(`${tree.schools}/${schoolFolder(code, name)}`);
  const apart = await makeApart(store);
  await store.create(tree.control, await store.draw(controlBook(schools)));
  return { is: 'made', apart };
}

/** Spreadsheets of registers apart that are not there yet, each in a folder of its own, which runs share with its owner. */
async function makeApart(store: DistrictStore): Promise<readonly string[]> {
  const made: string[] = [];
  for (const register of registersApart)
    if ((await store.create(register.workbook, await store.draw(apartBook(register)))) === 'created')
      made.push(register.workbook);
  return made;
}

async function completeControl(hands: SheetsHands, id: string, robot: string): Promise<MadeControl> {
  let tabs: readonly string[] = [];
  await applyBatch(hands, id, {
    fields: nowFields,
    see: spreadsheetNow,
    plan: (now) => {
      const missing = missingTabs(now);
      if (missing.length > 0) tabs = missing.map(({ name }) => name);
      return missing.length === 0 ? [] : atTheEnd(missing, robot);
    },
  });
  return tabs.length === 0 ? { is: 'exists' } : { is: 'completed', tabs };
}

function missingTabs({ sheets }: SpreadsheetNow): readonly BookTab[] {
  const there = new Set(sheets.map(({ title }) => title));
  return controlBook([]).tabs.filter(({ name }) => !there.has(name));
}

/** New tabs behind those that are there, of which none is touched. */
function atTheEnd(tabs: readonly BookTab[], robot: string): readonly Request[] {
  const nothing = { sheets: [], names: [] };
  const requests = redraw({ title: '', tabs, names: [] }, nothing, { robot, linkTo: () => undefined });
  return requests.map((request) => {
    if (!request.addSheet?.properties) return request;
    const { index: _, ...properties } = request.addSheet.properties;
    return { addSheet: { properties } };
  });
}
