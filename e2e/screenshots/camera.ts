/** Takes a picture of a phone and keeps it small. */
import { execFile } from 'node:child_process';
import { rename, unlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { findProgram } from '@weapp-samples/testkit';

const run = promisify(execFile);

/** Pixels of the picture to one CSS pixel. */
const scale = 1.5;

/** A picture of 256 colours is a third of the size, and looks the same at the size people see it. */
const palette = 'split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=sierra2_4a';

/** Longest time for one reduction, in ms. */
const reduceLimitMs = 20_000;

/**
 * Writes `file`, a PNG.
 * @param moving keep animations as they are; otherwise they are at their end
 */
export async function takePicture(phone: SimPhone, file: string, moving = false): Promise<void> {
  const session = await phone.page.context().newCDPSession(phone.page);
  const { width, height } = phone.page.viewportSize() ?? { width: 390, height: 844 };
  const metrics = { width, height, deviceScaleFactor: scale, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
  if (!moving) await phone.page.addStyleTag({ content: still });
  await phone.page.evaluate(tidy);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await writeFile(file, Buffer.from(data, 'base64'));
  await reduce(file);
}

/** Animations at their end; the cursor does not blink. */
const still = `*, *::before, *::after {
  animation-duration: 0s !important; animation-delay: 0s !important; animation-iteration-count: 1 !important;
  transition: none !important; caret-color: transparent !important; }`;

/**
 * Half past nine; nothing has the focus ring of a keyboard; pictures are there, and what has begun to move for a moment
 * (a page that slides in, a hand that turns) has arrived. Whatever counts the time of a round goes on.
 */
const tidy = `(async () => {
  const status = document.querySelector('.sim-capsule')?.shadowRoot?.querySelector('.status span');
  if (status) status.textContent = '09:30';
  const overlay = document.querySelector('.sim-overlay');
  for (const root of [document, overlay?.shadowRoot]) root?.activeElement?.blur();
  const isSeen = (image) => image.getBoundingClientRect().top < innerHeight;
  const images = [...document.images].filter((image) => isSeen(image) && image.src);
  await Promise.allSettled(images.map((image) => image.decode()));
  for (const animation of document.getAnimations()) {
    const { endTime } = animation.effect.getComputedTiming();
    if (endTime < 1000) animation.finish();
  }
  const video = document.querySelector('video');
  if (video?.currentTime > 0) {
    // The film is drawn anew for the new size of the screen only with another frame.
    const seen = new Promise((frame) => video.requestVideoFrameCallback(frame));
    video.currentTime += 0.2;
    await seen;
  }
  for (let frame = 0; frame < 12; frame += 1) await new Promise(requestAnimationFrame);
})()`;

async function reduce(file: string): Promise<void> {
  const ffmpeg = findProgram(['ffmpeg']);
  if (!ffmpeg) return;
  const reduced = `${file}.reduced.png`;
  const args = ['-v', 'error', '-y', '-i', file, '-vf', palette, '-compression_level', '100'];
  try {
    await run(ffmpeg, [...args, reduced], { timeout: reduceLimitMs });
    await rename(reduced, file);
  } catch {
    await unlink(reduced).catch(() => undefined);
  }
}
