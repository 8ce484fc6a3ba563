/** Paints scenes into raw frames and has ffmpeg make posters and trailers of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Film } from './films';
import { blend, type Colour, clamp, hex, type Scene, step } from './shading';

interface Size {
  readonly width: number;
  readonly height: number;
}

const posterSize: Size = { width: 400, height: 600 };
const trailerSize: Size = { width: 640, height: 360 };
const framesPerSecond = 24;
const seconds = 3.6;
const bars = 44;

/** Writes the poster of a film: one moment of its scene and its title. */
export async function renderPoster(film: Film, font: string, file: string): Promise<void> {
  const { width, height } = posterSize;
  const colour = film.dark ? '0x1d2428' : 'white';
  const text = (said: string, size: number, y: number, alpha = 1) =>
    drawText({ font, said, size, y: `${y}`, colour, alpha: `${alpha}` });
  const filters = [
    text('新 片 预 告', 15, 34, 0.85),
    text([...film.title].join(' '), 56, 448),
    text(spaced(film.english), film.english.length > 18 ? 13 : 16, 526, 0.92),
    `drawbox=x=${width / 2 - 24}:y=556:w=48:h=1:color=${colour}@0.6:t=fill`,
    text('WEAPP SAMPLES', 11, 570, 0.6),
  ];
  const output = ['-frames:v', '1', '-q:v', '2', '-pix_fmt', 'yuvj420p', file];
  const encoding = startFfmpeg({ width, height }, [], filters, output);
  await encoding.write(paint(film.scene, posterSize, 1.6, posterVeil(film)));
  await encoding.finish();
}

/** Writes the trailer of a film: its scene, its title coming up, quiet tones. MP4 that starts before it has loaded. */
export async function renderTrailer(film: Film, font: string, file: string): Promise<void> {
  const filters = [
    ...letterbox(),
    'fade=in:st=0:d=0.5',
    ...titles(film, font),
    `fade=out:st=${seconds - 0.4}:d=0.4`,
  ];
  const tones = film.hertz.map((hertz, index) => `${0.1 / (index + 1)}*sin(${hertz}*2*PI*t)`);
  const sound = `aevalsrc=${tones.join('+')}:s=32000:d=${seconds},afade=in:d=0.8,afade=out:st=${seconds - 1}:d=1`;
  const video = '-c:v libx264 -profile:v main -preset veryslow -crf 27 -pix_fmt yuv420p -g 24';
  const audio = '-c:a aac -b:a 32k -ac 1 -shortest -movflags +faststart -map_metadata -1';
  const output = [...`${video} ${audio} -fflags +bitexact -flags:v +bitexact`.split(' '), file];
  const encoding = startFfmpeg(trailerSize, ['-f', 'lavfi', '-i', sound], filters, output);
  for (let frame = 0; frame < seconds * framesPerSecond; frame++) {
    const t = frame / framesPerSecond;
    await encoding.write(paint(film.scene, trailerSize, t, trailerVeil(film, t)));
  }
  await encoding.finish();
}

function letterbox(): string[] {
  const bar = (y: string) => `drawbox=y=${y}:h=${bars}:w=iw:color=black:t=fill`;
  return [bar('0'), bar(`ih-${bars}`)];
}

function titles({ title, english, dark }: Film, font: string): string[] {
  const colour = dark ? '0x1d2428' : 'white';
  const rising = (from: number) => `clip((t-${from})/0.5,0,1)`;
  const first = `clip((t-0.3)/0.3,0,1)*clip((1.3-t)/0.3,0,1)`;
  return [
    drawText({ font, said: '新 片 预 告', size: 20, y: 'h/2-10', colour, alpha: first }),
    drawText({
      font,
      said: [...title].join(' '),
      size: 52,
      y: 'h/2-48',
      colour,
      alpha: rising(1.4),
    }),
    drawText({ font, said: spaced(english), size: 15, y: 'h/2+22', colour, alpha: rising(1.8) }),
  ];
}

/** Letters set wide, as on posters. */
const spaced = (text: string) =>
  text
    .split(' ')
    .map((word) => [...word].join(' '))
    .join('   ');

interface Text {
  readonly font: string;
  readonly said: string;
  readonly size: number;
  readonly y: string;
  readonly colour: string;
  readonly alpha: string;
}

function drawText({ font, said, size, y, colour, alpha }: Text): string {
  const shadow = colour === 'white' ? 'shadowcolor=black@0.55:shadowx=1:shadowy=2:' : '';
  return `drawtext=fontfile='${font}':text='${said}':fontsize=${size}:fontcolor=${colour}:${shadow}x=(w-tw)/2:y='${y}':alpha='${alpha}'`;
}

/** What lies between picture and letters at a height from -0.5 to 0.5: a colour and how much of it. */
type Veil = (y: number) => readonly [colour: Colour, share: number];

const veilColour = ({ dark }: Film): Colour => (dark ? hex('#efe6d2') : [0, 0, 0]);

/** The lower part of a poster belongs to the title. */
function posterVeil(film: Film): Veil {
  const colour = veilColour(film);
  return (y) => [colour, step(-0.02, -0.36, y) * 0.72];
}

/** A trailer steps back behind its title. */
function trailerVeil(film: Film, t: number): Veil {
  const colour = veilColour(film);
  const share = step(1.2, 1.9, t) * 0.42;
  return (y) => [colour, share * step(0.42, 0.1, Math.abs(y))];
}

/** One frame as RGB bytes, darker towards the corners. */
function paint(scene: Scene, { width, height }: Size, t: number, veil: Veil): Buffer {
  const frame = Buffer.alloc(width * height * 3);
  const aspect = width / height;
  let at = 0;
  for (let row = 0; row < height; row++) {
    const y = 0.5 - (row + 0.5) / height;
    const [colour, share] = veil(y);
    for (let column = 0; column < width; column++) {
      const x = ((column + 0.5) / width - 0.5) * aspect;
      const corner = 1 - 0.45 * ((x / aspect) ** 2 + y ** 2) * 2;
      const [red, green, blue] = scene(x, y, t, aspect);
      const seen: Colour = [red * corner, green * corner, blue * corner];
      for (const part of blend(seen, colour, share)) frame[at++] = Math.round(clamp(part) * 255);
    }
  }
  return frame;
}

function startFfmpeg(
  { width, height }: Size,
  inputs: string[],
  filters: string[],
  output: string[],
) {
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`];
  const args = [
    ...['-hide_banner', '-loglevel', 'error', '-y', ...raw, '-r', `${framesPerSecond}`, '-i', '-'],
    ...inputs,
    ...['-vf', filters.join(','), ...output],
  ];
  const child = spawn('ffmpeg', args, { stdio: ['pipe', 'inherit', 'inherit'] });
  const closed = once(child, 'close');
  return {
    write: async (frame: Buffer) => {
      if (!child.stdin.write(frame)) await Promise.race([once(child.stdin, 'drain'), closed]);
    },
    finish: async () => {
      child.stdin.end();
      const [code] = await closed;
      if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
    },
  };
}
