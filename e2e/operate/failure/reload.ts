/** `pm2 reload` of everything while requests come in and games are played: nobody may notice. */
import { waitFor } from '@weapp-samples/testkit';
import { acknowledgedWrites, type LoadReport, reads, startLoad } from '../support/load';
import { account, createPlayer } from '../support/player';
import type { Production } from '../support/production';

export interface ReloadResult {
  readonly load: LoadReport;
  readonly rounds: number;
  readonly lost: number;
  readonly repeated: number;
  readonly missing: readonly string[];
  readonly seconds: number;
}

export interface Scale {
  /** Requests a second. */
  readonly perSecond: number;
  readonly players: number;
}

export async function reloadUnderLoad(
  production: Production,
  { perSecond, players: count }: Scale,
): Promise<ReloadResult> {
  const { pm2, ask, front, login } = production;
  const user = await login('reload');
  const vid = await firstVideo(production);
  const writes = acknowledgedWrites(user, vid);
  const players = Array.from({ length: count }, () => createPlayer(front));
  const load = startLoad(ask, [...reads(user), ...reads(user), ...writes.kinds], perSecond);
  try {
    await waitFor(() => players.every(({ results }) => results.size > 0), { timeoutMs: 60_000 });
    const begun = performance.now();
    await pm2.command('reload', pm2.processFile);
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    for (const player of players) player.finish();
    await settled(players);
    return {
      load: await load.stop(),
      ...account(players),
      missing: await writes.missing(ask),
      seconds,
    };
  } finally {
    await load.stop();
    for (const player of players) player.stop();
  }
}

/** Every round that began has its result, or 40 s have passed: a seat is held for 20 s. */
export async function settled(players: ReturnType<typeof createPlayer>[]): Promise<void> {
  await waitFor(() => account(players).lost === 0, { timeoutMs: 40_000 }).catch(() => undefined);
}

export async function firstVideo({ ask }: Production): Promise<number> {
  return (await ask('/applet/video/list?pageNo=1')).json().data.list[0].id;
}
