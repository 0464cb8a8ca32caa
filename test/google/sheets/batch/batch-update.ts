import type { Edit } from '../edit.ts';
import { at, Invalid, refusal } from '../errors.ts';
import type { Message } from '../schema/check.ts';
import { arrangeRequests } from './arrange.ts';
import { borderRequests } from './borders.ts';
import { cellRequests } from './cells.ts';
import { dimensionGroupRequests } from './dimension-groups.ts';
import { dimensionRequests } from './dimensions.ts';
import { mergeRequests } from './merges.ts';
import { metadataRequests } from './metadata.ts';
import { namedRangeRequests } from './named-ranges.ts';
import { pasteRequests } from './paste.ts';
import { protectionRequests } from './protection.ts';
import { ruleRequests } from './rules.ts';
import { sheetRequests } from './sheets.ts';
import { spreadsheetRequests } from './spreadsheet.ts';
import { tableRequests } from './tables.ts';
import { textRequests } from './text.ts';

/** Applies one request to the draft; what it answers beside `{}` stands under its kind. */
type Handler = (edit: Edit, request: never) => Message | undefined;

const HANDLERS: Readonly<Record<string, Handler>> = {
  ...arrangeRequests,
  ...borderRequests,
  ...cellRequests,
  ...dimensionGroupRequests,
  ...dimensionRequests,
  ...mergeRequests,
  ...metadataRequests,
  ...namedRangeRequests,
  ...pasteRequests,
  ...protectionRequests,
  ...ruleRequests,
  ...sheetRequests,
  ...spreadsheetRequests,
  ...tableRequests,
  ...textRequests,
};

/** Kinds that Google has and the emulator does not. */
const UNSERVED = new Set(
  `addBanding addChart addCommentReply addDataSource addFilterView addSlicer autoFill autoResizeDimensions
  cancelDataSourceRefresh deleteBanding deleteComment deleteCommentReply deleteDataSource deleteDuplicates
  deleteEmbeddedObject deleteFilterView deleteRange duplicateFilterView insertComment insertRange randomizeRange
  refreshDataSource trimWhitespace updateBanding updateChartSpec updateCommentPost updateDataSource
  updateDimensionGroup updateEmbeddedObjectBorder updateEmbeddedObjectPosition updateFilterView
  updateSlicerSpec`.split(/\s+/),
);

/** Says so where a body asks for what only Google can do: no answer of Google's may be made up for it. */
export function refuseUnserved(body: unknown): void {
  const requests = (body as { requests?: unknown } | undefined)?.requests;
  const kinds = (Array.isArray(requests) ? requests : []).flatMap((request) => Object.keys(request ?? {}));
  const kind = kinds.find((each) => UNSERVED.has(each));
  if (kind) throw refusal(501, `The emulator does not serve ${kind}.`);
}

/** Applies all requests to a draft, or throws and leaves the draft to be thrown away; one reply each. */
export function applyRequests(edit: Edit, requests: readonly Message[]): Message[] {
  if (requests.length === 0) throw new Invalid('Must specify at least one request.');
  return requests.map((request, index) => {
    const [[kind, body] = [], another] = Object.entries(request);
    const handler = kind === undefined ? undefined : HANDLERS[kind];
    if (kind === undefined || !handler || another)
      throw new Invalid(`Invalid requests[${index}]: exactly one kind must be set.`);
    return at(`Invalid requests[${index}].${kind}`, () => handler(edit, body as never)) ?? {};
  });
}
