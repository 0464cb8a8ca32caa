import type { ApiAnswer, ApiRequest, FilesOfSheets, SheetsOfFiles } from '../api.ts';

/** Sheets v4 in memory: what the server hands requests to, and what Drive asks for the content of its files. */
export function createSheets(_files: FilesOfSheets): { handle(request: ApiRequest): ApiAnswer } & SheetsOfFiles {
  return {
    handle: () => ({ status: 501 }),
    create: () => {},
    copy: () => {},
    remove: () => {},
    rename: () => {},
    export: () => undefined,
  };
}
