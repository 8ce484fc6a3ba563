import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readCatalogueFile } from '../src/catalogue-file';
import { offlineCatalogue } from '../src/config';

const folder = dirname(offlineCatalogue);

/** The boxes of an MP4 file: where each begins, by name. */
function boxes(file: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at < file.length; at += Math.max(8, file.readUInt32BE(at))) {
    names.push(file.toString('latin1', at + 4, at + 8));
  }
  return names;
}

/** Seconds, from the movie header. */
function duration(file: Buffer): number {
  const header = file.indexOf('mvhd') + 4;
  return file.readUInt32BE(header + 16) / file.readUInt32BE(header + 12);
}

describe('the offline catalogue', () => {
  it('has six trailers or more, each with its files', async () => {
    const videos = await readCatalogueFile(offlineCatalogue);
    assert.ok(videos.length >= 6);
    const files = videos.flatMap(({ video_url, video_image }) => [video_url, video_image]);
    const present = (await readdir(folder)).filter((name) => name !== 'catalogue.json');
    assert.deepEqual([...files].sort(), present.sort());
    assert.equal(new Set(videos.map(({ video_title }) => video_title)).size, videos.length);
  });

  it('is under 2 MB', async () => {
    const sizes = (await readdir(folder)).map(
      async (name) => (await stat(join(folder, name))).size,
    );
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    assert.ok(total < 2_000_000, `${total} bytes`);
  });

  it('is H.264 in MP4 of 2 to 4 seconds that plays before it has loaded', async () => {
    for (const { video_url } of await readCatalogueFile(offlineCatalogue)) {
      const file = await readFile(join(folder, video_url));
      const order = boxes(file);
      assert.ok(order.indexOf('moov') < order.indexOf('mdat'), `${video_url}: ${order}`);
      assert.ok(file.includes('avc1'), video_url);
      const seconds = duration(file);
      assert.ok(seconds >= 2 && seconds <= 4, `${video_url}: ${seconds} s`);
    }
  });

  it('has posters that are JPEG', async () => {
    for (const { video_image } of await readCatalogueFile(offlineCatalogue)) {
      const file = await readFile(join(folder, video_image));
      assert.equal(file.readUInt16BE(0), 0xffd8, video_image);
    }
  });
});
