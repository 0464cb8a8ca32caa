import { type Area, areaIn, gridArea, intersection, placeOf, sheetById } from './area.ts';
import type { DeveloperMetadata, DimensionRange, Document, GridRange } from './document.ts';
import { Invalid } from './errors.ts';

export interface DataFilter {
  readonly a1Range?: string;
  readonly gridRange?: GridRange;
  readonly developerMetadataLookup?: Lookup;
}

interface Lookup {
  readonly metadataId?: number;
  readonly metadataKey?: string;
  readonly metadataValue?: string;
  readonly visibility?: string;
  readonly locationType?: string;
  readonly locationMatchingStrategy?: string;
  readonly metadataLocation?: DeveloperMetadata['location'];
}

/** The metadata that a filter means: by its fields and place, or everything that lies on some cells. */
export function metadataOf(document: Document, filter: DataFilter): DeveloperMetadata[] {
  const lookup = filter.developerMetadataLookup;
  if (lookup) return document.metadata.filter((each) => answers(document, each, lookup));
  const { sheetId, area } = filteredCells(document, filter);
  return document.metadata.filter((each) => {
    const cells = cellsOf(document, each.location);
    return cells?.sheetId === sheetId && intersection(cells.area, area) !== undefined;
  });
}

/** The cells that a filter means: its range, or those of the metadata that it finds. */
export function cellsOfFilter(
  document: Document,
  filter: DataFilter,
): { readonly sheetId: number; readonly area: Area }[] {
  if (!filter.developerMetadataLookup) return [filteredCells(document, filter)];
  return metadataOf(document, filter).flatMap((each) => cellsOf(document, each.location) ?? []);
}

function filteredCells(document: Document, { a1Range, gridRange }: DataFilter) {
  if (a1Range !== undefined) {
    const { sheet, span } = placeOf(document, a1Range);
    return { sheetId: sheet.properties.sheetId, area: areaIn(sheet, span, true) };
  }
  if (!gridRange)
    throw new Invalid('A DataFilter must have exactly one of developerMetadataLookup, a1Range, gridRange.');
  const { sheet, ...area } = gridArea(document, gridRange, true);
  return { sheetId: sheet.properties.sheetId, area };
}

/** Undefined for metadata of the whole spreadsheet. */
function cellsOf(document: Document, location: DeveloperMetadata['location']) {
  const { dimensionRange: lines, sheetId } = location;
  if (lines) {
    const { sheet, ...area } = gridArea(document, asGridRange(lines), true);
    return { sheetId: sheet.properties.sheetId, area };
  }
  if (sheetId === undefined) return undefined;
  const { sheet, ...area } = gridArea(document, { sheetId });
  return { sheetId: sheet.properties.sheetId, area };
}

const asGridRange = ({
  sheetId = 0,
  dimension,
  startIndex = 0,
  endIndex = startIndex + 1,
}: DimensionRange): GridRange =>
  dimension === 'COLUMNS'
    ? { sheetId, startColumnIndex: startIndex, endColumnIndex: endIndex }
    : { sheetId, startRowIndex: startIndex, endRowIndex: endIndex };

function answers(document: Document, each: DeveloperMetadata, lookup: Lookup): boolean {
  const same = (key: 'metadataId' | 'metadataKey' | 'metadataValue' | 'visibility') =>
    lookup[key] === undefined || lookup[key] === each[key];
  const type = lookup.locationType === undefined || lookup.locationType === each.location.locationType;
  const fields = same('metadataId') && same('metadataKey') && same('metadataValue') && same('visibility');
  return fields && type && (!lookup.metadataLocation || isAt(document, each, lookup));
}

function isAt(document: Document, each: DeveloperMetadata, lookup: Lookup): boolean {
  const wanted = locationOf(document, lookup.metadataLocation);
  if (lookup.locationMatchingStrategy === 'EXACT_LOCATION' || wanted.spreadsheet) {
    const exact = lookup.locationMatchingStrategy === 'EXACT_LOCATION';
    return !exact || JSON.stringify(locationOf(document, each.location)) === JSON.stringify(wanted);
  }
  const [here, there] = [cellsOf(document, each.location), cellsOf(document, wanted)];
  return here?.sheetId === there?.sheetId && !!here && !!there && intersection(here.area, there.area) !== undefined;
}

/** A location as Google answers it, with its type worked out; refused where it is none. */
export function locationOf(
  document: Document,
  given: DeveloperMetadata['location'] | undefined,
): DeveloperMetadata['location'] {
  if (given?.spreadsheet) return { locationType: 'SPREADSHEET', spreadsheet: true };
  if (given?.sheetId !== undefined) {
    sheetById(document, given.sheetId);
    return { locationType: 'SHEET', sheetId: given.sheetId };
  }
  const lines = given?.dimensionRange;
  if (!lines?.dimension) throw new Invalid('Developer metadata must have a location.');
  gridArea(document, asGridRange(lines));
  const { sheetId, dimension, startIndex = 0, endIndex = startIndex + 1 } = lines;
  if (endIndex - startIndex !== 1) throw new Invalid('Developer metadata may be on one row or column only.');
  const dimensionRange = { ...(sheetId && { sheetId }), dimension, startIndex, endIndex };
  return { locationType: dimension === 'ROWS' ? 'ROW' : 'COLUMN', dimensionRange };
}
