// A client on a fake phone with a fake clock, for what no real network does when asked.
import type { WxSocketIOOptions } from '../../src';
import { WxSocketIO } from '../../src';
import type { FakeClock } from './fake-clock';
import { fakeClock, settled } from './fake-clock';
import type { FakeWx } from './fake-wx';
import { fakeWx } from './fake-wx';

export interface Phone {
  readonly wx: FakeWx;
  readonly clock: FakeClock;
  readonly client: WxSocketIO;
  /** Names of the client's events so far, with their first argument if that is plain. */
  readonly told: string[];
}

const MANAGER = ['reconnect_attempt', 'reconnect', 'reconnect_error', 'reconnect_failed'] as const;

export const ADDRESS = 'wss://game.example/socket.io';

/** A client that has not connected yet. */
export function phone(
  options: WxSocketIOOptions = {},
  wx: FakeWx = fakeWx(),
  clock: FakeClock = fakeClock(),
): Phone {
  const client = new WxSocketIO({ platform: wx.platform, clock, ...options });
  const told: string[] = [];
  const tell =
    (event: string) =>
    (first?: unknown): void => {
      const plain = typeof first === 'object' || first === undefined ? '' : ` ${first}`;
      told.push(event + plain);
    };
  for (const event of MANAGER) client.io.on(event, tell(event));
  for (const event of ['connect', 'connect_error', 'disconnect']) client.on(event, tell(event));
  return { wx, clock, client, told };
}

/** A client that is connected to a server of protocol 4, with what it has sent so far forgotten. */
export async function connectedPhone(
  options: WxSocketIOOptions = {},
  wx?: FakeWx,
  clock?: FakeClock,
): Promise<Phone> {
  const made = phone(options, wx, clock);
  const done = made.client.connect(ADDRESS);
  await settled();
  made.wx.task.greet();
  await settled();
  made.wx.task.admit();
  await done;
  made.wx.task.sent.length = 0;
  made.told.length = 0;
  return made;
}
