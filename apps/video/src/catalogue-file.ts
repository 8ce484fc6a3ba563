/** A catalogue as a JSON file: what `npm run video -- import` and the first start read. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { NewVideo } from './stores/video-store';

const catalogue = z.array(
  z.object({
    video_title: z.string().trim().min(1),
    video_image: z.string().trim().min(1),
    video_url: z.string().trim().min(1),
  }),
);

/**
 * Reads an array of `{ video_title, video_image, video_url }`; the first one is to stand first in the list.
 *
 * @returns the videos oldest first, the order in which a store adds them
 * @throws Error with one line that says what is wrong with the file
 */
export async function readCatalogueFile(file: string): Promise<NewVideo[]> {
  const parsed = catalogue.safeParse(await readJson(file));
  if (parsed.success) return parsed.data.reverse();
  const issue = parsed.error.issues[0];
  throw new Error(`${file}: ${issue?.path.join('.') || 'catalogue'}: ${issue?.message}`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${file} cannot be read as a catalogue: ${why}`, { cause });
  }
}
