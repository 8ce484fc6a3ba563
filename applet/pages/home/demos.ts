/** The demos on the home page. A new demo is one entry here, one subpackage in app.json. */

export interface Demo {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** What the demo shows a developer. */
  readonly shows: readonly string[];
  readonly page: string;
}

export const demos: readonly Demo[] = [
  {
    name: 'album',
    title: '小相册',
    summary: '选图直传云端，预览、保存、删除',
    shows: ['对象存储 COS', '临时凭证直传'],
    page: '/album/pages/album/album',
  },
  {
    name: 'game',
    title: '剪刀石头布',
    summary: '和附近的人来一局，连胜得分翻倍',
    shows: ['WebSocket', 'Socket.IO', '断线重连'],
    page: '/game/pages/game/game',
  },
  {
    name: 'drawing',
    title: '一笔到底',
    summary: '每一笔自动保存，换台手机接着画',
    shows: ['微信登录', '会话管理', 'MongoDB'],
    page: '/drawing/pages/list/list',
  },
  {
    name: 'video',
    title: '新片预告',
    summary: '看看新片，和大家聊两句',
    shows: ['点播 VOD', 'MySQL', '内容安全'],
    page: '/video/pages/list/list',
  },
];
