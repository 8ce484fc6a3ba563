import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTempDir } from '@weapp-samples/testkit';
import { newPlayer, signedInKey } from '../../src/player';
import { createScoreFile } from '../../src/stores/score-file';

const player = (uid: string, totalScore: number) => {
  const who = { key: signedInKey(uid), uid, uname: '小明', uavatar: '', signedIn: true };
  return { ...newPlayer(who), totalScore, winStreak: 1 };
};

describe('the file of scores', () => {
  const dir = useTempDir();

  it('gives back what was saved, the last of each player', () => {
    const path = join(dir(), 'deep', 'scores.json');
    const file = createScoreFile(path);
    assert.deepEqual(file.load(), []);
    file.save(player('one', 1));
    file.save(player('two', 5));
    file.save(player('one', 2));
    file.close();
    assert.deepEqual(createScoreFile(path).load(), [player('one', 2), player('two', 5)]);
    assert.equal(existsSync(`${path}.new`), false);
  });

  it('is not touched when nothing was saved', () => {
    const path = join(dir(), 'untouched.json');
    createScoreFile(path).close();
    assert.equal(existsSync(path), false);
  });

  it('that cannot be read stops the start instead of being overwritten', () => {
    const path = join(dir(), 'broken.json');
    writeFileSync(path, '{"half');
    assert.throws(() => createScoreFile(path).load(), /cannot be read/);
    assert.equal(readFileSync(path, 'utf8'), '{"half');
  });
});
