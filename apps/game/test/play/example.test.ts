import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { useGame } from '../helpers/game';

const run = promisify(execFile);
const example = join(__dirname, '..', '..', 'examples', 'play.cjs');

describe('the example of the terminal', () => {
  const game = useGame({ GAME_ROBOT_AFTER: '3' });

  it('plays one against another, to the end', async () => {
    const play = (name: string) =>
      run(process.execPath, [example, game().url, '--name', name, '--auto', '2']);
    const [one, two] = await Promise.all([play('小明'), play('小红')]);
    assert.match(one.stdout, /Against 小红/);
    assert.match(two.stdout, /Against 小明/);
    assert.equal(one.stdout.match(/Score \d+, streak \d+/g)?.length, 2);
  });
});
