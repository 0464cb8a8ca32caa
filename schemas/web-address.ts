const longest = 2000;

/** A host with a dot, and after it what an address may hold as it is: no user and password, no blank, no quote, no bracket. */
const address =
  /^https?:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}]{2,}(?::\d{1,5})?(?:[/?#][\p{L}\p{N}\-._~:/?#[\]@!$&*+,;=%()]*)?$/iu;

/** True for the address of a page on the web: http or https, and nothing that opens anything else or ends an attribute. */
export function isWebAddress(text: string): boolean {
  return text.length <= longest && address.test(text);
}
