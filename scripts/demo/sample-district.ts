import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initDistrict } from '../../functions/adapters/folder/init.ts';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { controlBook } from '../../functions/core/control/control-book.ts';
import type { Book } from '../../schemas/book.ts';
import { type SettingKey, settingsDeclared } from '../../schemas/settings.ts';
import { controlTabs, tree } from '../../schemas/tree.ts';
import { sampleSchools } from './schools.ts';
import { type Entry, typedInto } from './typed-into.ts';

/** What the section of the sample district types into 设置: it is nobody's real office. */
const settings: Readonly<Partial<Record<SettingKey, string>>> = {
  campaign: '示例区中小学生欺凌防治落实年行动',
  office: '示例区教育体育局安全科',
  officePhone: '0539-1234567',
  sectionEmail: 'anquanke@example.cn',
  mailFrom: '示例区安全科 <anquanke@example.cn>',
};

/** Makes the sample district as `init` would, and then what its section sets up by hand. */
export async function makeSampleDistrict(root: string): Promise<void> {
  const schools = sampleSchools.map(({ school }) => school);
  await initDistrict(root, schools);
  writeFileSync(join(root, tree.control), await controlWith([]));
}

/** 区级设置 of the sample district, with what its section typed since. */
export async function controlWith(typed: readonly Entry[]): Promise<Uint8Array> {
  const book = controlBook(sampleSchools.map(({ school }) => school));
  return drawBook(typedInto(book, [...settingsTyped(book), ...typed]));
}

/** What the section types into the control workbook. */
export function settingsTyped(control: Book): readonly Entry[] {
  const titles = new Map(Object.entries(settings).map(([key, value]) => [titleOf(key), value]));
  const cells = control.tabs.find(({ name }) => name === controlTabs.settings)?.cells ?? [];
  return cells.flatMap(({ row, column, value }) => {
    const typed = column === 0 && typeof value === 'string' ? titles.get(value) : undefined;
    return typed === undefined ? [] : [{ tab: controlTabs.settings, row, column: 1, value: typed }];
  });
}

function titleOf(key: string): string {
  return settingsDeclared[key as SettingKey].title;
}
