/**
 * Asks for a name and a picture with WeChat's fill-in components (头像昵称填写能力), when a demo needs them.
 * Events: `done` with the stored profile, `cancel`.
 */
import { textOf } from '../../lib/errors';
import { saveProfile } from '../../lib/profile';
import { http, session } from '../../lib/services';

Component({
  properties: {
    shown: { type: Boolean, value: false },
    /** Why the demo asks. */
    reason: { type: String, value: '' },
    /** What goes on without a name. */
    cancelText: { type: String, value: '取消' },
  },
  data: { avatar: '', nickName: '', saving: false, error: '' },
  observers: {
    shown(shown: boolean) {
      const user = shown ? session.user() : undefined;
      if (user) this.setData({ avatar: user.avatarUrl, nickName: user.nickName, error: '' });
    },
  },
  methods: {
    onChooseAvatar({ detail }: WechatMiniprogram.CustomEvent<{ avatarUrl: string }>) {
      this.setData({ avatar: detail.avatarUrl });
    },
    onCancel() {
      this.triggerEvent('cancel');
    },
    /** The nickname is read on submit: WeChat may have replaced what was typed (type="nickname"). */
    async onSubmit({ detail }: WechatMiniprogram.FormSubmit) {
      const nickName = String(detail.value.nickName ?? '').trim();
      if (!nickName) {
        this.setData({ error: '请填写昵称' });
        return;
      }
      this.setData({ saving: true, error: '' });
      try {
        const user = await saveProfile(http, { nickName, avatar: this.data.avatar });
        session.setUser(user);
        this.triggerEvent('done', user);
      } catch (error) {
        this.setData({ error: textOf(error) });
      } finally {
        this.setData({ saving: false });
      }
    },
    /** The page behind must not scroll. */
    onTouchMove() {},
  },
});
