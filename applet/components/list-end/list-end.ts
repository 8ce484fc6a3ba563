/** The last line of a list: more is coming, could not come, or there is no more. Event: `retry`. */
Component({
  options: { virtualHost: true },
  properties: {
    loading: { type: Boolean, value: false },
    error: { type: String, value: '' },
    /** Whether this is all there is, and enough to be worth saying so. */
    ended: { type: Boolean, value: false },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry');
    },
  },
});
