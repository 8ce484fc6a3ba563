/** A page's empty, offline or error state: an icon, a text, and a way on. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `empty` or `error`. */
    kind: { type: String, value: 'empty' },
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    /** Label of the button; without one there is no button. */
    action: { type: String, value: '' },
  },
  methods: {
    onTap() {
      this.triggerEvent('action');
    },
  },
});
