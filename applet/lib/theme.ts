/** Colours for the dialogs of WeChat itself, which know none of app.wxss' tokens. */

/** The red of what cannot be undone, readable on a dialog of the phone's theme. */
export function dangerColor(wx: Pick<WechatMiniprogram.Wx, 'getAppBaseInfo'>): string {
  return wx.getAppBaseInfo().theme === 'dark' ? '#ff8078' : '#c8322b';
}
