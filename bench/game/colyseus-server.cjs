// The same game as a room of Colyseus: the same messages at the same moments, by the same rules.
const { createServer } = require('node:http');
const { Room, Server } = require('@colyseus/core');
const { MapSchema, schema } = require('@colyseus/schema');
const { WebSocketTransport } = require('@colyseus/ws-transport');
const { announce } = require('../lib/announce.cjs');

const gameMs = Number(process.env.GAME_TIME) * 1000;
// `state`: who is in the room is the room's state, which Colyseus sends as it changes, at its own rate;
// `messages`: it is a message like the others, and there is no state.
const withState = process.env.ROOM_NEWS === 'state';

const Player = schema({
  uid: 'string',
  uname: 'string',
  uavatar: 'string',
  ready: 'boolean',
  totalScore: 'number',
  winStreak: 'number',
});
const State = schema({ players: { map: Player } });

const judge = (mine, theirs) => {
  if (mine === theirs) return 0;
  if (mine === null) return -1;
  if (theirs === null) return 1;
  return (mine - theirs + 3) % 3 === 1 ? 1 : -1;
};

class RpsRoom extends Room {
  onCreate() {
    this.maxClients = 2;
    this.people = new Map();
    this.playing = false;
    this.rounds = 0;
    if (withState) this.setState(new State({ players: new MapSchema() }));
    else this.setPatchRate(null);
    this.onMessage('choice', (client, { choice }) => this.choose(client, choice));
    this.onMessage('join', (client) => this.again(client));
  }

  onJoin(client, { uid, uname }) {
    const who = { uid, uname, uavatar: '', ready: true, totalScore: 0, winStreak: 0 };
    this.people.set(client.sessionId, { ...who, choice: null });
    if (withState) this.state.players.set(client.sessionId, new Player(who));
    this.changed();
  }

  onLeave(client) {
    this.people.delete(client.sessionId);
    if (withState) this.state.players.delete(client.sessionId);
    this.changed();
  }

  choose(client, choice) {
    if (!this.playing) return;
    const person = this.people.get(client.sessionId);
    person.choice = choice;
    const movement = { uid: person.uid, movement: 'choice' };
    this.broadcast('movement', movement, { except: client });
  }

  again(client) {
    this.people.get(client.sessionId).ready = true;
    this.changed();
  }

  changed() {
    this.tell();
    const all = [...this.people.values()];
    if (!this.playing && all.length === 2 && all.every(({ ready }) => ready)) this.begin(all);
  }

  tell() {
    if (withState) {
      for (const [id, { ready, totalScore, winStreak }] of this.people) {
        this.state.players.get(id).assign({ ready, totalScore, winStreak });
      }
      return;
    }
    const users = [...this.people.values()].map(({ uid, uname, uavatar, ready }) => {
      return { uid, uname, uavatar, ready };
    });
    this.broadcast('room', { roomId: this.roomId, users, full: users.length === 2, size: 2 });
  }

  begin(all) {
    this.playing = true;
    this.rounds += 1;
    const roomUsers = all.map(({ uid, uname, uavatar, totalScore, winStreak }) => {
      return { uid, uname, uavatar, choice: null, roundScore: 0, totalScore, winStreak };
    });
    for (const person of all) person.choice = null;
    const round = { roomId: this.roomId, roundId: `${this.roomId}${this.rounds}` };
    this.broadcast('start', { gameTime: gameMs / 1000, roomUsers, ...round });
    // Node's timer: the room's own clock moves with the state's patches, every 50 ms.
    setTimeout(() => this.end(round), gameMs);
  }

  end(round) {
    this.playing = false;
    const all = [...this.people.values()];
    const points = all.map(({ choice }) =>
      all.reduce((sum, other) => sum + judge(choice, other.choice), 0),
    );
    const result = all.map((person, index) => {
      const won = points[index] > 0;
      person.winStreak = won ? person.winStreak + 1 : 0;
      const roundScore = won ? points[index] * person.winStreak : 0;
      person.totalScore += roundScore;
      person.ready = false;
      const { uid, choice, totalScore, winStreak } = person;
      return { uid, choice, roundScore, totalScore, winStreak };
    });
    this.broadcast('result', { result, ...round });
    this.tell();
  }
}

const http = createServer();
const server = new Server({
  transport: new WebSocketTransport({ server: http, maxPayload: 16 * 1024 }),
  greet: false,
  gracefullyShutdown: false,
});
server.define('rps', RpsRoom);
server.listen(0, '127.0.0.1').then(() => announce(`http://127.0.0.1:${http.address().port}`));
