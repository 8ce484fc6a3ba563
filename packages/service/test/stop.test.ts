import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { PortTakenError } from '@weapp-samples/service';
import { deferred, startEcho } from './helpers';

describe('stopping', () => {
  it('finishes what runs, then closes the stores, and answers nobody after', async () => {
    const order: string[] = [];
    const entered = deferred<void>();
    const leave = deferred<void>();
    const echo = await startEcho({
      handlers: {
        say: async () => {
          entered.resolve();
          await leave.promise;
          order.push('answered');
          return 'hello';
        },
      },
      close: [() => order.push('first store'), async () => order.push('second store')],
    });
    const asked = fetch(`${echo.url}/applet/echo/say`);
    await entered.promise;
    const stopped = echo.stop();
    leave.resolve();
    assert.equal((await asked).status, 200);
    await stopped;
    assert.deepEqual(order, ['answered', 'first store', 'second store']);
    await assert.rejects(fetch(`${echo.url}/applet/echo/say`));
  });

  it('cuts what does not finish within the bound', async () => {
    const entered = deferred<void>();
    const say = () => {
      entered.resolve();
      return new Promise<string>(() => undefined);
    };
    const echo = await startEcho({ env: { STOP_TIMEOUT_MS: '50' }, handlers: { say } });
    const asked = fetch(`${echo.url}/applet/echo/say`);
    await entered.promise;
    await Promise.all([assert.rejects(asked), echo.stop()]);
  });

  it('does not wait for a client that keeps its connection open', async () => {
    const echo = await startEcho({ env: { STOP_TIMEOUT_MS: '60000' } });
    const socket = connect(Number(new URL(echo.url).port), '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    await Promise.all([once(socket, 'close'), echo.stop()]);
  });

  it('leaves an idle connection to the proxy for a while, and answers its last request', async () => {
    const echo = await startEcho({ env: { STOP_TIMEOUT_MS: '60000', DRAIN_MS: '60000' } });
    const socket = connect(Number(new URL(echo.url).port), '127.0.0.1');
    const ask = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
    socket.write(ask);
    await once(socket, 'data');
    const stopped = echo.stop();
    await assert.rejects(fetch(`${echo.url}/healthz`));
    socket.write(ask);
    const [answer] = await once(socket, 'data');
    assert.match(String(answer), /^HTTP\/1.1 200[\s\S]*Connection: close/);
    await stopped;
  });

  it('happens once, however often it is asked for', async () => {
    let closed = 0;
    const echo = await startEcho({ close: [() => (closed += 1)] });
    await Promise.all([echo.stop(), echo.stop()]);
    assert.equal(closed, 1);
  });
});

describe('a taken port', () => {
  it('is named together with the variable to change', async () => {
    const first = await startEcho();
    const { port } = new URL(first.url);
    await assert.rejects(startEcho({ env: { ECHO_PORT: port } }), (error: Error) => {
      assert.ok(error instanceof PortTakenError);
      return error.message.includes(port) && error.message.includes('ECHO_PORT');
    });
    await first.stop();
  });
});
