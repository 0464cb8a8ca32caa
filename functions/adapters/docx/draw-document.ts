import type { BulletinDocument } from '../../core/bulletin/document.ts';

/** Draws a bulletin as the bytes of a .docx file; the same words always give the same bytes. */
export async function drawDocument(document: BulletinDocument): Promise<Uint8Array> {
  // The library costs a fifth of a second to load: a run without a bulletin never pays.
  const [{ Packer }, { officialDocument, tablesOf }, { fillRows }, { withFixedParts }] = await Promise.all([
    import('docx'),
    import('./official-document.ts'),
    import('./draw-table.ts'),
    import('./fixed-parts.ts'),
  ]);
  const bytes = new Uint8Array(await Packer.toBuffer(officialDocument(document)));
  return withFixedParts(bytes, (xml) => fillRows(xml, tablesOf(document)));
}
