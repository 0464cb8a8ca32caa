import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ExcelJS from 'exceljs';
import { initDistrict } from '../../functions/adapters/folder/init.ts';
import { openFolderStore } from '../../functions/adapters/folder/store.ts';
import { openGoogle } from '../../functions/adapters/google/open-google.ts';
import type { School } from '../../schemas/roster.ts';
import { robot } from '../google/http.ts';

import { beginStory, endStory, schoolOf } from '../jobs/google-story.ts';
import { type ContractDistrict, districtContract } from './district-contract.ts';

type Named = readonly Pick<School, 'code' | 'name'>[];

const schoolsOf = (named: Named): readonly School[] =>
  named.map(({ code, name }) => ({ ...schoolOf(0, name), code, name }));

async function onAFolder(named: Named): Promise<ContractDistrict> {
  const root = mkdtempSync(join(tmpdir(), 'anxiao-contract-'));
  await initDistrict(root, schoolsOf(named));
  const at = (path: string): string => join(root, path);
  let later = 0;
  /** People save at another second than we do. */
  const touch = (path: string): void => {
    later += 1000;
    const when = new Date(statSync(at(path)).mtimeMs + later);
    utimesSync(at(path), when, when);
  };
  return {
    during: (work) => work(openFolderStore(root)),
    async put(path, bytes) {
      writeFileSync(at(path), bytes);
      touch(path);
    },
    async type(path, text) {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(at(path));
      const cell = workbook.getWorksheet('表')?.getCell('A1');
      if (cell) cell.value = text;
      await workbook.xlsx.writeFile(at(path));
      touch(path);
    },
    remove: async (path) => rmSync(at(path)),
    makeFolder: async (path) => void mkdirSync(at(path), { recursive: true }),
    async lock(path) {
      const lock = join(dirname(at(path)), `~$${path.slice(path.lastIndexOf('/') + 1)}`);
      writeFileSync(lock, 'somebody');
      return async () => rmSync(lock);
    },
    close: async () => rmSync(root, { recursive: true, force: true }),
  };
}

async function onGoogle(named: Named): Promise<ContractDistrict> {
  const story = await beginStory(schoolsOf(named));
  const { section, root } = story;
  const query = 'supportsAllDrives=true';
  /** A spreadsheet stands at its name with an ending; an uploaded workbook has it in its name. */
  const idAt = async (path: string): Promise<string> => {
    const names = path.split('/');
    const name = names.pop() ?? '';
    const folder = await section.at(root, ...names);
    return section.find(folder, name).catch(() => section.find(folder, name.replace(/\.xlsx$/, '')));
  };
  return {
    async during(work) {
      const { store, ledger } = await openGoogle(story.district, story.env, story.pace);
      try {
        const result = await work(store);
        await store.settle();
        await ledger.settle();
        return result;
      } finally {
        await ledger.close();
      }
    },
    async put(path, bytes) {
      const known = await idAt(path).catch(() => undefined);
      const type = 'application/octet-stream';
      if (known !== undefined) {
        await section.call('PATCH', `/upload/drive/v3/files/${known}?uploadType=media&${query}`, bytes, type);
        return;
      }
      const names = path.split('/');
      const name = names.pop();
      const parents = [await section.at(root, ...names)];
      const made = await section.call('POST', `/upload/drive/v3/files?uploadType=media&${query}`, bytes, type);
      await section.call(
        'PATCH',
        `/drive/v3/files/${made.id}?${query}&addParents=${parents[0]}&removeParents=${made.parents?.[0] ?? 'root'}`,
        { name },
      );
    },
    async type(path, text) {
      await section.call(
        'PUT',
        `/v4/spreadsheets/${await idAt(path)}/values/${encodeURIComponent('表!A1')}?valueInputOption=RAW`,
        {
          values: [[text]],
        },
      );
    },
    remove: async (path) =>
      void (await section.call('PATCH', `/drive/v3/files/${await idAt(path)}?${query}`, { trashed: true })),
    async makeFolder(path) {
      const names = path.split('/');
      const name = names.pop();
      const parents = [await section.at(root, ...names)];
      const mimeType = 'application/vnd.google-apps.folder';
      await section.call('POST', `/drive/v3/files?${query}`, { name, mimeType, parents });
    },
    async lock() {
      const { driveId } = await section.call('GET', `/drive/v3/files/${root}?${query}&fields=driveId`);
      const list = `/drive/v3/files/${driveId}/permissions`;
      const { permissions } = await section.call('GET', `${list}?${query}&fields=permissions(id,emailAddress)`);
      const mine = permissions.find(({ emailAddress }: { emailAddress: string }) => emailAddress === robot);
      const grant = (role: string) => section.call('PATCH', `${list}/${mine.id}?${query}`, { role });
      await grant('reader');
      return () => grant('organizer');
    },
    close: () => endStory(story),
  };
}

districtContract('a folder', onAFolder, { annotates: false, shares: false });
districtContract('Google', onGoogle, { annotates: true, shares: true });
