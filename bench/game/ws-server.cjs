// The limit: `ws` alone, which sends as many frames of the same size at the same moments and keeps no rules.
const { createServer } = require('node:http');
const { WebSocketServer } = require('ws');
const { announce } = require('../lib/announce.cjs');

const gameMs = Number(process.env.GAME_TIME) * 1000;
const user = { uid: 'player-1000', uname: 'player-1000', uavatar: '' };
const frame = (event, payload) => `42${JSON.stringify([event, payload])}`;
const ids = { roomId: 'abcdefghijkl', roundId: 'abcdefghijkl' };
const score = { roundScore: 0, totalScore: 0, winStreak: 0 };
const players = [user, user];
const rest = { full: true, size: 2, private: false, seq: 100 };
const room = frame('room', {
  roomId: ids.roomId,
  users: players.map((each) => ({ ...each, ready: true })),
  ...rest,
});
const roomUsers = players.map((each) => ({ ...each, choice: null, ...score }));
const start = frame('start', { gameTime: 2, roomUsers, ...ids });
const movement = frame('movement', { uid: user.uid, movement: 'choice' });
const rows = players.map(({ uid }) => ({ uid, choice: 1, ...score }));
const result = frame('result', { result: rows, ...ids });

let waiting;
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
server.on('connection', (wire) => {
  wire.on('message', (data) => take(wire, data.toString()));
});

function take(wire, text) {
  if (text.startsWith('42["join"')) join(wire);
  else wire.other?.send(movement);
}

function join(wire) {
  if (!wire.other) pair(wire);
  if (!wire.other) return;
  wire.ready = true;
  for (const each of [wire, wire.other]) each.send(room);
  if (wire.other.ready) begin(wire, wire.other);
}

function pair(wire) {
  wire.ready = true;
  if (waiting === undefined) waiting = wire;
  else {
    wire.other = waiting;
    waiting.other = wire;
    waiting = undefined;
  }
}

function begin(one, other) {
  const both = [one, other];
  for (const each of both) {
    each.ready = false;
    each.send(start);
  }
  setTimeout(() => {
    for (const each of both) {
      each.send(result);
      each.ping('abcdefghijkl abcdefghijkl');
      each.send(room);
    }
  }, gameMs);
}

http.listen(0, '127.0.0.1', () => announce(`http://127.0.0.1:${http.address().port}`));
