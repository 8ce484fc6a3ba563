/** Judges content by a small table of keywords, where WeChat judges by models (WX: msgSecCheck 2.0). */
import { WeixinError } from './errors';

/** What to do with the content. */
export type Suggest = 'pass' | 'review' | 'risky';

/** A verdict on one keyword; labels are WeChat's, such as 20002 色情 and 10001 广告. */
export interface Judgement {
  readonly suggest: Suggest;
  readonly label: number;
}

export type Keywords = Readonly<Record<string, Judgement>>;

/** The answer's part about the content. */
export interface ContentResult {
  readonly result: Judgement;
  readonly detail: ReadonlyArray<Judgement & Readonly<Record<string, unknown>>>;
}

/** Enough to see every outcome; the English ones are for tests and curious developers. */
export const DEFAULT_KEYWORDS: Keywords = {
  色情: { suggest: 'risky', label: 20002 },
  赌博: { suggest: 'risky', label: 20006 },
  代开发票: { suggest: 'risky', label: 20008 },
  加微信: { suggest: 'review', label: 10001 },
  'devcloud-risky': { suggest: 'risky', label: 21000 },
  'devcloud-review': { suggest: 'review', label: 21000 },
};

const PASS: Judgement = { suggest: 'pass', label: 100 };
const WEIGHT: Readonly<Record<Suggest, number>> = { pass: 0, review: 1, risky: 2 };
/** Longest text, in characters. */
const MAX_CHARACTERS = 2500;

/** Judges by the worst keyword the text holds; blanks do not hide one. */
export function judge(text: string, keywords: Keywords): ContentResult {
  const bare = text.replaceAll(/\s/g, '').toLowerCase();
  const found = Object.entries(keywords).filter(([keyword]) => bare.includes(keyword));
  const worst = found
    .map(([, judgement]) => judgement)
    .reduce((a, b) => (WEIGHT[b.suggest] > WEIGHT[a.suggest] ? b : a), PASS);
  const detail = found.map(([keyword, judgement]) => ({
    strategy: 'keyword',
    errcode: 0,
    ...judgement,
    keyword,
  }));
  return {
    result: { suggest: worst.suggest, label: worst.label },
    detail: [{ strategy: 'content_model', errcode: 0, ...worst, prob: 90 }, ...detail],
  };
}

/** @throws WeixinError 47001, 40129 */
export function assertScene({ version, scene }: Readonly<Record<string, unknown>>): void {
  if (version !== 2) throw new WeixinError(47001, 'version must be 2');
  if (typeof scene !== 'number' || ![1, 2, 3, 4].includes(scene)) throw new WeixinError(40129);
}

/** @throws WeixinError 47001, 45002 past 2500 characters */
export function parseText({ content, ...rest }: Readonly<Record<string, unknown>>): string {
  if (typeof content !== 'string' || content === '')
    throw new WeixinError(47001, 'content must be a string that is not empty');
  if ([...content].length > MAX_CHARACTERS) throw new WeixinError(45002);
  const more = [rest.title, rest.nickname, rest.signature];
  return [content, ...more.filter((text) => typeof text === 'string')].join('\n');
}

/** @throws WeixinError 47001 */
export function parseMedia({ media_url, media_type }: Readonly<Record<string, unknown>>): string {
  if (media_type !== 1 && media_type !== 2)
    throw new WeixinError(47001, 'media_type must be 1 for audio or 2 for an image');
  if (typeof media_url !== 'string' || !URL.canParse(media_url))
    throw new WeixinError(47001, 'media_url must be an address');
  return media_url;
}
