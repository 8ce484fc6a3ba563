import assert from 'node:assert/strict';
import { gameConfig } from '../../src/config';

describe('the settings of the game', () => {
  it('are those of 2016 when nothing is set', () => {
    const { roomSize, times, port } = gameConfig({});
    assert.equal(roomSize, 2);
    assert.equal(port, 9595);
    assert.equal(times.gameMs, 3000);
    assert.equal(times.robotAfterMs, 1000);
    assert.equal(times.holdMs, 20_000);
  });

  it('take fractions of seconds', () => {
    assert.equal(gameConfig({ GAME_TIME: '0.25' }).times.gameMs, 250);
  });

  it('keep a room at least as long as a seat in it', () => {
    const { times } = gameConfig({ GAME_SEAT_HOLD: '40', GAME_ROOM_IDLE: '1' });
    assert.equal(times.idleMs, 40_000);
  });

  const wrong: [string, string][] = [
    ['GAME_ROOM_SIZE', '1'],
    ['GAME_ROOM_SIZE', '9'],
    ['GAME_TIME', 'fast'],
    ['GAME_TIME', '0'],
    ['REDIS_URL', 'http://localhost'],
    ['GAME_WORLD', 'a b'],
  ];
  for (const [name, value] of wrong) {
    it(`name ${name} when it is ${value}`, () => {
      assert.throws(() => gameConfig({ [name]: value }), new RegExp(`^SettingsError: ${name} `));
    });
  }

  it('never show the password of Redis', () => {
    const env = { REDIS_URL: 'http://:hidden@localhost' };
    assert.throws(
      () => gameConfig(env),
      (error: Error) => !error.message.includes('hidden'),
    );
  });

  it('in production name what is missing instead of falling back', () => {
    assert.throws(() => gameConfig({ NODE_ENV: 'production' }), /REDIS_URL is not set/);
  });
});
