/** The session: a silent login by the code alone, one at a time, and the user's own name and avatar. */
import { paths, timeouts } from './config';
import { fromAnswer, fromErrMsg, loginRefused } from './errors';
import type { Profile, Storage } from './storage';

export interface SessionDeps {
  readonly wx: Pick<WechatMiniprogram.Wx, 'login' | 'request'>;
  /** Address of the server, `scheme://host`. */
  readonly server: () => string;
  readonly storage: Storage;
}

export interface Session {
  /** The token to send, if there is one. */
  token(): string | undefined;
  /** The user as far as known; name and avatar are empty until filled in. */
  user(): Profile | undefined;
  /** Logs in unless there is a session. Calls at the same time share one login. @throws RequestError */
  login(): Promise<void>;
  /** Drops `token`, which the server no longer takes, and logs in again. */
  renew(token: string | undefined): Promise<void>;
  /** Takes over what the server has stored. */
  setUser(user: Profile): void;
  /** Forgets everything: the server has changed. */
  forget(): void;
}

interface LoginAnswer {
  readonly code?: number;
  readonly msg?: string;
  readonly data?: { readonly token: string; readonly user: Profile };
}

/** Never asks `wx.checkSession`: it tells about WeChat's session_key, not about this session. */
export function createSession({ wx, server, storage }: SessionDeps): Session {
  let loggingIn: Promise<void> | undefined;

  async function logIn(): Promise<void> {
    const code = await loginCode(wx);
    const { token, user } = await exchange(wx, server(), code);
    storage.set('token', token);
    storage.set('user', user);
  }

  function logInOnce(): Promise<void> {
    loggingIn ??= logIn().finally(() => {
      loggingIn = undefined;
    });
    return loggingIn;
  }

  return {
    token: () => storage.get('token'),
    user: () => storage.get('user'),
    login: () => (storage.get('token') ? Promise.resolve() : logInOnce()),
    renew(token) {
      // Another request may have renewed it in the meantime.
      if (token !== undefined && storage.get('token') === token) storage.remove('token');
      return storage.get('token') ? Promise.resolve() : logInOnce();
    },
    setUser: (user) => storage.set('user', user),
    forget() {
      storage.remove('token');
      storage.remove('user');
    },
  };
}

function loginCode(wx: SessionDeps['wx']): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.login({
      timeout: timeouts.request,
      success: ({ code }) => resolve(code),
      fail: ({ errMsg }) => reject(fromErrMsg(errMsg)),
    });
  });
}

function exchange(wx: SessionDeps['wx'], server: string, code: string) {
  return new Promise<NonNullable<LoginAnswer['data']>>((resolve, reject) => {
    wx.request({
      url: `${server}${paths.session}/login`,
      method: 'POST',
      data: { code },
      timeout: timeouts.request,
      success: ({ statusCode, data }) => {
        const answer = data as LoginAnswer;
        if (answer?.code === 0 && answer.data) resolve(answer.data);
        else if (statusCode === 401) reject(loginRefused());
        else reject(fromAnswer(statusCode, answer?.msg));
      },
      fail: ({ errMsg }) => reject(fromErrMsg(errMsg)),
    });
  });
}
