/** Fills the tables that the service has made. */
import { createConnection } from 'mysql2/promise';

export interface Seed {
  readonly videos: number;
  readonly commentsPerVideo: number;
}

const rowsAtOnce = 5000;

/** Videos with ids from 1, and comments spread over them as they would have come in. */
export async function seed(uri: string, { videos, commentsPerVideo }: Seed): Promise<void> {
  const connection = await createConnection({ uri, charset: 'utf8mb4' });
  const insert = async (sql: string, count: number, row: (index: number) => unknown[]) => {
    for (let start = 0; start < count; start += rowsAtOnce) {
      const length = Math.min(rowsAtOnce, count - start);
      await connection.query(sql, [Array.from({ length }, (_, index) => row(start + index))]);
    }
  };
  try {
    const video = 'insert into video (id, video_title, video_image, video_url) values ?';
    await insert(video, videos, (index) => [
      index + 1,
      `新片预告 ${index + 1}`,
      `https://vod.example.com/posters/${index + 1}.jpg`,
      `https://vod.example.com/trailers/${index + 1}.mp4`,
    ]);
    const comment = 'insert into comment (vid, nick, avatar, content, create_time) values ?';
    await insert(comment, videos * commentsPerVideo, (index) => [
      (index % videos) + 1,
      `观众 ${index % 977}`,
      `https://thirdwx.qlogo.cn/mmopen/${index % 977}/132`,
      `第 ${index + 1} 条评论：画面很美，配乐也好，期待上映 👍`,
      1_480_000_000_000 + index * 1000,
    ]);
  } finally {
    await connection.end();
  }
}
