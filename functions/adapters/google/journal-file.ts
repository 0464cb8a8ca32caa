/** How a line of a folder's journal says that its append goes on: what an object of the bucket is in a file. */
const more = ',"more":true}';

/** The bucket's journal objects, in order, as one file of a folder's ledger. */
export function fileOf(objects: readonly Buffer[]): Buffer {
  return Buffer.concat(objects.map(appendOf));
}

function appendOf(object: Buffer): Buffer {
  const lines = object.toString('utf8').trimEnd().split('\n');
  const marked = lines.map((line, index) => (index < lines.length - 1 ? `${line.slice(0, -1)}${more}` : line));
  return Buffer.from(`${marked.join('\n')}\n`);
}

/** The same the other way: an object an append, byte by byte what it was. */
export function objectsOf(file: Buffer): readonly Buffer[] {
  const objects: Buffer[] = [];
  let lines: string[] = [];
  for (const line of file.toString('utf8').split('\n')) {
    if (line === '') continue;
    const goesOn = line.endsWith(more);
    lines.push(goesOn ? `${line.slice(0, -more.length)}}` : line);
    if (goesOn) continue;
    objects.push(Buffer.from(`${lines.join('\n')}\n`));
    lines = [];
  }
  return objects;
}
