import { readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Changes the main part of a .docx, as a program does that somebody typed in. */
export function retype(file: string, change: (xml: string) => string): void {
  const parts = unzipSync(readFileSync(file));
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const changed = change(xml);
  if (changed === xml) throw new Error('nothing was changed');
  writeFileSync(file, zipSync({ ...parts, 'word/document.xml': strToU8(changed) }));
}

/** The paragraph with these words says others now, in runs split here and there as Word splits them. */
export function say(file: string, words: string, others: string): void {
  retype(file, (xml) => {
    const paragraph = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].find(([text]) =>
      [...text.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)]
        .map(([, run]) => run)
        .join('')
        .includes(words),
    );
    if (!paragraph) throw new Error(`no paragraph says ${words}`);
    const start = paragraph.index;
    const end = start + paragraph[0].length - '</w:p>'.length;
    const properties = /<w:pPr>.*?<\/w:pPr>/s.exec(xml.slice(start, end))?.[0] ?? '';
    const pieces = others.match(/.{1,5}/gsu) ?? [];
    const runs = pieces.map(
      (piece, index) =>
        `<w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1${index}"><w:rPr><w:lang w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">${piece}</w:t></w:r>`,
    );
    return `${xml.slice(0, start)}<w:p>${properties}${runs.join('')}${xml.slice(end)}`;
  });
}
