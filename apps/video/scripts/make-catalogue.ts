/**
 * Makes the trailers and posters of the offline catalogue, which are committed:
 * `node scripts/ts.cjs apps/video/scripts/make-catalogue.ts [NAME…]`. Needs ffmpeg and a CJK font
 * (Debian: fonts-wqy-microhei).
 */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { films } from './films';
import { renderPoster, renderTrailer } from './render';

const folder = join(__dirname, '../catalogue');

async function main(names: readonly string[]): Promise<void> {
  const font = execFileSync('fc-match', ['-f', '%{file}', ':lang=zh-cn'], { encoding: 'utf8' });
  for (const film of films) {
    if (names.length > 0 && !names.includes(film.name)) continue;
    await renderPoster(film, font, join(folder, `${film.name}.jpg`));
    await renderTrailer(film, font, join(folder, `${film.name}.mp4`));
    process.stdout.write(`${film.name} ${film.title}\n`);
  }
  const catalogue = films.map(({ name, title }) => ({
    video_title: title,
    video_image: `${name}.jpg`,
    video_url: `${name}.mp4`,
  }));
  await writeFile(join(folder, 'catalogue.json'), `${JSON.stringify(catalogue, null, 2)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
