import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { clientAddress, clientKey } from '@weapp-samples/service';

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('the address of a client', () => {
  it('is the connection when no proxy is trusted', () => {
    const addressOf = clientAddress([]);
    assert.equal(addressOf(request('198.51.100.7', '203.0.113.9')), '198.51.100.7');
  });

  it('is what a trusted proxy says, not what the client put in front of it', () => {
    const addressOf = clientAddress(['loopback', '10.0.0.0/8']);
    assert.equal(addressOf(request('127.0.0.1', '203.0.113.9')), '203.0.113.9');
    assert.equal(addressOf(request('127.0.0.1', '6.6.6.6, 203.0.113.9, 10.1.2.3')), '203.0.113.9');
    assert.equal(addressOf(request('198.51.100.7', '203.0.113.9')), '198.51.100.7');
  });

  it('refuses a proxy that is no address at set-up', () => {
    assert.throws(() => clientAddress(['nginx']), TypeError);
  });

  it('counts an IPv6 /64 as one client', () => {
    assert.equal(clientKey('2001:db8:1:2:aaaa::1'), clientKey('2001:db8:1:2:bbbb::9'));
    assert.notEqual(clientKey('2001:db8:1:2::1'), clientKey('2001:db8:1:3::1'));
    assert.equal(clientKey('2001:db8::1'), '2001:db8:0:0::/64');
    assert.equal(clientKey('::1'), '0:0:0:0::/64');
    assert.equal(clientKey('::ffff:192.0.2.1'), '192.0.2.1');
  });
});
