/** What the game tells Prometheus. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface GameMetrics {
  readonly messages: Counter<'direction' | 'event'>;
  readonly faults: Counter<'code'>;
  readonly roundsBegun: Counter;
  readonly roundsSettled: Counter;
  readonly lateness: Histogram;
}

/** What is measured when somebody asks. */
export interface GameGauges {
  readonly players: () => number;
  readonly rooms: () => number;
}

export function createGameMetrics(registry: Registry, gauges: GameGauges): GameMetrics {
  const registers = [registry];
  gauge(registry, 'game_players', 'Players connected to this process.', gauges.players);
  gauge(
    registry,
    'game_rooms',
    'Rooms of the whole game; every process says the same.',
    gauges.rooms,
  );
  return {
    messages: new Counter({
      name: 'game_messages_total',
      help: 'Messages by direction (in, out) and event.',
      labelNames: ['direction', 'event'],
      registers,
    }),
    faults: new Counter({
      name: 'game_faults_total',
      help: 'Messages that were refused, by code.',
      labelNames: ['code'],
      registers,
    }),
    roundsBegun: new Counter({
      name: 'game_rounds_begun_total',
      help: 'Rounds this process began.',
      registers,
    }),
    roundsSettled: new Counter({
      name: 'game_rounds_settled_total',
      help: 'Rounds this process settled.',
      registers,
    }),
    lateness: new Histogram({
      name: 'game_settlement_lateness_seconds',
      help: 'Time from the deadline of a round to the moment its result is sent.',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
  };
}

function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}
