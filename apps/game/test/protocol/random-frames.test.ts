// What WxSocketIO has to bear from a server, the game has to bear from a client.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { gameSocketPath } from '@weapp-samples/contracts';
import { chance, randomFrame, waitFor } from '@weapp-samples/testkit';
import { WebSocket } from 'ws';
import { useGame } from '../helpers/game';
import { closePlayers, newUid, playing } from '../helpers/player';

const frames = 30_000;
const framesAConnection = 25;
const atOnce = 10;

const plain = {
  usual: [
    '42["hello",{"user":{"uid":"mean","uname":"文","uavatar":""}}]',
    '42["hello",{"user":{"uid":"meaner"},"coordinate":{"lat":22.5,"lng":114}}]',
    '42["join"]',
    '4212["join",{"private":true}]',
    '42["join",{"roomId":"nowhere"}]',
    '42["choice",{"choice":1}]',
    '427["choice",{"choice":9}]',
    '42["face",{"face":4}]',
    '42["leave"]',
    '42["__proto__",{"choice":1}]',
    '42["event",1,{"a":[null,"文"]}]',
    '430["answer"]',
    '43999999["nobody asked"]',
    '3',
  ],
  rare: [
    '1',
    '2',
    '6',
    '40',
    '40/other,{"sid":"x"}',
    '41',
    '42/other,["elsewhere"]',
    '44{"message":"refused"}',
    '452-["join",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]',
    '461-0[{"_placeholder":true,"num":0}]',
    '0{"sid":"e","pingInterval":25000,"pingTimeout":20000}',
  ],
};

describe(`${frames} random frames of the kinds that WxSocketIO has to bear`, () => {
  const game = useGame({
    GAME_MESSAGES_PER_SECOND: '10000',
    GAME_SEAT_HOLD: '0.2',
    GAME_ROOM_IDLE: '0.2',
    GAME_INVITATION: '1',
  });
  afterEach(closePlayers);

  // Of these a process dies; mocha lets them pass.
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  before(() => process.on('unhandledRejection', note));
  after(() => process.off('unhandledRejection', note));

  async function metric(name: string, label = ''): Promise<number> {
    const text = await (await fetch(`${game().url}/metrics`)).text();
    const lines = text
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) && line.includes(label));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  /** Some are careful for long, for most frames that are wrong end the connection. */
  async function attack(random: () => number): Promise<void> {
    const protocol = random() < 0.5 ? 3 : 4;
    const address = `${game().url.replace('http', 'ws')}${gameSocketPath}/`;
    const wire = new WebSocket(`${address}?EIO=${protocol}&transport=websocket`);
    const ended = once(wire, 'close');
    const admitted = new Promise((resolve) => {
      wire.on('message', (data) => String(data).startsWith('40') && resolve(undefined));
    });
    wire.on('error', () => undefined);
    await once(wire, 'open');
    if (protocol === 4) wire.send('40');
    await admitted;
    const care = random();
    for (let n = 0; n < framesAConnection; n++) {
      const { usual } = plain;
      const harmless = usual[Math.floor(random() * usual.length)] as string;
      const frame = random() < care ? harmless : randomFrame(random, plain);
      wire.send(frame instanceof ArrayBuffer ? frame : String(frame));
    }
    wire.close();
    await ended;
  }

  it('leave it serving, and no room behind', async () => {
    const players = await playing(game().url, newUid(), newUid());
    for (let sent = 0; sent < frames; sent += atOnce * framesAConnection) {
      const seeds = Array.from({ length: atOnce }, (_, n) => sent + n);
      await Promise.all(seeds.map((seed) => attack(chance(seed))));
    }
    await Promise.all(players.map((player) => player.next('result')));
    assert.deepEqual(unhandled, []);
    const taken = await metric('game_messages_total', 'direction="in"');
    assert.ok(taken > frames / 10, `only ${taken} frames got through`);

    const others = await playing(game().url, newUid(), newUid());
    await Promise.all(others.map((player) => player.next('result')));
    assert.equal((await fetch(`${game().url}/readyz`)).status, 200);

    closePlayers();
    const inUse = async () => (await metric('game_rooms')) + (await metric('game_players'));
    const isOver = async () => (await inUse()) === 0;
    await waitFor(isOver, { timeoutMs: 10_000, what: 'the end of every room' });
  }).timeout(120_000);
});
