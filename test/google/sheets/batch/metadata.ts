import { type DeveloperMetadata, nextId } from '../document.ts';
import type { Edit } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { type DataFilter, locationOf, metadataOf } from '../metadata.ts';
import type { Message } from '../schema/check.ts';
import { overlay } from '../schema/mask.ts';
import { requestMask } from './request-mask.ts';

type Given = Partial<DeveloperMetadata>;

function createDeveloperMetadata(edit: Edit, { developerMetadata = {} }: { developerMetadata?: Given }): Message {
  const { document } = edit;
  const metadataId = developerMetadata.metadataId ?? nextId(document);
  if (document.metadata.some((each) => each.metadataId === metadataId)) {
    throw new Invalid(`Developer metadata with the id ${metadataId} already exists.`);
  }
  const added = checked(edit, { ...developerMetadata, metadataId });
  document.metadata.push(added);
  return { createDeveloperMetadata: { developerMetadata: added } };
}

interface Update {
  readonly dataFilters?: readonly DataFilter[];
  readonly developerMetadata?: Given;
  readonly fields?: string;
}

/** A filter that finds nothing changes nothing. */
function updateDeveloperMetadata(edit: Edit, { dataFilters = [], developerMetadata = {}, fields }: Update): Message {
  const mask = requestMask(fields, 'DeveloperMetadata');
  const { document } = edit;
  const meant = new Set(dataFilters.flatMap((filter) => metadataOf(document, filter)));
  const changed: DeveloperMetadata[] = [];
  document.metadata = document.metadata.map((each) => {
    if (!meant.has(each)) return each;
    const next = overlay({ ...each }, { ...developerMetadata }, mask, 'DeveloperMetadata') as Given;
    changed.push(checked(edit, { ...next, metadataId: each.metadataId }));
    return changed.at(-1) ?? each;
  });
  return { updateDeveloperMetadata: changed.length > 0 ? { developerMetadata: changed } : {} };
}

function deleteDeveloperMetadata(edit: Edit, { dataFilter = {} }: { dataFilter?: DataFilter }): Message {
  const deletedDeveloperMetadata = metadataOf(edit.document, dataFilter);
  edit.document.metadata = edit.document.metadata.filter((each) => !deletedDeveloperMetadata.includes(each));
  return { deleteDeveloperMetadata: deletedDeveloperMetadata.length > 0 ? { deletedDeveloperMetadata } : {} };
}

function checked(edit: Edit, given: Given & { metadataId: number }): DeveloperMetadata {
  if (!given.metadataKey) throw new Invalid('Developer metadata must have a key.');
  if (!given.visibility) throw new Invalid('Developer metadata must have a visibility.');
  return { ...given, location: locationOf(edit.document, given.location) };
}

export const metadataRequests = { createDeveloperMetadata, updateDeveloperMetadata, deleteDeveloperMetadata };
