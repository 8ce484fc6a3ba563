/**
 * The drawings of MongoDB as lines of MongoDB Extended JSON, the format of mongoexport, for machines that have no
 * MongoDB tools: Debian's archive has none.
 */
import { BSON, type Collection, type Document } from 'mongodb';

const { EJSON } = BSON;
/** Drawings are at most some hundred kilobytes each, and a command of MongoDB at most 48 MB. */
const batch = 50;

/** Gives every drawing as one line, in the order of their ids. */
export async function* exportLines(drawings: Collection): AsyncGenerator<string> {
  const all = drawings.find({}, { sort: { _id: 1 }, batchSize: batch });
  for await (const drawing of all) yield `${EJSON.stringify(drawing, { relaxed: false })}\n`;
}

/**
 * Puts every line's drawing where it was. What has the same id is replaced, so doing it twice does no harm; drawings
 * that are not among the lines stay.
 *
 * @returns how many there were
 * @throws Error that names the line that is none
 */
export async function importLines(
  drawings: Collection,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<number> {
  let count = 0;
  let waiting: Document[] = [];
  const write = async () => {
    const replacements = waiting.map((replacement) => ({
      replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
    }));
    waiting = [];
    if (replacements.length > 0) await drawings.bulkWrite(replacements, { ordered: false });
  };
  for await (const line of lines) {
    if (line.trim() === '') continue;
    count += 1;
    waiting.push(parse(line, count));
    if (waiting.length === batch) await write();
  }
  await write();
  return count;
}

function parse(line: string, at: number): Document {
  try {
    const drawing = EJSON.parse(line, { relaxed: false });
    if (drawing?._id !== undefined) return drawing;
  } catch (error) {
    throw new Error(`line ${at} is no drawing`, { cause: error });
  }
  throw new Error(`line ${at} is no drawing`);
}
