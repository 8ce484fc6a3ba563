/** Stores the user's name and picture. */
import { paths } from './config';
import type { Http } from './http';
import type { Profile } from './storage';

export interface FilledIn {
  readonly nickName: string;
  /** An address, a file on the phone, or empty. */
  readonly avatar: string;
}

/** A file that `chooseAvatar` gave lives for a moment only: it is uploaded first. @throws RequestError */
export async function saveProfile(http: Http, { nickName, avatar }: FilledIn): Promise<Profile> {
  const avatarUrl = isOnPhone(avatar) ? await uploadAvatar(http, avatar) : avatar;
  const { data } = await http.post<{ user: Profile }>(`${paths.session}/profile`, {
    nickName,
    avatarUrl,
  });
  return data.user;
}

/** `http://tmp/…` is how the developer tools and some phones name a temporary file. */
function isOnPhone(address: string): boolean {
  return (
    address !== '' && (!/^https?:\/\//.test(address) || /^https?:\/\/(tmp|usr)\//.test(address))
  );
}

async function uploadAvatar(http: Http, filePath: string): Promise<string> {
  const url = `${paths.album}/upload?as=avatar`;
  const { data } = await http.upload<{ imgUrl: string }>({ url, filePath, name: 'image' });
  return data.imgUrl;
}
