import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawDocument } from '../../functions/adapters/docx/draw-document.ts';
import { type BulletinDocument, draftBulletin } from '../../functions/core/bulletin/document.ts';
import type { Annex, AnnexText } from '../../functions/core/bulletin/table.ts';
import { bulletinFigures } from '../../functions/core/figures.ts';
import { lifelikeYears } from '../core/bulletin-sample.ts';
import { sampleSchools } from '../core/master-view-sample.ts';
import { needsOffice, pagesOf } from '../support/office-programs.ts';

const now = '2018-10-30T09:00:00+08:00';
const root = resolve(import.meta.dirname, '../..');

function sampleDraft(): BulletinDocument {
  const order = sampleSchools.map(({ code }) => code);
  const pair = { from: '2018-09', through: '2018-10' };
  return draftBulletin(bulletinFigures({ view: lifelikeYears(), order, now }, pair), {
    date: '2018-10-30',
    now,
    office: '示例区教育局安全科',
    officePhone: '0539-5550000',
    numberPrefix: '示教安通',
    next: {
      period: '2018-11',
      window: { from: '2018-10-26', through: '2018-11-25', due: '2018-11-26T00:00:00+08:00' },
    },
  });
}

const document = sampleDraft();
let bytes: Uint8Array;
let parts: Record<string, string>;

beforeAll(async () => {
  bytes = await drawDocument(document);
  parts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
});

/** Texts of a document's tables, row by row, cell by cell. */
function tablesIn(xml: string): string[][][] {
  return [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) =>
    [...table.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) =>
      [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) =>
        [...cell.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('|'),
      ),
    ),
  );
}

const textsOf = (block: Annex['blocks'][number]): AnnexText[] => (block.is === 'table' ? [] : [block]);
const words = (text: string, under = ''): string => [text, ...under.split('\n')].filter(Boolean).join('|');

describe('the draft as .docx', () => {
  it('says every word of the draft, and nothing else in its tables', () => {
    const xml = parts['word/document.xml'] ?? '';
    for (const words of [...document.title, ...document.sentences, document.office, document.date, document.phone])
      expect(xml).toContain(words);
    const told = document.annexes.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.is === 'table'
          ? [
              [
                ...block.head.map((cells) => cells.map(({ text, under }) => words(text, under))),
                ...block.rows.map(({ cells }) => cells.map(({ text, under }) => words(text, under))),
              ],
            ]
          : [],
      ),
    );
    // Cells under one that spans two rows are empty in the file.
    const shown = tablesIn(xml).map((table) => table.map((row, index) => (index === 1 ? row.filter(Boolean) : row)));
    expect(shown).toEqual(told);
  });

  it('bears the mark and its code on every sheet', () => {
    const headers = Object.entries(parts).filter(([name]) => /^word\/header\d+\.xml$/.test(name));
    expect(headers).toHaveLength(2);
    for (const [, xml] of headers) {
      expect(xml).toContain('草稿　未经审签，不得外传');
      expect(xml).toContain(`草稿编号 ${document.code}`);
    }
  });

  it('is laid out after GB/T 9704: A4, the margins of 版心, fonts by name with what to take instead', () => {
    const xml = parts['word/document.xml'] ?? '';
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    expect(xml).toContain('w:eastAsia="仿宋_GB2312"');
    expect(xml).toContain('<w:sz w:val="44"/>');
    expect(parts['word/fontTable.xml']).toContain('<w:altName w:val="仿宋;');
  });

  it('has the same bytes in every time zone, on every day', () => {
    const script = `
      const { drawDocument } = await import(${JSON.stringify(pathToFileURL(join(root, 'functions/adapters/docx/draw-document.ts')).href)});
      const { createHash } = await import('node:crypto');
      const { readFileSync } = await import('node:fs');
      const real = Date.now; Date.now = () => real() + 86_400_000 * 400;
      process.stdout.write(createHash('sha256').update(await drawDocument(JSON.parse(readFileSync(0, 'utf8')))).digest('hex'));`;
    const hashes = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TZ },
        input: JSON.stringify(document),
        encoding: 'utf8',
      }),
    );
    expect(new Set(hashes)).toEqual(new Set([createHash('sha256').update(bytes).digest('hex')]));
  });

  it('takes a name with what XML cannot hold', async () => {
    const odd = { ...document, office: '甲\u0000乙\u0008<丙>&' };
    const xml = strFromU8(unzipSync(await drawDocument(odd))['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('甲 乙 &lt;丙&gt;&amp;');
  });

  it('opens in LibreOffice Writer: no page without words but its signature, its numbers where they belong', (context) => {
    needsOffice(context);
    const folder = mkdtempSync(join(tmpdir(), 'bulletin-'));
    try {
      writeFileSync(join(folder, 'draft.docx'), bytes);
      const profile = pathToFileURL(join(folder, 'profile')).href;
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=${profile}`,
          '--headless',
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          join(folder, 'draft.docx'),
        ],
        { stdio: 'ignore' },
      );
      const pages = pagesOf(readFileSync(join(folder, 'draft.pdf')));
      const text = (page: number): string =>
        execFileSync('pdftotext', ['-f', String(page), '-l', String(page), join(folder, 'draft.pdf'), '-'], {
          encoding: 'utf8',
        }).replace(/\s/g, '');
      const all = Array.from({ length: pages }, (_, index) => text(index + 1));
      const annex = all.findIndex((page) => page.includes('附件1全区统计表'));
      const bare = (page: string): string => page.replace(/草稿未经审签，不得外传草稿编号[A-Z\d-]{9}|—\d+—/g, '');
      const body = all.slice(0, annex).map(bare).join('');
      for (const words of [...document.sentences, document.phone]) expect(body).toContain(words.replace(/\s/g, ''));
      // The signature goes with the end of the text.
      expect(all[annex - 1]).toContain('不要留空。');
      expect(all[annex - 1]).toContain(document.date);
      expect(all[0]).toContain('—1—');
      const others = all.slice(annex).join('');
      for (const { name } of sampleSchools) expect(others).toContain(name);
      expect(others).toContain('21校：4→6');
      expect(all.at(-1)).toContain(`${document.date}印发`);
      // A page of the annexes never holds a stray line or two, and no note is torn.
      for (const page of all.slice(annex)) expect(bare(page).length).toBeGreaterThan(50);
      for (const { is, text: note } of document.annexes.flatMap(({ blocks }) => blocks.flatMap(textsOf)))
        if (is === 'note') expect(all.some((page) => page.includes(note.replace(/\s/g, '')))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
