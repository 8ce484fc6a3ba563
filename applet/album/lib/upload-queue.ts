/** Several uploads at a time, each with its state on the page. */

/** An upload as the page shows it. `percent` is 0 to 100. */
export interface UploadItem {
  readonly id: number;
  readonly path: string;
  readonly percent: number;
  readonly error: string;
  /** Whether it failed in a way that another try cannot mend. */
  readonly final: boolean;
}

export interface UploadQueueDeps<P> {
  /** Uploads one; resolves to its address. */
  readonly upload: (photo: P, onProgress: (percent: number) => void) => Promise<string>;
  /** What to say about a failure. */
  readonly textOf: (error: unknown) => string;
  /** Whether another try cannot mend a failure. */
  readonly isFinal: (error: unknown) => boolean;
  /** Told whenever an item has changed. */
  readonly changed: (items: readonly UploadItem[]) => void;
  /** Told each address as soon as it is there. */
  readonly uploaded: (address: string) => void;
  /** Uploads at a time. The phone allows 10 calls in all. */
  readonly atOnce?: number;
}

interface Job<P> {
  readonly photo: P;
  item: UploadItem;
  state: 'waiting' | 'running' | 'failed' | 'done';
}

/** Uploads photos a few at a time; what failed stays until it is retried or dropped. */
export class UploadQueue<P extends { readonly path: string }> {
  private jobs: Job<P>[] = [];
  private nextId = 1;

  constructor(private readonly deps: UploadQueueDeps<P>) {}

  add(photos: readonly P[]): void {
    for (const photo of photos) {
      const item = { id: this.nextId, path: photo.path, percent: 0, error: '', final: false };
      this.nextId += 1;
      this.jobs.push({ photo, item, state: 'waiting' });
    }
    this.fill();
  }

  /** Tries a failed upload again. */
  retry(id: number): void {
    const job = this.jobs.find(
      ({ item, state }) => item.id === id && !item.final && state === 'failed',
    );
    if (!job) return;
    job.state = 'waiting';
    job.item = { ...job.item, percent: 0, error: '' };
    this.fill();
  }

  /** Forgets a failed upload. */
  drop(id: number): void {
    this.jobs = this.jobs.filter(({ item, state }) => item.id !== id || state !== 'failed');
    this.tell();
  }

  private fill(): void {
    const { atOnce = 3 } = this.deps;
    const running = this.jobs.filter(({ state }) => state === 'running').length;
    const waiting = this.jobs.filter(({ state }) => state === 'waiting');
    for (const job of waiting.slice(0, Math.max(0, atOnce - running))) void this.run(job);
    this.tell();
  }

  private async run(job: Job<P>): Promise<void> {
    job.state = 'running';
    try {
      const address = await this.deps.upload(job.photo, (percent) => {
        job.item = { ...job.item, percent };
        this.tell();
      });
      job.state = 'done';
      this.jobs = this.jobs.filter((each) => each !== job);
      this.deps.uploaded(address);
    } catch (error) {
      job.state = 'failed';
      const { textOf, isFinal } = this.deps;
      job.item = { ...job.item, error: textOf(error), final: isFinal(error) };
    }
    this.fill();
  }

  private tell(): void {
    this.deps.changed(this.jobs.map(({ item }) => item));
  }
}
