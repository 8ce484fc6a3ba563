import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { startRedis, useRedis, waitFor } from '../src';
import { isAlive, redisCommand } from './support';

describe('a Redis for tests', () => {
  const redis = useRedis();

  it('answers on its own port', async () => {
    assert.equal(await redisCommand(redis().port, 'PING'), '+PONG\r\n');
    assert.equal(redis().url, `redis://127.0.0.1:${redis().port}`);
  });

  it('keeps what it acknowledged when it is killed', async () => {
    await redisCommand(redis().port, 'SET greeting hello');
    await redis().kill();
    await assert.rejects(redisCommand(redis().port, 'PING'), { code: 'ECONNREFUSED' });
    await redis().restart();
    assert.equal(await redisCommand(redis().port, 'GET greeting'), '$5\r\nhello\r\n');
  });

  it('holds its breath while paused', async () => {
    redis().pause();
    let answered = false;
    const answer = redisCommand(redis().port, 'PING').then((text) => {
      answered = true;
      return text;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(answered, false);
    redis().resume();
    assert.equal(await answer, '+PONG\r\n');
  });

  it('leaves neither process nor folder', async () => {
    const server = await startRedis();
    const pid = server.pid();
    await server.stop();
    await server.stop();
    assert.equal(isAlive(pid), false);
    assert.equal(existsSync(server.dir), false);
    await assert.rejects(server.restart(), /was stopped/);
  });

  it('can be stopped while it is paused', async () => {
    const server = await startRedis();
    server.pause();
    await server.stop();
    await waitFor(() => !isAlive(server.pid()));
  });
});
