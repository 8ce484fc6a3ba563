/** The user of a session: whole on the server, and as much of it as a client may see. */

/** A field WeChat gave in rawData: flat values only. */
export type RawDataValue = string | number | boolean;

/** The user as the server knows it; `ctx.request.$wxUserInfo`. */
export interface WxUserInfo {
  /** WeChat's name for the user in this mini-program. Stays on the server. */
  readonly openId: string;
  /** The name for the user that clients may see: a keyed hash of the openid. */
  readonly id: string;
  /** WeChat's name for the user across the mini-programs of one owner, where WeChat gave it. */
  readonly unionId?: string;
  /** Empty until the user filled it in. */
  readonly nickName: string;
  /** An http(s) address, or empty. */
  readonly avatarUrl: string;
  /** What else rawData held (2016): gender, language, city, province, country. */
  readonly [field: string]: RawDataValue | undefined;
}

/** What the fill-in components gave (`<button open-type="chooseAvatar">`, `<input type="nickname">`). */
export interface Profile {
  readonly nickName: string;
  readonly avatarUrl: string;
}

/** The user as a client may see it. */
export interface PublicUser extends Profile {
  readonly id: string;
}

/** Leaves out what clients must not see. */
export function publicUser({ id, nickName, avatarUrl }: WxUserInfo): PublicUser {
  return { id, nickName, avatarUrl };
}
