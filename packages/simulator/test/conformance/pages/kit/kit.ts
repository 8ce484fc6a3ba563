Page({
  data: {
    title: 'Kit',
    range: [{ name: 'one' }, { name: 'two' }, { name: 'three' }],
    chosen: 0,
    date: '2024-02-29',
    time: '12:30',
    multi: [
      ['x', 'y'],
      ['1', '2'],
    ],
    both: '',
    region: '',
    wheels: [1, 2],
    turned: '',
    html: '<p style="color: red">rich <b>bold</b><script>throw 1</script><img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==" alt="x" onerror="throw 2"></p>',
    nodes: [
      {
        name: 'div',
        attrs: { class: 'n' },
        children: [{ type: 'text', text: 'nodes &amp; text' }],
      },
    ],
    place: '',
    lower: 0,
    into: '',
    toast: false,
    modal: false,
    sheet: false,
    animation: {},
  },
  onShareAppMessage({ from }) {
    return { title: `shared from ${from}`, path: '/pages/second/second?room=7' };
  },
  choose({ currentTarget, detail }) {
    this.setData({ [currentTarget.dataset.key]: detail.value });
  },
  turn({ detail }) {
    this.setData({ turned: detail.value.join() });
  },
  moved({ detail }) {
    this.setData({ place: `${Math.round(detail.x)},${Math.round(detail.y)} ${detail.source}` });
  },
  lower() {
    this.setData({ lower: this.data.lower + 1 });
  },
  scrolled() {},
  toastEnd() {
    this.setData({ toast: false });
  },
  modalEnd({ type }) {
    this.setData({ modal: false, turned: type });
  },
  sheetEnd() {
    this.setData({ sheet: false });
  },
});
