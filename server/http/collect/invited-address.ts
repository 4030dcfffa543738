/** Which address schools call: what `serve` writes into invitations when it is told no public one. */
import { isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** Listening on all addresses of the machine says none that another machine could call. */
const EVERY_ADDRESS = new Set(['0.0.0.0', '::', '[::]', '']);

/** As `os.networkInterfaces` tells them. */
export type NetworkCards = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * Hosts by which schools reach a program that listens on `host`, the likeliest first; never empty. For all addresses: those of the
 * network cards, IPv4 first, without the ones that are valid on one cable only (RFC 3927, RFC 4291); without a card this machine's own.
 */
export function callableHosts(host: string, cards: NetworkCards): string[] {
  if (!EVERY_ADDRESS.has(host)) return [host];
  const addresses = Object.values(cards)
    .flatMap((card) => card ?? [])
    .filter(({ internal, address }) => !internal && !/^(169\.254\.|fe[89ab])/i.test(address))
    .map(({ address }) => address);
  const found = [...addresses.filter((each) => !isIPv6(each)), ...addresses.filter((each) => isIPv6(each))];
  return found.length === 0 ? ['127.0.0.1'] : found;
}

/** An address of this program, IPv6 in brackets (RFC 3986, 3.2.2). */
export function httpUrl({ isTls, host, port }: { isTls: boolean; host: string; port: number }): string {
  return `${isTls ? 'https' : 'http'}://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
