/** What the game tells Prometheus. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface GameMetrics {
  /** Counts a message of a client. */
  readonly received: (event: string) => void;
  /** Counts a message to a client. */
  readonly sent: (event: string) => void;
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
  const { received, sent } = countMessages(registry);
  return {
    received,
    sent,
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

/** Messages are counted in plain numbers, which Prometheus' counter takes over when somebody asks. */
function countMessages(registry: Registry) {
  const counts = { in: new Map<string, number>(), out: new Map<string, number>() };
  new Counter({
    name: 'game_messages_total',
    help: 'Messages by direction (in, out) and event.',
    labelNames: ['direction', 'event'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [direction, events] of Object.entries(counts)) {
        for (const [event, count] of events) this.inc({ direction, event }, count);
      }
    },
  });
  const countIn = (events: Map<string, number>) => (event: string) =>
    void events.set(event, (events.get(event) ?? 0) + 1);
  return { received: countIn(counts.in), sent: countIn(counts.out) };
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
