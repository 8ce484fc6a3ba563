/**
 * The privacy gate (WeChat: 小程序隐私协议开发指南): the first call of a privacy API waits until its user has read
 * the guideline and agreed. Put one on every page that calls such an API.
 */
interface Answer {
  readonly event: 'exposureAuthorization' | 'agree' | 'disagree';
  readonly buttonId?: string;
}
type Resolve = (answer: Answer) => void;

/** Calls that wait for the answer; several may come together. */
const waiting: Resolve[] = [];

Component({
  data: { shown: false },
  lifetimes: {
    attached() {
      this.listen();
    },
    detached() {
      this.answer('disagree');
    },
  },
  pageLifetimes: {
    /** There is one listener, and another page may have set its own meanwhile. */
    show() {
      this.listen();
    },
  },
  methods: {
    listen() {
      // The typings call the listener's argument a plain result; it is the function that answers.
      wx.onNeedPrivacyAuthorization?.((given) => {
        const resolve = given as unknown as Resolve;
        waiting.push(resolve);
        resolve({ event: 'exposureAuthorization' });
        this.setData({ shown: true });
      });
    },
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
