// The promises of connect and close.
import assert from 'node:assert/strict';
import { WxSocketIO } from '../src';
import { settled } from './support/fake-clock';
import { fakeWx } from './support/fake-wx';
import { ADDRESS, connectedPhone, phone } from './support/phone';

describe('connect', () => {
  it('is fulfilled when the server lets the client in', async () => {
    const { client, wx } = phone();
    const done = client.connect(ADDRESS);
    await settled();
    wx.task.greet();
    await settled();
    assert.equal(client.connected, false);
    wx.task.admit();
    await done;
    assert.equal(client.connected, true);
    assert.equal(client.id, 'socket');
    await client.connect();
  });

  it('asks for the address with protocol, transport and queries', async () => {
    const { client, wx } = phone({ query: { a: 1 }, connectOptions: { header: { x: 'y' } } });
    client.connect('https://game.example/applet/websocket/socket.io?b=2');
    await settled();
    const { url, header, tcpNoDelay } = wx.task.options;
    assert.equal(
      url,
      'wss://game.example/applet/websocket/socket.io/?b=2&a=1&EIO=4&transport=websocket',
    );
    assert.deepEqual([header, tcpNoDelay], [{ x: 'y' }, true]);
  });

  it('is rejected by the first failure, while attempts go on', async () => {
    const { client, wx, clock, told } = phone();
    const done = client.connect(ADDRESS);
    await settled();
    wx.task.options.fail({ errMsg: 'connectSocket:fail url not in domain list' });
    await assert.rejects(done, /url not in domain list/);
    assert.equal(client.active, true);
    await clock.advance(1000);
    wx.task.greet();
    await settled();
    wx.task.admit();
    assert.deepEqual(told, ['connect_error', 'reconnect_attempt 1', 'reconnect 1', 'connect']);
  });

  it('may be left alone when it is rejected', async () => {
    const { client, wx } = phone({ reconnection: false });
    client.connect(ADDRESS);
    await settled();
    wx.task.error('failed');
    await settled();
    assert.equal(client.active, false);
  });

  it('is rejected when the server does not answer in time', async () => {
    const { client, clock, told } = phone({ timeout: 500, reconnection: false });
    const done = client.connect(ADDRESS);
    await clock.advance(500);
    await assert.rejects(done, /^Error: timeout$/);
    assert.deepEqual(told, ['connect_error']);
  });

  it('is rejected when the namespace does not answer in time', async () => {
    const { client, wx, clock } = phone({ timeout: 500 });
    const done = client.connect(ADDRESS);
    await settled();
    wx.task.greet({ pingInterval: 9000, pingTimeout: 9000 });
    await clock.advance(500);
    await assert.rejects(done, /^Error: timeout$/);
    assert.deepEqual([client.active, wx.task.closing], [false, true]);
  });

  it('is rejected by close', async () => {
    const { client, wx } = phone();
    const done = client.connect(ADDRESS);
    await settled();
    await client.close();
    await assert.rejects(done, /closed/);
    assert.equal(wx.task.closing, true);
  });

  it('is rejected where there is no address', async () => {
    const { client } = phone();
    await assert.rejects(client.connect(), /not an address/);
    await assert.rejects(client.connect('ftp://x'), /not an address: ftp/);
    assert.equal(client.active, false);
  });

  it('is rejected when the credentials cannot be had', async () => {
    const auth = () => {
      throw new Error('no session');
    };
    const { client, wx } = phone({ auth });
    const done = client.connect(ADDRESS);
    await settled();
    wx.task.greet();
    await assert.rejects(done, /no session/);
  });

  it('says that a server of Socket.IO 2 needs protocol 3', async () => {
    const { client, wx } = phone();
    const done = client.connect(ADDRESS);
    await settled();
    wx.task.greet();
    wx.task.message('40');
    await assert.rejects(done, /protocol 3/);
  });

  it('to another address leaves the first one', async () => {
    const { client, wx, told } = await connectedPhone();
    const [first] = wx.tasks;
    const done = client.connect('wss://other.example/socket.io/hall');
    await settled();
    await settled();
    assert.equal(first?.closing, true);
    wx.task.greet();
    await settled();
    wx.task.admit('/hall');
    await done;
    assert.match(wx.task.options.url, /^wss:\/\/other\.example\//);
    assert.deepEqual(told, ['disconnect io client disconnect', 'connect']);
  });

  it('needs a platform', () => {
    assert.throws(() => new WxSocketIO(), /no wx/);
  });

  it('takes an undefined option as one that is not given', () => {
    const { client } = phone({ timeout: undefined, reconnection: undefined });
    assert.equal(client.manager.settings.timeout, 20_000);
    assert.equal(client.manager.settings.reconnection, true);
  });
});

describe('close', () => {
  it('is fulfilled when the phone has closed the task', async () => {
    const { client, wx } = await connectedPhone({}, fakeWx({ promptClose: false }));
    let closed = false;
    const done = client.close().then(() => {
      closed = true;
    });
    await settled();
    assert.deepEqual([wx.task.sent, wx.task.closing, closed], [['41'], true, false]);
    wx.task.closed();
    await done;
  });

  it('does not wait for ever for that', async () => {
    const { client, clock } = await connectedPhone({}, fakeWx({ promptClose: false }));
    const done = client.close();
    await clock.advance(2000);
    await done;
    assert.equal(clock.pending, 0);
  });

  it('of a closed client is fulfilled at once, and nothing is left', async () => {
    const { client, wx, clock } = await connectedPhone();
    await client.close();
    await client.close();
    await settled();
    assert.deepEqual([wx.listening, clock.pending], [0, 0]);
  });
});
