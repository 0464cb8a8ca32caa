import type { FilesOfSheets } from '../api.ts';
import { atLeast, roleOf } from './access.ts';
import { type FileNode, type Role, SPREADSHEET, type Tree } from './tree.ts';

/** What Sheets may know and do about the files that its spreadsheets are. */
export function filesOfSheets(tree: Tree): FilesOfSheets {
  const file = (id: string): FileNode | undefined => {
    const node = tree.nodes.get(id);
    return node?.mimeType === SPREADSHEET && !tree.inBin(node) ? node : undefined;
  };
  const has = (id: string, caller: string, least: Role) => {
    const node = file(id);
    return node !== undefined && atLeast(roleOf(tree, node, caller), least);
  };
  const edited = (id: string, caller: string, name?: string) => {
    const node = file(id);
    if (!node) return;
    if (name !== undefined) node.name = name;
    tree.edited(node, caller);
    tree.revise(node);
  };
  return {
    exists: (id) => file(id) !== undefined,
    mayRead: (id, caller) => has(id, caller, 'reader'),
    mayWrite: (id, caller) => has(id, caller, 'writer'),
    ownedBy: (id, caller) => has(id, caller, 'organizer'),
    create(title, caller) {
      const parent = tree.rootOf(caller).id;
      return tree.add({ name: title, mimeType: SPREADSHEET, parent, owner: caller }, caller).id;
    },
    touched: (id, caller) => edited(id, caller),
    renamed: (id, title, caller) => edited(id, caller, title),
  };
}
