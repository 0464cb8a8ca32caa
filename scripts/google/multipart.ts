/** An upload as Drive takes it: what is said of the file, and its bytes, in one body. */
export function multipart(
  metadata: object,
  bytes: Uint8Array,
): { readonly body: Uint8Array; readonly contentType: string } {
  const boundary = 'anxiao-upload';
  const body = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(metadata)}\r\n` +
        `--${boundary}\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { body, contentType: `multipart/related; boundary=${boundary}` };
}
