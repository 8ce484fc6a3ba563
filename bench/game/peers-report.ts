/** Prints what the peers came to, and the game beside each of them. */
import { median } from '../lib/median';
import type { Figures, Measured, Peer } from './peers';

const titles: Readonly<Record<Peer, string>> = {
  game: 'this game',
  state: 'Colyseus, the room as its state',
  messages: 'Colyseus, messages alone',
  ws: '`ws` alone, the same frames',
};

export function reportPeers(title: string, measured: Measured): void {
  console.log(`## ${title}\n`);
  const shown = [...measured].filter(([, all]) => all.length > 0);
  console.log(
    '| | rounds | late p50 ms | late p99 ms | CPU s per 1000 rounds | KB a connection | lost | doubled |',
  );
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
  for (const [peer, all] of shown) console.log(rowOf(titles[peer], all));
  console.log('');
  for (const [peer] of shown) if (peer !== 'game') compare(measured, peer);
  console.log('');
}

function rowOf(title: string, all: readonly Figures[]): string {
  const cell = (pick: (each: Figures) => number, digits: number) => {
    const values = all.map(pick);
    const middle = median(values).toFixed(digits);
    if (values.length === 1) return middle;
    const range = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
    return `${middle} (${range.join(' … ')})`;
  };
  const sum = (pick: (each: Figures) => number) =>
    all.reduce((total, each) => total + pick(each), 0);
  const cells = [
    cell(({ rounds }) => rounds, 0),
    cell(({ lateMs }) => lateMs.p50, 1),
    cell(({ lateMs }) => lateMs.p99, 1),
    cell(({ cpuPer1000Rounds }) => cpuPer1000Rounds, 3),
    cell(({ kbPerConnection }) => kbPerConnection, 1),
    sum(({ lost }) => lost),
    sum(({ doubled }) => doubled),
  ];
  return `| ${title} | ${cells.join(' | ')} |`;
}

function compare(measured: Measured, peer: Peer): void {
  const of = (name: Peer, pick: (each: Figures) => number) =>
    median((measured.get(name) ?? []).map(pick));
  const cpu = (name: Peer) => of(name, (each) => each.cpuPer1000Rounds);
  const kb = (name: Peer) => of(name, (each) => each.kbPerConnection);
  const rounds = (cpu(peer) / cpu('game')).toFixed(2);
  const memory = (kb('game') / kb(peer)).toFixed(2);
  console.log(
    `Beside ${titles[peer]}: ${rounds} × the rounds per CPU second, ${memory} × the memory per connection.  `,
  );
}
