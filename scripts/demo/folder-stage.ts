import { copyFileSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { tree } from '../../schemas/tree.ts';
import { controlWith } from './sample-district.ts';
import type { Stage } from './stage.ts';

/** A folder as the stage: schools save workbooks, with the hour of the story as the files' time. */
export function folderStage(root: string): Stage {
  let hour = new Date(0);
  const stamped = (path: string): void => utimesSync(path, hour, hour);
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    writeFileSync(join(root, path), bytes);
    stamped(join(root, path));
  };
  return {
    district: root,
    env: {},
    turn: (iso) => {
      hour = new Date(iso);
    },
    handedOut: (paths) => {
      for (const path of paths) stamped(join(root, path));
    },
    section: async (typed) => put(tree.control, await controlWith(typed)),
    type: async (_, path, filled) => put(path, await drawBook(filled)),
    put,
    copy: async (from, to) => {
      copyFileSync(join(root, from), join(root, to));
      stamped(join(root, to));
    },
    remove: async (path) => unlinkSync(join(root, path)),
  };
}
