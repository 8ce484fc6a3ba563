Page({
  data: { value: '', both: '', result: '' },
  input({ detail }) {
    this.setData({ value: detail.value });
  },
  submit({ detail }) {
    this.setData({ result: JSON.stringify(detail.value) });
  },
  reset() {
    this.setData({ result: 'reset' });
  },
});
