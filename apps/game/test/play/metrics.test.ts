import assert from 'node:assert/strict';
import { useGame } from '../helpers/game';
import { closePlayers, newUid, playing } from '../helpers/player';

describe('the metrics of the game', () => {
  const game = useGame();
  afterEach(closePlayers);

  it('tell rooms, players, rounds, messages by kind and the lateness of settlement', async () => {
    const [one, two] = await playing(game().url, newUid(), newUid());
    one?.socket.emit('choice', { choice: 1 });
    two?.socket.emit('made-up' as 'leave');
    await Promise.all([one?.next('result'), two?.next('result')]);
    const text = await (await fetch(`${game().url}/metrics`)).text();
    const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    const service = 'service="game",process="[0-9]+"';
    assert.equal(value(`game_players\\{${service}\\}`), 2);
    assert.equal(value(`game_rounds_begun_total\\{${service}\\}`), 1);
    assert.equal(value(`game_rounds_settled_total\\{${service}\\}`), 1);
    assert.equal(value(`game_settlement_lateness_seconds_count\\{${service}\\}`), 1);
    const messages = (direction: string, event: string) =>
      value(`game_messages_total\\{direction="${direction}",event="${event}",${service}\\}`);
    assert.equal(messages('in', 'choice'), 1);
    assert.equal(messages('in', 'other'), 1);
    assert.equal(messages('out', 'result'), 2);
    assert.ok(/^game_rooms\{/m.test(text));
  });
});
