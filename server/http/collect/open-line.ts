/** Does what is sent to this address cross a network without TLS? */

/** `host`: where the program listens. A proxy in front is taken at its word that it ends TLS. */
export function isOpenLine({
  host,
  hasTls,
  isBehindProxy,
}: {
  host: string;
  hasTls: boolean;
  isBehindProxy: boolean;
}): boolean {
  const isThisMachine = host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
  return !isThisMachine && !hasTls && !isBehindProxy;
}
