const app = getApp<{ hear(event: object): void }>();

Page({
  data: { plain: '', focus: false, select: false },
  hear(event) {
    app.hear(event);
  },
  upper({ detail }) {
    return { value: detail.value.toUpperCase(), cursor: 1 };
  },
});
