/** Saves a photo to the phone's own album. */
import type { Http } from '../../lib/http';

/** Resolves to what to tell the user. @throws RequestError when the photo cannot be fetched */
export async function saveToPhone(
  wx: Pick<WechatMiniprogram.Wx, 'saveImageToPhotosAlbum'>,
  http: Http,
  address: string,
): Promise<string> {
  const filePath = await http.download(address);
  try {
    await wx.saveImageToPhotosAlbum({ filePath });
    return '已保存到手机';
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    if (errMsg.includes('cancel')) return '没有保存';
    if (!/auth|deny|privacy/.test(errMsg)) return '保存失败，请稍后再试';
    return '请在小程序设置中允许保存到相册';
  }
}
