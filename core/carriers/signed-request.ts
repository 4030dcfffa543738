/** What a replica signs when it asks an office over HTTP (docs/sync.md, HTTP): no clock, a nonce of the server instead. */

/** The items under the signature, in netstrings. */
export function requestItems(method: string, pathWithQuery: string, nonce: string): string[] {
  return ['so-may/request/1', method, pathWithQuery, nonce];
}
