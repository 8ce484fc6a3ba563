/** One use of each TDesign component, and what must be seen of it. */

/** A page with a component. */
export interface Snippet {
  readonly wxml: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Data that are set once the page shows, as a tap would. */
  readonly later?: Readonly<Record<string, unknown>>;
  /** CSS selector of an element that takes room on the page. */
  readonly see: string;
}

const picture =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='20'%3E%3C/svg%3E";
const options = [
  { label: 'one', value: '1' },
  { label: 'two', value: '2' },
];
const tree = [
  { label: 'a', value: 'a', children: [{ label: 'b', value: 'b', children: options }] },
];

/** A page with one component whose own class is `t-<name>`. */
function simple(wxml: string, see: string, data: Record<string, unknown> = {}): Snippet {
  return { wxml, see, data };
}

/** Name of the page → the page. */
export const SNIPPETS: Readonly<Record<string, Snippet>> = {
  'action-sheet': simple(
    '<t-action-sheet visible items="{{options}}" />',
    '[class*=t-action-sheet__content]',
    { options },
  ),
  attachments: simple('<t-attachments items="{{items}}" />', '[class*=t-attachments]', {
    items: [{ fileType: 'pdf', name: 'a.pdf', size: 1024, url: '' }],
  }),
  avatar: simple(
    '<t-avatar-group><t-avatar>A</t-avatar><t-avatar>B</t-avatar></t-avatar-group>',
    '[class*=t-avatar]',
  ),
  'back-top': simple(
    '<t-back-top text="top" scroll-top="{{1}}" visibility-height="{{0}}" />',
    '[class*=t-back-top]',
  ),
  badge: simple('<t-badge count="8">badge</t-badge>', '[class*=t-badge__content]'),
  button: simple('<t-button theme="primary">button</t-button>', '[class*=t-button]'),
  calendar: simple(
    '<t-calendar visible title="day" use-popup="{{false}}" />',
    '[class*=t-calendar__dates]',
  ),
  cascader: {
    wxml: '<t-cascader visible="{{visible}}" options="{{tree}}" title="place" />',
    see: '[class*=t-cascader__content]',
    data: { tree, visible: false },
    later: { visible: true },
  },
  cell: simple(
    '<t-cell-group title="group"><t-cell title="cell" arrow hover /></t-cell-group>',
    '[class*=t-cell__title]',
  ),
  'chat-actionbar': simple('<t-chat-actionbar content="text" />', '[class*=t-chat-actionbar]'),
  'chat-content': simple(
    '<t-chat-content role="assistant" content="{{content}}" />',
    '[class*=t-chat-content]',
    {
      content: { type: 'text', data: 'hello' },
    },
  ),
  'chat-list': simple(
    '<t-chat-list style="height: 200px" data="{{list}}" />',
    '[class*=t-chat-list]',
    {
      list: [{ role: 'user', content: [{ type: 'text', data: 'hi' }], chatId: '1' }],
    },
  ),
  'chat-loading': simple('<t-chat-loading />', '[class*=t-chat-loading]'),
  'chat-markdown': simple(
    '<t-chat-markdown content="**bold** and `code`" />',
    '[class*=t-chat-markdown]',
  ),
  'chat-message': simple(
    '<t-chat-message role="user" content="{{content}}" />',
    '[class*=t-chat-message]',
    {
      content: [{ type: 'text', data: 'hello' }],
    },
  ),
  'chat-sender': simple('<t-chat-sender value="text" />', '[class*=t-chat-sender]'),
  'chat-thinking': simple('<t-chat-thinking content="{{content}}" />', '[class*=t-chat-thinking]', {
    content: { title: 'thinks', text: 'so' },
  }),
  'check-tag': simple('<t-check-tag content="tag" />', '[class*=t-tag]'),
  checkbox: simple(
    '<t-checkbox-group options="{{options}}" /><t-checkbox label="one" default-checked />',
    '[class*=t-checkbox]',
    { options },
  ),
  collapse: simple(
    '<t-collapse value="{{[0]}}"><t-collapse-panel value="{{0}}" header="head">content</t-collapse-panel></t-collapse>',
    '[class*=t-collapse-panel__title]',
  ),
  'config-provider': simple(
    '<t-config-provider><t-button>in it</t-button></t-config-provider>',
    '[class*=t-button]',
  ),
  'count-down': simple('<t-count-down time="{{96000}}" />', '[class*=t-count-down]'),
  'date-time-picker': simple(
    '<t-date-time-picker visible mode="date" use-popup="{{false}}" />',
    '[class*=t-picker]',
  ),
  dialog: simple(
    '<t-dialog visible title="dialog" content="content" confirm-btn="ok" />',
    '[class*=t-dialog__content]',
  ),
  divider: simple('<t-divider content="divider" />', '[class*=t-divider]'),
  drawer: simple('<t-drawer visible items="{{items}}" />', '[class*=t-drawer__sidebar-item]', {
    items: [{ title: 'item' }],
  }),
  'dropdown-menu': simple(
    '<t-dropdown-menu><t-dropdown-item options="{{options}}" value="1" /></t-dropdown-menu>',
    '[class*=t-dropdown-menu__item]',
    { options },
  ),
  empty: simple(
    '<t-empty icon="info-circle-filled" description="empty" />',
    '[class*=t-empty__description]',
  ),
  fab: simple('<t-fab icon="add" text="fab" />', '[class*=t-fab]'),
  footer: simple('<t-footer text="footer" />', '[class*=t-footer]'),
  form: simple(
    '<t-form><t-form-item label="name" name="n"><t-input value="x" /></t-form-item></t-form>',
    '[class*=t-form-item]',
    {},
  ),
  grid: simple(
    '<t-grid column="{{2}}"><t-grid-item text="a" icon="home" /><t-grid-item text="b" /></t-grid>',
    '[class*=t-grid-item__text]',
  ),
  guide: simple(
    '<view id="target">target</view><t-guide current="{{0}}" steps="{{steps}}" />',
    '#target',
    {
      steps: [{ element: '', title: 'step', body: 'body', mode: 'dialog' }],
    },
  ),
  icon: simple('<t-icon name="home" size="48rpx" />', '[class*=t-icon]'),
  image: simple('<t-image src="{{picture}}" width="72" height="72" />', '[class*=t-image]', {
    picture,
  }),
  'image-viewer': simple(
    '<t-image-viewer visible images="{{[picture]}}" show-index />',
    '[class*=t-image-viewer__content]',
    { picture },
  ),
  indexes: simple(
    '<t-indexes index-list="{{[\'A\', \'B\']}}"><t-indexes-anchor index="A" /><t-cell title="a" /><t-indexes-anchor index="B" /><t-cell title="b" /></t-indexes>',
    '[class*=t-indexes-anchor]',
  ),
  input: simple('<t-input label="name" placeholder="text" />', '[class*=t-input__control]'),
  layout: simple(
    '<t-row gutter="16"><t-col span="12">a</t-col><t-col span="12">b</t-col></t-row>',
    '[class*=t-col]',
  ),
  link: simple('<t-link content="link" theme="primary" />', '[class*=t-link]'),
  loading: simple('<t-loading text="loading" />', '[class*=t-loading]'),
  message: simple(
    '<t-message visible content="message" duration="{{-1}}" />',
    '[class*=t-message]',
    {},
  ),
  navbar: simple('<t-navbar title="navbar" left-arrow />', '[class*=t-navbar__content]'),
  'notice-bar': simple(
    '<t-notice-bar visible content="notice" marquee="{{false}}" />',
    '[class*=t-notice-bar]',
  ),
  overlay: simple('<t-overlay visible />', '[class*=t-overlay]'),
  picker: simple(
    '<t-picker visible title="pick" use-popup="{{false}}"><t-picker-item options="{{options}}" /></t-picker>',
    '[class*=t-picker-item]',
    { options },
  ),
  popover: simple(
    '<t-popover visible content="popover"><t-button>by it</t-button></t-popover>',
    '[class*=t-popover]',
  ),
  popup: simple(
    '<t-popup visible placement="bottom"><view>popup</view></t-popup>',
    '[class*=t-popup]',
  ),
  progress: simple('<t-progress percentage="{{60}}" />', '[class*=t-progress]'),
  'pull-down-refresh': simple(
    '<t-pull-down-refresh><view style="height: 100px">pull</view></t-pull-down-refresh>',
    '[class*=t-pull-down-refresh]',
  ),
  qrcode: simple('<t-qrcode value="https://example.com" size="{{160}}" />', '[class*=t-qrcode]'),
  radio: simple('<t-radio-group default-value="1" options="{{options}}" />', '[class*=t-radio]', {
    options,
  }),
  rate: simple('<t-rate value="{{3}}" />', '[class*=t-rate]'),
  result: simple('<t-result theme="success" title="result" />', '[class*=t-result__title]'),
  'scroll-view': simple(
    '<t-scroll-view style="height: 50px"><view style="height: 80px">scroll</view></t-scroll-view>',
    'wx-scroll-view',
  ),
  search: simple('<t-search placeholder="search" />', '[class*=t-search]'),
  segmented: simple('<t-segmented options="{{options}}" />', '[class*=t-segmented]', { options }),
  'side-bar': simple(
    '<t-side-bar value="0"><t-side-bar-item value="0" label="one" /><t-side-bar-item value="1" label="two" /></t-side-bar>',
    '[class*=t-side-bar-item]',
  ),
  skeleton: simple('<t-skeleton loading theme="paragraph" />', '[class*=t-skeleton]'),
  slider: simple('<t-slider value="{{30}}" label />', '[class*=t-slider]'),
  stepper: simple('<t-stepper value="{{3}}" />', '[class*=t-stepper]'),
  steps: simple(
    '<t-steps current="{{1}}"><t-step-item title="one" /><t-step-item title="two" /></t-steps>',
    '[class*=t-steps-item__title]',
  ),
  sticky: simple('<t-sticky><t-button>sticky</t-button></t-sticky>', '[class*=t-sticky]'),
  'swipe-cell': simple(
    '<t-swipe-cell><t-cell title="swipe" /><view slot="right" style="width: 60px">del</view></t-swipe-cell>',
    '[class*=t-swipe-cell]',
  ),
  swiper: simple(
    '<t-swiper list="{{[picture, picture]}}" height="100" navigation="{{ { type: \'dots\' } }}" /><t-swiper-nav total="{{2}}" current="{{0}}" />',
    '[class*=t-swiper]',
    { picture },
  ),
  switch: simple('<t-switch value="{{true}}" />', '[class*=t-switch]'),
  'tab-bar': simple(
    '<t-tab-bar value="a"><t-tab-bar-item value="a" icon="home">a</t-tab-bar-item><t-tab-bar-item value="b">b</t-tab-bar-item></t-tab-bar>',
    '[class*=t-tab-bar-item]',
  ),
  table: simple(
    '<t-table row-key="id" data="{{rows}}" columns="{{columns}}" />',
    '[class*=t-table]',
    {
      rows: [{ id: 1, name: 'row' }],
      columns: [{ colKey: 'name', title: 'Name' }],
    },
  ),
  tabs: simple(
    '<t-tabs value="0"><t-tab-panel label="one" value="0">first</t-tab-panel><t-tab-panel label="two" value="1">second</t-tab-panel></t-tabs>',
    '[class*=t-tabs__item]',
  ),
  tag: simple('<t-tag theme="primary">tag</t-tag>', '[class*=t-tag]'),
  text: simple(
    '<t-text>text</t-text><t-title>title</t-title><t-paragraph>paragraph</t-paragraph>',
    '[class*=t-text]',
  ),
  textarea: simple('<t-textarea label="text" placeholder="area" />', '[class*=t-textarea]'),
  toast: simple('<t-toast visible message="toast" duration="{{-1}}" />', '[class*=t-toast]'),
  transition: simple('<t-transition visible>shown</t-transition>', '[class*=t-transition]'),
  'tree-select': simple(
    '<t-tree-select options="{{tree}}" height="{{200}}" />',
    '[class*=t-tree-select]',
    { tree },
  ),
  upload: simple('<t-upload files="{{files}}" />', '[class*=t-upload]', {
    files: [{ url: picture, type: 'image' }],
  }),
  watermark: simple(
    '<t-watermark content="mark"><view style="height: 60px">under it</view></t-watermark>',
    '[class*=t-watermark]',
  ),
};
