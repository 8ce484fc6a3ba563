/**
 * Plays the game in a terminal: start it twice to play against yourself, once to play the robot.
 *
 *   node apps/game/examples/play.cjs [address] [--name 小明] [--private | --room ID] [--auto ROUNDS]
 *
 * address: where the platform runs, http://localhost:8080 when not given.
 * --auto plays so many rounds by itself and ends.
 */
const readline = require('node:readline');
const { randomUUID } = require('node:crypto');
const { parseArgs } = require('node:util');
const { io } = require('socket.io-client');

const hands = ['', '✌️  剪刀 scissors', '✊ 石头 rock', '🖐  布 paper'];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string', default: `player ${process.pid}` },
    private: { type: 'boolean', default: false },
    room: { type: 'string' },
    auto: { type: 'string' },
  },
});
const [address = 'http://localhost:8080'] = positionals;
const uid = randomUUID();
const user = { uid, uname: values.name, uavatar: '' };
let wish = values.room ? { roomId: values.room } : values.private ? { private: true } : undefined;
let roundsLeft = values.auto === undefined ? Number.POSITIVE_INFINITY : Number(values.auto);
let playing = false;
let countdown;
let lastRound;

const say = (...words) => console.log(...words);
const help = () =>
  say('  Enter: play   1 ✌️  2 ✊  3 🖐 : choose   f1…f4: face   l: leave   q: quit\n');

const socket = io(address, {
  path: '/applet/websocket/socket.io',
  transports: ['websocket'],
});

socket.on('connect', () => socket.emit('hello', { user, ...(lastRound && { lastRound }) }));
socket.on('connect_error', (error) => say(`cannot reach ${address}: ${error.message}`));
socket.on('disconnect', (reason) => {
  if (socket.active) say(`connection lost (${reason}), trying again…`);
});
socket.on('fault', ({ event, code, message }) =>
  say(`  ${event || 'fault'}: ${message} (${code})`),
);

socket.on('hi', ({ nearby, totalScore }) => {
  say(`Hello ${values.name}: ${nearby} other(s) online, your score is ${totalScore}.`);
  if (values.auto === undefined) help();
  else join();
});

socket.on('room', ({ roomId, users, full, private: invited }) => {
  if (full || playing) return;
  say(`In room ${roomId} with ${users.length} of its players, waiting for others…`);
  if (invited) say(`  A friend joins with: --room ${roomId}`);
});

socket.on('start', ({ gameTime, roomUsers, roomId }) => {
  playing = true;
  if (wish) wish = { roomId };
  const others = roomUsers.filter((other) => other.uid !== uid).map(({ uname }) => uname);
  say(`\nAgainst ${others.join(', ')}: ${gameTime} s. Your hand?`);
  let left = Math.ceil(gameTime);
  clearInterval(countdown);
  countdown = setInterval(() => {
    left -= 1;
    if (left > 0) say(`  ${left}…`);
  }, 1000);
  if (values.auto !== undefined) choose(1 + Math.floor(Math.random() * 3));
});

socket.on('movement', ({ movement, face }) => {
  say(movement === 'choice' ? '  The other hand turns…' : `  The other makes face ${face}.`);
});

socket.on('leave', () => say('  The other has left.'));

socket.on('result', ({ result, roundId }) => {
  if (roundId === lastRound) return;
  lastRound = roundId;
  playing = false;
  clearInterval(countdown);
  const mine = result.find((row) => row.uid === uid);
  for (const row of result) {
    const who = row.uid === uid ? 'You' : 'Other';
    say(`  ${who}: ${row.choice ? hands[row.choice] : 'no hand'}  +${row.roundScore}`);
  }
  const won = mine && mine.roundScore > 0;
  const others = result.filter((row) => row !== mine).some((row) => row.roundScore > 0);
  say(won ? '  You win! 胜利' : others ? '  You lose. 失误' : '  A draw. 平局');
  say(`  Score ${mine?.totalScore ?? 0}, streak ${mine?.winStreak ?? 0}. Enter plays again.\n`);
  roundsLeft -= 1;
  if (roundsLeft <= 0) quit();
  else if (values.auto !== undefined) join();
});

function join() {
  say('Looking for somebody to play with… 正在寻找玩伴');
  if (wish) socket.emit('join', wish);
  else socket.emit('join');
}

function choose(choice) {
  socket.emit('choice', { choice });
  say(`  You show ${hands[choice]}`);
}

function quit() {
  clearInterval(countdown);
  socket.close();
  input?.close();
}

function command(line) {
  if (line === '' && !playing) join();
  else if (/^[123]$/.test(line)) choose(Number(line));
  else if (/^f[1-4]$/.test(line)) socket.emit('face', { face: Number(line[1]) });
  else if (line === 'l') socket.emit('leave');
  else if (line === 'q') quit();
  else help();
}

const input =
  values.auto === undefined ? readline.createInterface({ input: process.stdin }) : undefined;
input?.on('line', (line) => command(line.trim()));
input?.on('close', () => socket.close());
process.once('SIGINT', quit);
