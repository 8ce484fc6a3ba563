import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTempDir } from '@weapp-samples/testkit';
import fc from 'fast-check';
import { createWordListCheck, readWordList } from '../src/index';

describe('word list', () => {
  const check = createWordListCheck([
    'casino',
    '代开发票',
    '?lottery',
    '?加微信',
    '加微信领奖',
    '',
  ]);
  const judge = (content: string) => check.checkText({ content });

  it('passes text without any of its words', async () => {
    assert.equal(await judge('A wonderful trailer 👍 太好看了'), 'pass');
  });

  it('refuses a word wherever it stands', async () => {
    assert.equal(await judge('visit my casino today'), 'risky');
    assert.equal(await judge('专业代开发票请联系'), 'risky');
  });

  it('sees through case, width, spaces and punctuation', async () => {
    assert.equal(await judge('C-a.s i n o'), 'risky');
    assert.equal(await judge('ＣＡＳＩＮＯ'), 'risky');
    assert.equal(await judge('代 开\u200b发*票'), 'risky');
  });

  it('asks for a review where the list says so, and lets a refusal win', async () => {
    assert.equal(await judge('the lottery'), 'review');
    assert.equal(await judge('快加微信'), 'review');
    assert.equal(await judge('快加微信领奖'), 'risky');
    assert.equal(await judge('lottery casino'), 'risky');
  });

  it('finds each word of any list in any surroundings', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }),
        fc.string(),
        fc.string(),
        async (words, before, after) => {
          const one = createWordListCheck(words);
          const content = `${before}${words.at(-1)}${after}`;
          assert.equal(await one.checkText({ content }), 'risky');
        },
      ),
    ));

  describe('from a file', () => {
    const dir = useTempDir('words');

    it('takes a word a line, without comments and empty lines', async () => {
      const file = join(dir(), 'words.txt');
      await writeFile(file, '# spam\r\ncasino\r\n\r\n  代开发票  \n?lottery');
      assert.deepEqual(await readWordList(file), ['casino', '代开发票', '?lottery']);
    });

    it('says so when the file is not there', async () => {
      await assert.rejects(readWordList(join(dir(), 'none.txt')), { code: 'ENOENT' });
    });
  });
});
