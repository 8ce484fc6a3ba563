/** What the game costs: beside the same game on Colyseus and beside bare WebSockets, on several processes, under kills. */
import { installPeers } from './game/install-peers';
import { benchKills } from './game/kills';
import { gameBenchOptions } from './game/options';
import { benchPeers } from './game/peers';
import { benchProcesses } from './game/processes';

export async function run(args: readonly string[]): Promise<void> {
  const options = gameBenchOptions(args);
  if (options.parts.includes('peers')) {
    installPeers();
    await benchPeers(options);
  }
  if (options.parts.includes('processes')) await benchProcesses(options);
  if (options.parts.includes('kills')) await benchKills(options);
}
