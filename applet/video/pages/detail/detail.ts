/** A trailer: the player, its comments, and the box to write one. */
import type { VideoItem } from '@weapp-samples/contracts';
import { textOf } from '../../../lib/errors';
import { http, session } from '../../../lib/services';
import { type CommentView, commentView, pendingComment } from '../../lib/comment-view';
import { listComments, maxCommentLength, postComment, videoOf } from '../../lib/videos';

Page({
  data: {
    video: undefined as VideoItem | undefined,
    playError: '',
    comments: [] as readonly CommentView[],
    loading: 'first' as '' | 'first' | 'more',
    error: '',
    draft: '',
    maxCommentLength,
    asking: false,
  },

  next: null as number | null,
  nextPending: -1,

  onLoad(options: Record<string, string | undefined>) {
    const video = videoOf(options);
    if (!video) {
      this.setData({ loading: '', error: '链接不完整' });
      return;
    }
    this.setData({ video });
    wx.setNavigationBarTitle({ title: video.video_title });
    void this.load();
  },

  onReachBottom() {
    if (this.next !== null && !this.data.loading) void this.loadMore(this.next);
  },

  onShareAppMessage() {
    const { video } = this.data;
    return {
      title: video?.video_title ?? '新片预告',
      ...(video && { imageUrl: video.video_image }),
    };
  },

  async load() {
    const { video } = this.data;
    if (!video) return;
    this.setData({ loading: 'first', error: '' });
    try {
      const { items, next } = await listComments(http, video.id);
      this.next = next;
      this.setData({ comments: items.map((item) => commentView(item, Date.now())), loading: '' });
    } catch (error) {
      this.setData({ loading: '', error: textOf(error) });
    }
  },

  async loadMore(before: number) {
    const { video } = this.data;
    if (!video) return;
    this.setData({ loading: 'more' });
    try {
      const { items, next } = await listComments(http, video.id, before);
      this.next = next;
      const more = items.map((item) => commentView(item, Date.now()));
      this.setData({ comments: [...this.data.comments, ...more] });
    } catch (error) {
      wx.showToast({ title: textOf(error), icon: 'none' });
    } finally {
      this.setData({ loading: '' });
    }
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
    this.setData({ comments: [pending, ...this.data.comments], draft: '' });
    try {
      const { id, published } = await postComment(http, video.id, content);
      this.settle(pending.id, { ...pending, id, time: '刚刚', pending: false });
      if (!published) wx.showToast({ title: '已提交，审核通过后可见', icon: 'none' });
    } catch (error) {
      this.settle(pending.id, undefined);
      this.setData({ draft: this.data.draft || draft });
      wx.showToast({ title: textOf(error), icon: 'none' });
    }
  },

  settle(id: number, stored: CommentView | undefined) {
    const comments = this.data.comments.flatMap((comment) => {
      if (comment.id !== id) return [comment];
      return stored ? [stored] : [];
    });
    this.setData({ comments });
  },
});
