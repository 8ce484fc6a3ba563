/** `npm run video -- …`: manages the catalogue, and the comments that wait for a person. */

import { whyNot } from './catalogue';
import { readCatalogueFile } from './catalogue-file';
import { databaseOptions, loadEnvFile, readConfig } from './config';
import { type Database, openDatabase } from './stores/database';
import type { NewVideo } from './stores/video-store';

const usage = `npm run video -- COMMAND

  list [BEFORE]                 the newest videos, or those older than id BEFORE
  add TITLE VIDEO-URL IMAGE-URL adds a video; it stands first in the list
  remove ID                     removes a video and its comments
  import FILE.json              adds every video of an array of { video_title, video_url, video_image }
  review                        the comments that wait for a person
  publish ID                    publishes a comment that waits
  refuse ID                     hides a comment for good, published or not

An address without a host is completed with VOD_BASE_URL. Changes are seen within a second.
`;

/** A line for the person at the terminal; not a fault of ours. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface Tools {
  readonly database: Database;
  readonly base: string | undefined;
  readonly print: (line: string) => void;
}

type Command = (args: readonly string[], tools: Tools) => Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  list: async ([before], { database, print }) => {
    const key = before === undefined ? undefined : toId(before);
    const rows = await database.videos.newest({ before: key, limit: 100 });
    for (const { id, video_title, video_url } of rows) print(`${id}\t${video_title}\t${video_url}`);
    if (rows.length === 100) print(`more: npm run video -- list ${rows.at(-1)?.id}`);
    if (rows.length === 0) print('the catalogue is empty');
  },
  add: async ([video_title = '', video_url = '', video_image = '', ...rest], tools) => {
    if (video_image === '' || rest.length > 0) throw new UsageError(usage);
    await addAll([{ video_title, video_url, video_image }], tools);
  },
  remove: async ([id], { database, print }) => {
    const found = await database.videos.remove(toId(id));
    if (!found) throw new UsageError(`there is no video ${id}`);
    print(`removed ${id}`);
  },
  import: async ([file], tools) => {
    if (file === undefined) throw new UsageError(usage);
    await addAll(await readCatalogueFile(file), tools);
  },
  review: async (_args, { database, print }) => {
    for (const state of ['review', 'unchecked'] as const) {
      for (const { id, vid, nick, content } of await database.comments.inState(state, 500)) {
        print([id, state, vid, JSON.stringify(nick), JSON.stringify(content)].join('\t'));
      }
    }
  },
  publish: async ([id], tools) => settle(id, 'publish', tools),
  refuse: async ([id], tools) => settle(id, 'refuse', tools),
};

async function addAll(
  videos: readonly NewVideo[],
  { database, base, print }: Tools,
): Promise<void> {
  for (const video of videos) {
    const reason = whyNot(video, base);
    if (reason) throw new UsageError(`${video.video_title || 'video'}: ${reason}`);
  }
  const ids = await database.videos.add(videos);
  print(ids.length === 1 ? `added ${ids[0]}` : `added ${ids.length} videos`);
}

async function settle(id: string | undefined, what: 'publish' | 'refuse', tools: Tools) {
  const { comments } = tools.database;
  const found = await comments.find(toId(id));
  const [from, to] =
    what === 'publish'
      ? ([['review', 'unchecked', 'refused'], 'published'] as const)
      : ([['review', 'unchecked', 'published'], 'refused'] as const);
  if (!found || !(await comments.settle(found, from, to))) {
    throw new UsageError(`there is no comment ${id} to ${what}`);
  }
  tools.print(`${to} ${id}`);
}

function toId(text: string | undefined): number {
  if (!/^[1-9]\d{0,9}$/.test(text ?? '')) throw new UsageError(`an id is needed, not ${text}`);
  return Number(text);
}

/**
 * Runs one command.
 *
 * @param args what stands after `npm run video --`
 * @throws UsageError with the line to show; whatever the settings or the database throw
 */
export async function runCommand(
  args: readonly string[],
  env: Parameters<typeof readConfig>[0],
  print: (line: string) => void,
): Promise<void> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(usage);
  const config = readConfig(env);
  const database = await openDatabase(databaseOptions(config));
  try {
    await database.migrate();
    await command(rest, { database, base: config.vodBaseUrl, print });
  } finally {
    await database.close();
  }
}

if (require.main === module) {
  loadEnvFile();
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  runCommand(process.argv.slice(2), process.env, print).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message.trimEnd() : String(error)}\n`);
    process.exitCode = 1;
  });
}
