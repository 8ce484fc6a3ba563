/** A phone's `wx` as far as `lib` uses it, with answers given by a test. */

/** One request that was made. */
export interface Asked {
  readonly url: string;
  readonly method?: string;
  readonly header?: Record<string, string>;
  readonly data?: unknown;
  readonly filePath?: string;
  readonly name?: string;
  readonly formData?: Record<string, string>;
}

/** What a request gets: an answer, or the `errMsg` of a failure. */
export type Reply =
  | { readonly status: number; readonly body: unknown }
  | { readonly errMsg: string };

type Options = Asked & {
  success?(result: { statusCode: number; data: unknown; tempFilePath?: string }): void;
  fail?(result: { errMsg: string }): void;
};

export interface FakeWx {
  readonly asked: Asked[];
  readonly stored: Map<string, unknown>;
  logins: number;
  readonly wx: never;
}

/** `answer` is asked for every request, upload and download, in the order they are made. */
export function fakeWx(answer: (asked: Asked, count: number) => Reply | Promise<Reply>): FakeWx {
  const asked: Asked[] = [];
  const stored = new Map<string, unknown>();
  const send = (asText: boolean) => (options: Options) => {
    asked.push(options);
    const number = asked.length;
    setImmediate(async () => {
      const reply = await answer(options, number);
      if ('errMsg' in reply) return options.fail?.(reply);
      const data = asText ? JSON.stringify(reply.body) : reply.body;
      return options.success?.({ statusCode: reply.status, data, tempFilePath: 'wxfile://t.jpg' });
    });
    return {
      onProgressUpdate: (told: (p: { progress: number }) => void) => told({ progress: 50 }),
    };
  };
  const fake: FakeWx = {
    asked,
    stored,
    logins: 0,
    wx: {
      request: send(false),
      uploadFile: send(true),
      downloadFile: send(false),
      login({ success }: { success(result: { code: string }): void }) {
        fake.logins += 1;
        setImmediate(() => success({ code: `code-${fake.logins}` }));
      },
      getStorageSync: (key: string) => stored.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => void stored.set(key, value),
      removeStorageSync: (key: string) => void stored.delete(key),
    } as never,
  };
  return fake;
}

/** A server with sessions: logs in with `t1`, `t2`, …; takes only `valid`. */
export function sessionServer(valid: () => string, rest: (asked: Asked) => Reply) {
  let tokens = 0;
  return (asked: Asked): Reply => {
    if (asked.url.endsWith('/applet/session/login')) {
      tokens += 1;
      const user = { id: 'u', nickName: '', avatarUrl: '' };
      return {
        status: 200,
        body: { code: 0, msg: 'success', data: { token: `t${tokens}`, user } },
      };
    }
    if (asked.header?.['X-WX-Session'] !== valid()) {
      return { status: 401, body: { reason: 'ERR_SESSION_EXPIRED', error: {} } };
    }
    return rest(asked);
  };
}
