// WxSocketIO beside socket.io-client: size, packets per second, time to the first event.
import { codecs, OURS, size, THEIRS } from './bundles';
import type { Args, Codec } from './codec';
import { GAME, LARGE, ourCodec, theirCodec } from './codec';
import { firstEvent } from './first-event';
import { compare, mean } from './measure';

const BAR = 1.2;
const row = (...cells: readonly string[]) =>
  console.log(cells.map((cell, i) => (i ? cell.padStart(14) : cell.padEnd(24))).join(''));
const thousands = (rate: number) => `${(rate / 1000).toFixed(0)}k/s`;
const times = (ratio: number) => `${ratio.toFixed(2)}x`;

async function sizes(): Promise<void> {
  const [ours, theirs] = [await size(OURS), await size(THEIRS)];
  row('size, bytes', 'WxSocketIO', 'socket.io', 'smaller by');
  row('minified', `${ours.minified}`, `${theirs.minified}`, times(theirs.minified / ours.minified));
  row(
    'minified, gzipped',
    `${ours.gzipped}`,
    `${theirs.gzipped}`,
    times(theirs.gzipped / ours.gzipped),
  );
}

interface Ratios {
  readonly encode: number[];
  readonly decode: number[];
}

function packetsOf(messages: Readonly<Record<string, Args>>, ours: Codec, theirs: Codec): Ratios {
  const ratios: Ratios = { encode: [], decode: [] };
  for (const [name, args] of Object.entries(messages)) {
    const frames = ours.encode(args);
    const works = {
      encode: [() => ours.encode(args), () => theirs.encode(args)],
      decode: [() => ours.decode(frames), () => theirs.decode(frames)],
    };
    for (const verb of ['encode', 'decode'] as const) {
      const [mine = 0, other = 0] = compare(works[verb]);
      ratios[verb].push(mine / other);
      row(`${verb} ${name}`, thousands(mine), thousands(other), times(mine / other));
    }
  }
  return ratios;
}

async function packets(): Promise<void> {
  const parsers = await codecs();
  const ours = ourCodec(parsers.ours);
  const theirs = theirCodec(parsers.theirs);
  row('packets per CPU second', 'WxSocketIO', 'socket.io', 'faster by');
  const { encode, decode } = packetsOf(GAME, ours, theirs);
  const verdict = (what: string, ratios: readonly number[]) => {
    const ratio = mean(ratios);
    row(`${what}, the game`, '', '', times(ratio), ratio >= BAR ? 'met' : 'MISSED');
  };
  console.log(`\ngeometric means, bar ${BAR}x`);
  verdict('encode', encode);
  verdict('decode', decode);
  verdict('both', [...encode, ...decode]);
  console.log('\nlarger messages, for comparison');
  packetsOf(LARGE, ours, theirs);
}

async function connecting(): Promise<void> {
  const { ours, theirs, limit } = await firstEvent();
  row('connect to first event', 'WxSocketIO', 'socket.io', 'bare ws');
  row('median, ms', ours.toFixed(2), theirs.toFixed(2), limit.toFixed(2));
}

/** Prints the comparison; both clients in the same run on the same machine. */
export async function run(): Promise<void> {
  await sizes();
  console.log();
  await packets();
  console.log();
  await connecting();
}
