import assert from 'node:assert/strict';
import { createSocket } from '../lib/socket';
import type { Clock, Platform, SocketTask } from '../lib/wx-socket-io';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A phone whose sockets a test answers by hand, with timers that run when they are told to. */
function phone() {
  const tasks: { sent: string[]; say(text: string): void }[] = [];
  const timers: { work: () => void; ms: number }[] = [];
  const platform: Platform = {
    connectSocket() {
      const sent: string[] = [];
      let hear: (message: { data: string }) => void = () => undefined;
      let end: () => void = () => undefined;
      tasks.push({ sent, say: (data) => hear({ data }) });
      const task: SocketTask = {
        send: ({ data }) => sent.push(String(data)),
        close: () => end(),
        onOpen: () => undefined,
        onMessage: (listener) => {
          hear = listener;
        },
        onClose: (listener) => {
          end = () => listener({});
        },
        onError: () => undefined,
      };
      return task;
    },
  };
  const clock: Clock = {
    now: () => 0,
    random: () => 0.5,
    setTimeout: (work, ms) => timers.push({ work, ms }),
    clearTimeout: () => undefined,
  };
  return { platform, clock, tasks, timers };
}

/** The session's token, and how often it was renewed. */
function sessionOf(token: string) {
  const session = {
    renewed: [] as (string | undefined)[],
    login: () => Promise.resolve(),
    token: () => token,
    renew(old: string | undefined) {
      session.renewed.push(old);
      token = 'new';
      return Promise.resolve();
    },
  };
  return session;
}

const handshake = '0{"sid":"s","pingInterval":25000,"pingTimeout":20000}';

async function opened(token = 'old') {
  const { platform, clock, tasks, timers } = phone();
  const session = sessionOf(token);
  const url = 'http://localhost:8080/applet/websocket/socket.io';
  const { socket, open, close } = createSocket({ url, session, platform, clock });
  open();
  await settled();
  tasks[0]?.say(handshake);
  await settled();
  return { socket, open, close, tasks, timers, session };
}

describe('the socket', () => {
  it('tells the server who is there', async () => {
    const { tasks } = await opened();
    assert.deepEqual(tasks[0]?.sent, ['40{"session":"old"}']);
  });

  it('renews a session that has expired, and connects with the new one', async () => {
    const { tasks, session } = await opened();
    tasks[0]?.say('44{"message":"expired","data":{"reason":"ERR_SESSION_EXPIRED"}}');
    for (let i = 0; i < 3; i += 1) await settled();
    tasks[1]?.say(handshake);
    await settled();
    assert.deepEqual(session.renewed, ['old']);
    assert.deepEqual(tasks[1]?.sent, ['40{"session":"new"}']);
  });

  it('connects again, after a while, when the server has said goodbye', async () => {
    const { tasks, timers } = await opened();
    tasks[0]?.say('40{"sid":"x"}');
    tasks[0]?.say('41');
    await settled();
    assert.equal(tasks.length, 1);
    timers.filter(({ ms }) => ms === 2000).forEach(({ work }) => void work());
    await settled();
    assert.equal(tasks.length, 2);
  });

  it('stays closed once it was closed', async () => {
    const { tasks, timers, close } = await opened();
    tasks[0]?.say('40{"sid":"x"}');
    close();
    for (const { work } of [...timers]) work();
    await settled();
    assert.equal(tasks.length, 1);
  });
});
