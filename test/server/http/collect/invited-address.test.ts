/** What `serve` writes into an invitation must be an address that another machine can call. */
import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { callableHosts, httpUrl } from '../../../../server/http/collect/invited-address.ts';

function card(address: string, internal = false): NetworkInterfaceInfo {
  const shared = { address, internal, mac: '00:00:00:00:00:00', cidr: null };
  return address.includes(':')
    ? { ...shared, family: 'IPv6', netmask: 'ffff:ffff:ffff:ffff::', scopeid: 0 }
    : { ...shared, family: 'IPv4', netmask: '255.255.255.0' };
}

const cards = {
  lo: [card('127.0.0.1', true), card('::1', true)],
  wifi: [card('fe80::1'), card('2001:db8::7'), card('192.168.1.20')],
  cable: [card('169.254.3.4'), card('10.0.0.5')],
};

describe('where an office listens on all of its addresses', () => {
  it.each(['0.0.0.0', '::', '[::]', ''])('an invitation names one that schools can call: “%s”', (host) => {
    expect(callableHosts(host, cards)).toEqual(['192.168.1.20', '10.0.0.5', '2001:db8::7']);
  });

  it('names this machine where there is no network yet', () => {
    expect(callableHosts('0.0.0.0', { lo: cards.lo })).toEqual(['127.0.0.1']);
    expect(callableHosts('0.0.0.0', {})).toEqual(['127.0.0.1']);
  });

  it('names the address that was asked for', () => {
    expect(callableHosts('mai-chau.example', cards)).toEqual(['mai-chau.example']);
  });
});

describe('the address as it is written', () => {
  it.each([
    ['192.168.1.20', 'http://192.168.1.20:7346'],
    ['2001:db8::7', 'http://[2001:db8::7]:7346'],
    ['mai-chau.example', 'http://mai-chau.example:7346'],
  ])('%s', (host, url) => {
    expect(httpUrl({ isTls: false, host, port: 7346 })).toBe(url);
    expect(new URL(url).port).toBe('7346');
  });
});
