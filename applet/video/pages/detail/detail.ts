/** A trailer: the player, its comments, and the box to write one. */
import type { VideoItem } from '@weapp-samples/contracts';
import { textOf } from '../../../lib/errors';
import {
  createPager,
  emptyView,
  type PagedView,
  type Pager,
  type Portion,
} from '../../../lib/pager';
import { http, session } from '../../../lib/services';
import { type CommentView, commentView, pendingComment } from '../../lib/comment-view';
import { listComments, maxCommentLength, postComment, videoOf } from '../../lib/videos';

const say = (title: string) => wx.showToast({ title, icon: 'none' });

/** A page of comments as they are shown. */
async function commentsOf(vid: number, before?: number): Promise<Portion<CommentView, number>> {
  const { items, next } = await listComments(http, vid, before);
  return { items: items.map((item) => commentView(item, Date.now())), next };
}

Page({
  data: {
    video: undefined as VideoItem | undefined,
    playError: '',
    list: emptyView as PagedView<CommentView>,
    /** The address of this page is broken. */
    isLost: false,
    draft: '',
    maxCommentLength,
    asking: false,
  },

  pager: undefined as Pager<CommentView> | undefined,
  nextPending: -1,

  onLoad(options: Record<string, string | undefined>) {
    const video = videoOf(options);
    if (!video) {
      this.setData({ isLost: true });
      return;
    }
    this.setData({ video });
    wx.setNavigationBarTitle({ title: video.video_title });
    this.pager = createPager<CommentView, number>({
      fetch: (before) => commentsOf(video.id, before),
      keyOf: ({ id }) => id,
      changed: (list) => this.setData({ list }),
      notice: say,
    });
    void this.pager.load();
  },

  onReachBottom() {
    void this.pager?.more();
  },

  onShareAppMessage() {
    const { video } = this.data;
    return {
      title: video?.video_title ?? '新片预告',
      ...(video && { imageUrl: video.video_image }),
    };
  },

  onReload() {
    void this.pager?.load();
  },

  onPlayError() {
    this.setData({ playError: '视频播放失败，请稍后再试' });
  },

  onPlay() {
    this.setData({ playError: '' });
  },

  onInput({ detail }: WechatMiniprogram.Input) {
    this.setData({ draft: detail.value });
  },

  /** A name is asked for when the first comment is sent, and the comment goes on from there. */
  onSend() {
    if (this.data.draft.trim() === '') return;
    if (session.user()?.nickName) void this.send();
    else this.setData({ asking: true });
  },

  onProfileDone() {
    this.setData({ asking: false });
    void this.send();
  },

  onProfileCancel() {
    this.setData({ asking: false });
  },

  /** The comment shows at once; when it was not stored it goes and the text is back in the box. */
  async send() {
    const { video, draft } = this.data;
    const user = session.user();
    const content = draft.trim();
    if (!video || !user || content === '') return;
    const pending = pendingComment(this.nextPending, content, user);
    this.nextPending -= 1;
    this.setData({ draft: '' });
    this.pager?.edit((comments: readonly CommentView[]) => [pending, ...comments]);
    try {
      const { id, published } = await postComment(http, video.id, content);
      this.settle(pending.id, { ...pending, id, time: '刚刚', pending: false });
      if (!published) say('已提交，审核通过后可见');
    } catch (error) {
      this.settle(pending.id, undefined);
      this.setData({ draft: this.data.draft || draft });
      say(textOf(error));
    }
  },

  settle(id: number, stored: CommentView | undefined) {
    this.pager?.edit((comments: readonly CommentView[]) =>
      comments.flatMap((comment) => (comment.id === id ? (stored ?? []) : comment)),
    );
  },
});
