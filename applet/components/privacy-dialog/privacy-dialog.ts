/**
 * The privacy gate (WeChat: 小程序隐私协议开发指南): the first call of a privacy API waits until its user has read
 * the guideline and agreed. Put one on every page that calls such an API.
 */
type Resolve = (result: {
  event: 'exposureAuthorization' | 'agree' | 'disagree';
  buttonId?: string;
}) => void;

/** Calls that wait for the answer; several may come together. */
const waiting: Resolve[] = [];

Component({
  data: { shown: false },
  lifetimes: {
    attached() {
      wx.onNeedPrivacyAuthorization?.((resolve) => {
        waiting.push(resolve as Resolve);
        resolve({ event: 'exposureAuthorization' });
        this.setData({ shown: true });
      });
    },
    detached() {
      this.answer('disagree');
    },
  },
  methods: {
    onRead() {
      wx.openPrivacyContract({});
    },
    onAgree() {
      this.answer('agree');
    },
    onRefuse() {
      this.answer('disagree');
    },
    answer(event: 'agree' | 'disagree') {
      for (const resolve of waiting.splice(0)) resolve({ event, buttonId: 'privacy-agree' });
      this.setData({ shown: false });
    },
    /** The page behind must not scroll. */
    onTouchMove() {},
  },
});
