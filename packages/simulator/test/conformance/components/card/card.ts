Component({
  options: { multipleSlots: true },
  properties: { title: { type: String, value: '' } },
  data: { life: [] as string[] },
  lifetimes: {
    created() {
      this.life = ['created'];
    },
    attached() {
      this.life.push('attached');
    },
    ready() {
      this.life.push('ready');
    },
  },
  pageLifetimes: {
    show() {
      this.life.push('show');
    },
    hide() {
      this.life.push('hide');
    },
  },
  methods: {
    pick() {
      this.triggerEvent('pick', { value: this.data.title });
    },
  },
});
