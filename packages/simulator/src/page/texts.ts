/** What the page says, in the two languages it speaks. */

const EN = {
  device: 'Device',
  user: 'User',
  second: 'Second phone',
  dark: 'Dark',
  background: 'Background',
  offline: 'Offline',
  reload: 'Reload',
  panel: 'Panel',
  console: 'Console',
  network: 'Network',
  storage: 'Storage',
  pages: 'Pages',
  clear: 'Clear',
  nothing: 'Nothing yet',
  phone: 'Phone',
  data: 'Data of the page on top',
  request: 'Request',
  response: 'Response',
  headers: 'Headers',
  frames: 'Frames',
};

const ZH: typeof EN = {
  device: '机型',
  user: '用户',
  second: '第二台手机',
  dark: '深色',
  background: '切后台',
  offline: '断网',
  reload: '重新编译',
  panel: '面板',
  console: '控制台',
  network: '网络',
  storage: '存储',
  pages: '页面',
  clear: '清空',
  nothing: '暂无内容',
  phone: '手机',
  data: '当前页面的 data',
  request: '请求',
  response: '响应',
  headers: '头部',
  frames: '帧',
};

/** Texts in the language of the browser. */
export const t = navigator.language.startsWith('zh') ? ZH : EN;
