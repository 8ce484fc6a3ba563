// Addresses are taken apart without URL.
import assert from 'node:assert/strict';
import { parseAddress } from '../src/address';

type Row = [url: string, option: string | undefined, parts: string];

const GOOD: Row[] = [
  ['wss://host', undefined, 'wss://host | /socket.io | / | '],
  ['https://host/', undefined, 'wss://host | /socket.io | / | '],
  ['http://127.0.0.1:9595', undefined, 'ws://127.0.0.1:9595 | /socket.io | / | '],
  ['ws://[::1]:80/chat?a=1&b=%20', undefined, 'ws://[::1]:80 | /socket.io | /chat | a=1&b=%20'],
  ['host:8080', undefined, 'wss://host:8080 | /socket.io | / | '],
  ['//host/chat', undefined, 'wss://host | /socket.io | /chat | '],
  ['wss://host?token=x', undefined, 'wss://host | /socket.io | / | token=x'],
  ['wss://host/#hash?no', undefined, 'wss://host | /socket.io | / | '],
  ['wss://h/applet/websocket/socket.io', undefined, 'wss://h | /applet/websocket/socket.io | / | '],
  ['wss://h/a/socket.io/', undefined, 'wss://h | /a/socket.io | / | '],
  ['wss://h/a/socket.io/room?x', undefined, 'wss://h | /a/socket.io | /room | x'],
  ['wss://h/socket.iox', undefined, 'wss://h | /socket.io | /socket.iox | '],
  ['wss://h/room/one', '/a/ws/', 'wss://h | /a/ws | /room/one | '],
  ['wss://h/socket.io', '/a/ws', 'wss://h | /a/ws | /socket.io | '],
  ['wss://h', '/', 'wss://h |  | / | '],
];

describe('an address', () => {
  for (const [url, option, parts] of GOOD) {
    it(`${url}${option ? `, path ${option},` : ''} is ${parts}`, () => {
      const { origin, path, namespace, query } = parseAddress(url, option);
      assert.equal([origin, path, namespace, query].join(' | '), parts);
    });
  }

  for (const url of ['', '/chat', 'ftp://host', 'wss://', 'http:', 'a b', 'wss:///x', 'host:']) {
    it(`"${url}" is none`, () => {
      assert.throws(() => parseAddress(url), /not an address/);
    });
  }
});
