import { appeals, flashes, opinions, petitions, supervisions } from './cases.ts';
import { activities, surveys, termChecks } from './education.ts';
import { inspections } from './inspections.ts';
import { leadingGroup, legalDeputies } from './people.ts';
import { publications } from './publications.ts';
import type { Register } from './register.ts';
import { documents, files } from './school-files.ts';
import { tasks } from './tasks.ts';

/** The registers of the control workbook, in the order of its tabs. Adding one is its declaration and a line here. */
export const registers: readonly Register[] = [
  opinions,
  petitions,
  flashes,
  supervisions,
  appeals,
  files,
  inspections,
  documents,
  legalDeputies,
  surveys,
  activities,
  termChecks,
  tasks,
  publications,
  leadingGroup,
];
