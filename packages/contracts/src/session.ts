/** Wire contract of login and drawings (seed 001, 会话管理场景). What is marked 2016 is frozen. */
import { z } from 'zod';
import { defineApi } from './endpoint';

/** The largest drawing: bytes of `actions` in UTF-8. */
export const maxActionsBytes = 512 * 1024;

/** How many drawings one user may keep. */
export const maxDrawings = 200;

/** The longest id of a drawing, in characters. */
export const maxDrawingIdLength = 128;

/** An answer ends after the drawing with which its `actions` reach this many bytes; `next` tells that there are more. */
export const maxListBytes = 8 * 1024 * 1024;

/** `msg` of every answer (2016). */
export const sessionMessages = { ok: 'success', failed: 'fail' } as const;

/** Text that every store gives back byte for byte: no NUL, no half of a surrogate pair. */
const text = z
  .string()
  .refine((value) => !value.includes('\0'), 'must not contain a NUL character')
  .refine((value) => !/\p{Surrogate}/u.test(value), 'must be well-formed Unicode');

/** Clients of 2016 may send a number, which their server took as text. */
const drawingId = z
  .union([text, z.number().transform(String)])
  .pipe(z.string().min(1).max(maxDrawingIdLength))
  .describe('Chosen by the client; it names a drawing of this user only.');

const actions = text
  .refine(isJson, 'must be JSON')
  .describe(`The drawing as JSON text; at most ${maxActionsBytes} bytes.`);

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

const drawing = z.object({ id: z.string(), actions: z.string() });

/** A drawing as clients get it. */
export type DrawingItem = z.infer<typeof drawing>;

const publicUser = z.object({
  id: z.string().describe("Names the user to clients; not WeChat's openid."),
  nickName: z.string().describe('Empty until the user filled it in.'),
  avatarUrl: z.string().describe('An http(s) address, or empty.'),
});

const login = z.object({
  token: z.string().describe('To be sent in X-WX-Session with every request.'),
  expiresIn: z.number().int().describe('Seconds the token lives.'),
  user: publicUser,
});

const nickName = text
  .transform((value) => value.trim())
  .refine((value) => value !== '', 'must not be empty')
  .refine((value) => value.length <= 64, 'must have at most 64 characters')
  .refine((value) => !/\p{Cc}/u.test(value), 'must not contain control characters');

const avatarUrl = text
  .transform((value) => value.trim())
  .refine((value) => value.length <= 1024, 'must have at most 1024 characters')
  .refine(
    (value) => value === '' || isReachable(value),
    'must be an http(s) address or empty: upload the file first',
  );

/** http://tmp/… is where the developer tools keep a chosen file: no other phone can reach it. */
function isReachable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname !== 'tmp';
}

const noStore = 'the session store is not reachable';
const noDrawings = 'the drawings or the sessions are not reachable';
const noSession = 'no session, or one that has expired';

export const sessionApi = defineApi({
  name: 'session',
  title: 'Session',
  description:
    'WeChat login and drawings. A request that fails for its session is answered by the failure JSON of 2016: ' +
    '`{ "F2C224D4-2BCE-4C64-AF9F-A6D872000D1A": 1, reason, error: { name, message, detail? } }`.',
  prefix: '/applet/session',
  endpoints: {
    login: {
      method: 'post',
      path: '/login',
      summary: 'Change a code of wx.login for a token',
      description:
        'The same code may be sent again for 5 minutes, by a phone that missed the answer.',
      body: z.object({
        code: z
          .string()
          .regex(/^[\x21-\x7e]{1,128}$/, 'must be a code of wx.login')
          .describe('What wx.login gave.'),
      }),
      data: login,
      failures: {
        401: 'WeChat refused the code',
        502: 'WeChat is not reachable',
        503: noStore,
      },
    },
    profile: {
      method: 'post',
      path: '/profile',
      summary: 'Keep name and avatar as the user filled them in',
      body: z.object({ nickName, avatarUrl }),
      data: z.object({ user: publicUser }),
      session: 'required',
      failures: { 401: noSession, 503: noStore },
    },
    logout: {
      method: 'post',
      path: '/logout',
      summary: 'End the session',
      data: z.object({}),
      session: 'required',
      failures: { 401: noSession, 503: noStore },
    },
    list: {
      method: 'get',
      path: '/paints/list',
      summary: "List the user's drawings, newest first (2016)",
      description:
        `Without \`limit\` the answer holds up to ${maxDrawings} drawings. It ends early once it carries ` +
        `${maxListBytes} bytes of \`actions\`. A drawing that is replaced keeps its place.`,
      query: z.object({
        limit: z.coerce.number().int().min(1).max(maxDrawings).optional(),
        before: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
      }),
      data: z.array(drawing),
      extra: z.object({
        next: z.number().int().nullable().describe('`before` of the next page; null on the last.'),
      }),
      session: 'required',
      failures: { 401: noSession, 503: noDrawings },
    },
    save: {
      method: 'post',
      path: '/paints/save',
      summary: 'Create or replace a drawing (2016)',
      description: 'Answered by code 0 once the drawing is stored; may be repeated.',
      body: z.object({ id: drawingId, actions }),
      data: z.object({}),
      session: 'required',
      failures: {
        401: noSession,
        409: `the user has ${maxDrawings} drawings`,
        413: `\`actions\` is larger than ${maxActionsBytes} bytes`,
        503: noDrawings,
      },
    },
    delete: {
      method: 'post',
      path: '/paints/delete',
      summary: 'Delete a drawing (2016)',
      description: 'Deleting what is not there succeeds.',
      body: z.object({ id: drawingId }),
      data: z.object({}),
      session: 'required',
      failures: { 401: noSession, 503: noDrawings },
    },
  },
});
