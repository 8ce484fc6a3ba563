/** What the mini-program keeps on the phone, typed, under one prefix. */

/** Name and avatar as their owner filled them in. */
export interface Profile {
  readonly id: string;
  readonly nickName: string;
  readonly avatarUrl: string;
}

/** A drawing the server has not got yet. */
export interface Draft {
  /** Id of the user who drew it; empty when nobody was logged in yet. */
  readonly owner: string;
  readonly id: string;
  readonly actions: string;
}

/** Everything that is kept. */
interface Stored {
  readonly server: string;
  readonly token: string;
  readonly user: Profile;
  readonly drafts: readonly Draft[];
}

type SyncStorage = Pick<
  WechatMiniprogram.Wx,
  'getStorageSync' | 'setStorageSync' | 'removeStorageSync'
>;

export interface Storage {
  get<K extends keyof Stored>(key: K): Stored[K] | undefined;
  set<K extends keyof Stored>(key: K, value: Stored[K]): void;
  remove(key: keyof Stored): void;
}

/** A full or broken storage costs the convenience of remembering, never the page. */
export function createStorage(wx: SyncStorage, prefix = 'weapp-samples:'): Storage {
  return {
    get(key) {
      try {
        return wx.getStorageSync(prefix + key) || undefined;
      } catch {
        return undefined;
      }
    },
    set(key, value) {
      try {
        wx.setStorageSync(prefix + key, value);
      } catch {
        // Remembering is a convenience.
      }
    },
    remove(key) {
      try {
        wx.removeStorageSync(prefix + key);
      } catch {
        // As above.
      }
    },
  };
}
