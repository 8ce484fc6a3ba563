/** A player who plays one round after another and reconnects to another process when its own dies. */
import type { ClientToServer, ServerPayload, ServerToClient } from '@weapp-samples/contracts';
import { gameSocketPath } from '@weapp-samples/contracts';
import { io, type Socket } from 'socket.io-client';

export interface TirelessOptions {
  readonly uid: string;
  /** The address to connect to for the n-th time. */
  readonly address: (attempt: number) => string;
}

export class TirelessPlayer {
  /** Rounds that were seen to begin. */
  readonly begun = new Set<string>();
  /** Results by round, in the order they came. */
  readonly results = new Map<string, ServerPayload<'result'>[]>();
  readonly faults: string[] = [];
  private socket: Socket<ServerToClient, ClientToServer> | undefined;
  private lastRound: string | undefined;
  private attempts = 0;
  private playing = true;
  private closed = false;
  private seated = false;

  constructor(private readonly options: TirelessOptions) {}

  /** Connects, and resolves once the first hello is answered. */
  start(): Promise<void> {
    return new Promise((resolve) => this.connect(resolve));
  }

  /** Plays the round it is in to its end, and no further one. */
  rest(): void {
    this.playing = false;
  }

  /** Rounds that began and have no result. */
  open(): string[] {
    return [...this.begun].filter((roundId) => !this.results.has(roundId));
  }

  close(): void {
    this.closed = true;
    this.socket?.close();
  }

  private connect(connected?: () => void): void {
    const { uid, address } = this.options;
    const socket: Socket<ServerToClient, ClientToServer> = io(address(this.attempts++), {
      path: gameSocketPath,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 2000,
    });
    this.socket = socket;
    const again = () => {
      socket.removeAllListeners();
      socket.close();
      if (!this.closed) setTimeout(() => this.connect(connected), 50 + Math.random() * 100);
    };
    socket.on('connect', () => this.hello(socket, uid, connected));
    socket.on('connect_error', again);
    socket.on('disconnect', again);
    socket.on('room', ({ users }) => {
      this.seated ||= users.some((user) => user.uid === uid && user.ready);
    });
    socket.on('start', ({ roundId }) => {
      this.begun.add(roundId);
      socket.emit('choice', { choice: (1 + Math.floor(Math.random() * 3)) as 1 | 2 | 3 });
    });
    socket.on('result', (result) => this.take(result));
    socket.on('fault', ({ code }) => this.faults.push(code));
  }

  private async hello(
    socket: Socket<ServerToClient, ClientToServer>,
    uid: string,
    connected?: () => void,
  ): Promise<void> {
    this.seated = false;
    const { lastRound } = this;
    const user = { uid, uname: uid, uavatar: '' };
    const fault = await socket.emitWithAck('hello', { user, ...(lastRound && { lastRound }) });
    if (fault) return void socket.disconnect();
    connected?.();
    if (!this.seated) this.again();
    return undefined;
  }

  private take(result: ServerPayload<'result'>): void {
    this.lastRound = result.roundId;
    const before = this.results.get(result.roundId) ?? [];
    this.results.set(result.roundId, [...before, result]);
    this.again();
  }

  /** Asked for a seat is as good as seated: a second join would leave the room that the first one found. */
  private again(): void {
    this.seated = true;
    if (this.playing) this.socket?.emit('join');
  }
}
