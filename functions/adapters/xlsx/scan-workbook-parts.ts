import { scanDefinedNames, type WrittenName } from './defined-names.ts';
import { Unreadable } from './unreadable.ts';
import { nameKey, XmlReader } from './xml-reader.ts';

const RELATIONSHIP = nameKey('Relationship');
const ID = nameKey('Id');
const TYPE = nameKey('Type');
const TARGET = nameKey('Target');
const WORKBOOK = nameKey('workbook');
const WORKBOOK_PR = nameKey('workbookPr');
const DATE_1904 = nameKey('date1904');
const SHEETS = nameKey('sheets');
const SHEET = nameKey('sheet');
const NAME = nameKey('name');
const STATE = nameKey('state');
const R_ID = nameKey(':id');
const DEFINED_NAMES = nameKey('definedNames');

const SLASH = 0x2f;

const MAX_TABS = 1000;

/** A part that another one points at. */
export interface Relationship {
  /** Key of the last word of its type's address, which strict and transitional documents share. */
  readonly type: number;
  readonly target: string;
}

/** A tab as the workbook part lists it. */
export interface Tab {
  readonly name: string;
  readonly hidden: boolean;
  readonly relationshipId: string;
}

/** What the workbook part says. */
export interface WorkbookPart {
  readonly tabs: readonly Tab[];
  readonly names: readonly WrittenName[];
  readonly date1904: boolean;
}

/** Reads a `.rels` part by the ids in it. */
export function scanRelationships(bytes: Buffer, part: string): Map<string, Relationship> {
  const xml = new XmlReader(bytes, part);
  const relationships = new Map<string, Relationship>();
  xml.root();
  const depth = xml.depth;
  while (xml.child(depth)) {
    if (xml.tag === RELATIONSHIP) {
      const type = xml.attributeKey(TYPE, SLASH);
      relationships.set(xml.attribute(ID) ?? '', { type, target: xml.attribute(TARGET) ?? '' });
    }
    xml.skip();
  }
  return relationships;
}

/** The part that holds the relationships of another. */
export function relationshipsPart(source: string): string {
  const slash = source.lastIndexOf('/') + 1;
  return `${source.slice(0, slash)}_rels/${source.slice(slash)}.rels`;
}

/** Reads the workbook part; undefined where it is the main part of another kind of document. */
export function scanWorkbookPart(bytes: Buffer, part: string): WorkbookPart | undefined {
  const xml = new XmlReader(bytes, part);
  const tabs: Tab[] = [];
  let names: readonly WrittenName[] = [];
  let date1904 = false;
  if (xml.root() !== WORKBOOK) return undefined;
  const depth = xml.depth;
  while (xml.child(depth)) {
    if (xml.tag === SHEETS) {
      while (xml.child(depth + 1)) {
        if (xml.tag === SHEET) tabs.push(readTab(xml));
        if (tabs.length > MAX_TABS) throw new Unreadable('F-TOO-LARGE', `工作表超过 ${MAX_TABS} 个`);
        xml.skip();
      }
    } else if (xml.tag === DEFINED_NAMES) {
      if (tabs.length === 0) throw new Unreadable('F-BROKEN', `${part} 里名称在工作表之前`);
      const tabNames = tabs.map((tab) => tab.name);
      names = scanDefinedNames(xml, tabNames);
    } else {
      if (xml.tag === WORKBOOK_PR) date1904 = ['1', 'true', 'on'].includes(xml.attribute(DATE_1904) ?? '');
      xml.skip();
    }
  }
  return { tabs, names, date1904 };
}

function readTab(xml: XmlReader): Tab {
  const state = xml.attribute(STATE);
  return {
    name: xml.attribute(NAME) ?? '',
    hidden: state === 'hidden' || state === 'veryHidden',
    relationshipId: xml.attribute(R_ID) ?? '',
  };
}

/** The full name of a part that `source` points at. */
export function resolveTarget(source: string, target: string): string {
  // Nearly all targets are of this kind.
  if (/^[\w/]+\.\w+$/.test(target) && !target.startsWith('/'))
    return source.slice(0, source.lastIndexOf('/') + 1) + target;
  const path = target.replaceAll('\\', '/');
  const folders = path.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '' && step !== '.') folders.push(step);
  }
  return folders.join('/');
}
