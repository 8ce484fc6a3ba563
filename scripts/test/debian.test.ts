import assert from 'node:assert/strict';

const { installDebian } = require('../lib/debian.cjs');

/** A root shell that notes its commands; apt-get knows every package but `rare`. */
function fakeRoot() {
  const commands: string[] = [];
  const run = async (command: string[]) => {
    commands.push(command.filter((word) => !word.startsWith('-')).join(' '));
    const failed = command.includes('install') && command.includes('rare');
    return failed
      ? { code: 100, output: 'E: Unable to locate package rare\n' }
      : { code: 0, output: '' };
  };
  return { commands, log: () => undefined, shell: async () => run, hasPolicy: () => false };
}

describe('installing Debian packages', () => {
  it('updates the lists once and starts no service', async () => {
    const root = fakeRoot();
    const why = await installDebian(['nginx', 'chromium'], root);
    assert.equal(why, undefined);
    const [update, forbid, install, allow] = root.commands;
    assert.equal(update, 'apt-get update');
    assert.match(forbid ?? '', /exit 101[\s\S]*policy-rc\.d/);
    assert.equal(install, 'apt-get install nginx chromium');
    assert.match(allow ?? '', /^rm .*policy-rc\.d/);
  });

  it('leaves the machine’s own word on services alone', async () => {
    const root = fakeRoot();
    await installDebian(['nginx'], { ...root, hasPolicy: () => true });
    assert.deepEqual(root.commands, ['apt-get update', 'apt-get install nginx']);
  });

  it('gets the others where one cannot be had, and says why', async () => {
    const root = fakeRoot();
    const why = await installDebian(['nginx', 'rare', 'ffmpeg'], root);
    assert.equal(why, 'E: Unable to locate package rare');
    assert.ok(root.commands.includes('apt-get install ffmpeg'));
    assert.match(root.commands.at(-1) ?? '', /^rm /);
  });

  it('says that this user may not', async () => {
    const why = await installDebian(['nginx'], {
      ...fakeRoot(),
      shell: async () => undefined,
    });
    assert.equal(why, 'this user may not install Debian packages here');
  });
});
