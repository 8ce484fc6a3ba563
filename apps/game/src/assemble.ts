/** Puts the parts of a running game together. */
import type { Server as HttpServer } from 'node:http';
import type { Logger } from '@weapp-samples/service';
import type { Registry } from 'prom-client';
import { createAnnouncer } from './announcer';
import type { GameConfig } from './config';
import { createDelivery, type Delivery } from './delivery';
import { createDropper } from './dropper';
import { createGame, type Game } from './game';
import type { Authenticate } from './identity';
import { createIds } from './ids';
import { createGameMetrics, type GameMetrics } from './metrics';
import type { OpenedStore } from './open-store';
import { createPresence, type Presence } from './presence';
import { createBatch } from './protocol/batch';
import { createDispatch } from './protocol/dispatch';
import { gameHandlers } from './protocol/handlers';
import type { GameServer, GameSocket } from './protocol/types';
import { createRobotDriver, type RobotDriver } from './robot-driver';
import { createSettler, type Settler } from './settler';
import { acceptConnections, closeConnections, createSocketServer } from './sockets';

export interface AssembleOptions {
  readonly opened: OpenedStore;
  readonly config: GameConfig;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly authenticate: Authenticate;
}

/** A game that can be attached to an HTTP server. */
export interface RunningGame {
  start(): Promise<void>;
  attach(server: HttpServer): void;
  /** Ends all connections; seats stay held, rounds go on in the store. */
  stop(): Promise<void>;
}

export function assemble(options: AssembleOptions): RunningGame {
  const { opened, config, logger } = options;
  const io = createSocketServer(opened.adapter);
  const presence = presenceOf(io, options);
  const gauges = { players: () => io.of('/').sockets.size, rooms: presence.rooms };
  const metrics = createGameMetrics(options.registry, gauges);
  const robots = createRobotDriver(() => game, Math.random, config.gameMs);
  const settler = createSettler({ store: opened.store, upkeep: (id) => game.upkeep(id), logger });
  const game = gameOf(options, { io, metrics, presence, robots, settler });
  const delivery = createDelivery(game, logger);
  const dropper = createDropper(game, opened.store, logger);
  acceptConnections(io, {
    processId: opened.processId,
    authenticate: options.authenticate,
    logger,
    connected: listener(options, { game, metrics, presence, delivery }),
    gone: dropper.gone,
  });
  let attachedTo: HttpServer | undefined;
  return {
    async start() {
      await presence.start();
      settler.start();
    },
    attach(server) {
      attachedTo = server;
      io.attach(server);
    },
    async stop() {
      robots.stop();
      await settler.stop();
      if (attachedTo) await closeConnections(io, attachedTo);
      await dropper.stop();
      await delivery.stop();
      await presence.stop();
    },
  };
}

function presenceOf(io: GameServer, { opened, logger, config }: AssembleOptions): Presence {
  const { sockets } = io.of('/');
  return createPresence({
    store: opened.store,
    processId: opened.processId,
    players: () => sockets.size,
    placed: () =>
      [...sockets.values()].flatMap(({ data: { who, placed } }) => (who && placed ? who.key : [])),
    placesEveryMs: config.keep.placeMs / 3,
    logger,
    ...(opened.onBeat && { onBeat: opened.onBeat }),
  });
}

interface Around {
  readonly io: GameServer;
  readonly metrics: GameMetrics;
  readonly presence: Presence;
  readonly robots: RobotDriver;
  readonly settler: Settler;
}

function gameOf({ opened, config }: AssembleOptions, around: Around): Game {
  const { io, metrics, presence, robots, settler } = around;
  const { times, roomSize, nearbyKm, gameMs } = config;
  const tell = createAnnouncer({ io, metrics, gameMs, now: presence.now, began: robots.play });
  return createGame({
    store: opened.store,
    times,
    roomSize,
    nearbyKm,
    newId: createIds(),
    random: Math.random,
    lostSince: presence.lostSince,
    tell,
    dueIn: settler.dueIn,
  });
}

interface Listening {
  readonly game: Game;
  readonly metrics: GameMetrics;
  readonly presence: Presence;
  readonly delivery: Delivery;
}

/** Follows a connection: what comes in, and which results went out. */
function listener({ config, logger }: AssembleOptions, parts: Listening) {
  const { game, metrics, presence, delivery } = parts;
  const hold = createBatch();
  const listen = createDispatch({
    handlers: gameHandlers({
      game,
      online: presence.online,
      joined: delivery.seen,
      resumed: delivery.resumed,
    }),
    metrics,
    logger,
    messagesPerSecond: config.messagesPerSecond,
    now: () => performance.now(),
  });
  return (socket: GameSocket) => {
    listen(socket);
    delivery.follow(socket);
    socket.onAnyOutgoing((event: string, payload: { roomId: string; roundId: string }) => {
      hold(socket);
      metrics.sent(event);
      if (event === 'result') delivery.sent(socket, payload.roomId, payload.roundId);
    });
  };
}
