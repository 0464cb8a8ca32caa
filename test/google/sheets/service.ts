import { type ApiAnswer, type ApiRequest, type FilesOfSheets, Refusal, type SheetsOfFiles } from '../api.ts';
import { csvOf } from './csv.ts';
import { cloneDocument, type Document } from './document.ts';
import type { Edit } from './edit.ts';
import { forbidden, Invalid, notFound, refusal } from './errors.ts';
import type { Call } from './method.ts';
import { METHODS } from './methods.ts';
import { blankSpreadsheet, describedSpreadsheet } from './new-spreadsheet.ts';
import { checkQuery } from './query.ts';
import { spreadsheetResource } from './resource.ts';
import { checkBody, type Message } from './schema/check.ts';
import { answerMask, project } from './schema/mask.ts';
import { xlsxOf, xlsxType } from './xlsx.ts';

/** Sheets v4 in memory: what the server hands requests to, and what Drive asks for the content of its files. */
export function createSheets(files: FilesOfSheets): { handle(request: ApiRequest): ApiAnswer } & SheetsOfFiles {
  // A stored document is never changed: a write makes another one of it, so copies and failures cost nothing.
  const documents = new Map<string, Document>();

  function handle(request: ApiRequest): ApiAnswer {
    try {
      const json = request.path === '/v4/spreadsheets' ? createSpreadsheet(request) : callMethod(request);
      return { status: 200, json };
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      if (error instanceof Invalid) return refusal(400, error.message).answer;
      throw error;
    }
  }

  function callMethod(request: ApiRequest): unknown {
    const [, id = '', rest = ''] = /^\/v4\/spreadsheets\/([^/:]+)(.*)$/.exec(request.path) ?? [];
    const method = METHODS.find(({ verb, path }) => verb === request.method && path.test(rest));
    if (!id || !method) throw notFound();
    const query = checkQuery(request.query, method.query);
    const fields = request.query.get('fields') || undefined;
    const mask = answerMask(fields, method.answer);
    const sent = bodyOf(request);
    method.refuse?.(sent);
    const body = method.body ? checkBody(sent, method.body, method.root) : {};
    const spreadsheetId = decodeURIComponent(id);
    const part = decodeURIComponent(method.path.exec(rest)?.[1] ?? '');
    const { caller } = request;
    const changeOther: Call['changeOther'] = (other, change) => changed(other, caller, change);
    const call = { spreadsheetId, part, query, body, mask, masked: fields !== undefined, changeOther };
    const run = (edit: Edit) => method.run(edit, call);
    return project(method.writes ? changed(spreadsheetId, caller, run) : run(opened(spreadsheetId, caller)), mask);
  }

  /** The document as the caller may see it. */
  function opened(id: string, caller: string): Edit {
    const document = files.exists(id) ? documents.get(id) : undefined;
    if (!document) throw notFound();
    if (!files.mayRead(id, caller)) throw forbidden();
    return { document, caller, owner: files.ownedBy(id, caller) };
  }

  /** All of a change or, where something is thrown, nothing of it. */
  function changed<T>(id: string, caller: string, change: (edit: Edit) => T): T {
    const { document, ...who } = opened(id, caller);
    if (!files.mayWrite(id, caller)) throw forbidden();
    const draft = cloneDocument(document);
    const answer = change({ ...who, document: draft });
    documents.set(id, draft);
    const { title } = draft.properties;
    if (title === document.properties.title) files.touched(id, caller);
    else files.renamed(id, String(title), caller);
    return answer;
  }

  function createSpreadsheet({ method, query, caller, ...request }: ApiRequest): unknown {
    if (method !== 'POST') throw notFound();
    checkQuery(query, 'NoQuery');
    const mask = answerMask(query.get('fields') ?? undefined, 'Spreadsheet');
    const body = checkBody(bodyOf(request), 'Spreadsheet', 'spreadsheet');
    const title = String((body.properties as Message | undefined)?.title ?? 'Untitled spreadsheet');
    const document = describedSpreadsheet(title, body, caller);
    const spreadsheetId = files.create(title, caller);
    documents.set(spreadsheetId, document);
    return spreadsheetResource(
      { document, caller, owner: true },
      { spreadsheetId, ranges: [], includeGridData: false, mask },
    );
  }

  return {
    handle,
    create: (id, title) => void documents.set(id, blankSpreadsheet(title)),
    copy(from, to, title) {
      const source = documents.get(from);
      if (source) documents.set(to, titled(source, title));
    },
    remove: (id) => void documents.delete(id),
    rename(id, title) {
      const document = documents.get(id);
      if (document) documents.set(id, titled(document, title));
    },
    export(id, mimeType) {
      const document = documents.get(id);
      if (document && mimeType === 'text/csv') return Buffer.from(csvOf(document));
      return document && mimeType === xlsxType ? xlsxOf(document) : undefined;
    },
  };
}

const titled = (document: Document, title: string): Document => ({
  ...document,
  properties: { ...document.properties, title },
});

function bodyOf({ bytes, json }: Pick<ApiRequest, 'bytes' | 'json'>): unknown {
  if (bytes.length > 0 && json === undefined) throw refusal(400, 'Invalid JSON payload received. Unexpected token.');
  return json;
}
