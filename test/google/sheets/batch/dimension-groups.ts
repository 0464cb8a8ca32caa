import type { Edit } from '../edit.ts';
import { groupsOf, ungrouped } from '../groups.ts';
import type { Message } from '../schema/check.ts';
import { existing, type Lines } from './lines.ts';

function addDimensionGroup(edit: Edit, { range }: Lines): Message {
  const { sheet, dimension, start, end } = existing(edit, range);
  const after = dimension === 'ROWS' ? 'rowGroupControlAfter' : 'columnGroupControlAfter';
  const gridProperties = { ...sheet.properties.gridProperties, [after]: true };
  sheet.properties = { ...sheet.properties, gridProperties };
  const { sheetId } = sheet.properties;
  sheet.groups[dimension].push({ ...(sheetId && { sheetId }), dimension, startIndex: start, endIndex: end });
  return { addDimensionGroup: { dimensionGroups: groupsOf(sheet, dimension) } };
}

function deleteDimensionGroup(edit: Edit, { range }: Lines): Message {
  const { sheet, dimension, start, end } = existing(edit, range);
  sheet.groups[dimension] = ungrouped(sheet, dimension, start, end);
  const dimensionGroups = groupsOf(sheet, dimension);
  return { deleteDimensionGroup: dimensionGroups.length > 0 ? { dimensionGroups } : {} };
}

export const dimensionGroupRequests = { addDimensionGroup, deleteDimensionGroup };
