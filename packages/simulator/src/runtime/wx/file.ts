/** Files: the short API of 2016, and what `FileSystemManager` must do for temporary and saved files. */
import { files, USER_DATA_PATH } from '../file_store';
import { ApiError, type ApiGroup, api, type Options } from './api';

const MISSING = 'no such file or directory';

function need(path: string, name: string): Blob {
  const blob = files.get(path);
  if (blob === undefined) throw new ApiError(`${MISSING}, ${name} '${path}'`, { errno: 1300002 });
  return blob;
}

async function saveFile({ tempFilePath, filePath }: Options) {
  const blob = need(tempFilePath, 'open');
  const extension = /\.(\w+)$/.exec(tempFilePath)?.[1];
  const savedFilePath = await files.save(blob, filePath, extension);
  if (tempFilePath.startsWith('http://tmp/')) await files.remove(tempFilePath);
  return { savedFilePath };
}

async function removeSavedFile({ filePath }: Options) {
  if (!(await files.remove(filePath))) throw new ApiError(MISSING);
}

const ENCODERS: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  base64: (bytes) => btoa(binary(bytes)),
  hex: (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  binary,
  latin1: binary,
  ascii: binary,
};

function binary(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

async function readFile({ filePath, encoding, position = 0, length }: Options) {
  const blob = need(filePath, 'open');
  const part = blob.slice(position, length === undefined ? undefined : position + length);
  const buffer = await part.arrayBuffer();
  if (!encoding) return { data: buffer };
  const encode = ENCODERS[encoding];
  return { data: encode ? encode(new Uint8Array(buffer)) : new TextDecoder().decode(buffer) };
}

function toBlob(data: string | ArrayBuffer, encoding: string): Blob {
  if (typeof data !== 'string') return new Blob([data]);
  if (encoding === 'base64')
    return new Blob([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))]);
  if (encoding === 'hex')
    return new Blob([
      Uint8Array.from(data.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    ]);
  if (ENCODERS[encoding]) return new Blob([Uint8Array.from(data, (char) => char.charCodeAt(0))]);
  return new Blob([data], { type: 'text/plain' });
}

async function writeFile({ filePath, data, encoding = 'utf8' }: Options) {
  if (!filePath.startsWith(USER_DATA_PATH))
    throw new ApiError(`permission denied, open '${filePath}'`);
  await files.save(toBlob(data, encoding), filePath);
}

async function appendFile({ filePath, data, encoding = 'utf8' }: Options) {
  const before = need(filePath, 'open');
  await files.save(new Blob([before, toBlob(data, encoding)]), filePath);
}

async function copyFile({ srcPath, destPath }: Options) {
  await files.save(need(srcPath, 'copyFile'), destPath);
}

async function rename({ oldPath, newPath }: Options) {
  await files.save(need(oldPath, 'rename'), newPath);
  await files.remove(oldPath);
}

async function unlink({ filePath }: Options) {
  if (!(await files.remove(filePath))) throw new ApiError(`${MISSING}, unlink '${filePath}'`);
}

function childrenOf(path: string): string[] {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  const inside = files.paths().filter((one) => one.startsWith(prefix));
  return [...new Set(inside.map((one) => one.slice(prefix.length).split('/')[0] ?? ''))];
}

const folders = new Set([USER_DATA_PATH]);

function isFolder(path: string): boolean {
  return folders.has(path.replace(/\/$/, '')) || childrenOf(path).length > 0;
}

function access({ path }: Options) {
  if (files.get(path) === undefined && !isFolder(path))
    throw new ApiError(`${MISSING}, access '${path}'`);
}

function stat({ path }: Options) {
  const folder = isFolder(path);
  if (!folder) need(path, 'stat');
  const size = files.get(path)?.size ?? 0;
  const now = Math.floor(Date.now() / 1000);
  return {
    stats: {
      mode: folder ? 16877 : 33188,
      size,
      lastAccessedTime: now,
      lastModifiedTime: now,
      isDirectory: () => folder,
      isFile: () => !folder,
    },
  };
}

async function getFileInfo({ filePath, digestAlgorithm = 'md5' }: Options) {
  const blob = need(filePath, 'getFileInfo');
  if (digestAlgorithm !== 'sha1') return { size: blob.size };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', await blob.arrayBuffer()));
  return { size: blob.size, digest: ENCODERS.hex?.(digest) };
}

function mkdir({ dirPath }: Options) {
  if (isFolder(dirPath)) throw new ApiError(`file already exists, mkdir '${dirPath}'`);
  folders.add(dirPath.replace(/\/$/, ''));
}

async function rmdir({ dirPath, recursive }: Options) {
  const inside = files.paths().filter((path) => path.startsWith(`${dirPath.replace(/\/$/, '')}/`));
  if (inside.length > 0 && !recursive) throw new ApiError('directory not empty');
  for (const path of inside) await files.remove(path);
  folders.delete(dirPath.replace(/\/$/, ''));
}

function readdir({ dirPath }: Options) {
  if (!isFolder(dirPath)) throw new ApiError(`${MISSING}, readdir '${dirPath}'`);
  return { files: childrenOf(dirPath) };
}

/** A synchronous member: throws an Error that reads as WeChat's. */
function sync<A extends unknown[], R>(name: string, work: (...args: A) => R) {
  return (...args: A): R => {
    try {
      return work(...args);
    } catch (error) {
      throw new Error(`${name}:fail ${(error as Error).message}`);
    }
  };
}

const manager = {
  saveFile: api('saveFile', saveFile),
  removeSavedFile: api('removeSavedFile', removeSavedFile),
  getSavedFileList: api('getSavedFileList', () => ({ fileList: files.saved() })),
  readFile: api('readFile', readFile),
  writeFile: api('writeFile', writeFile),
  appendFile: api('appendFile', appendFile),
  copyFile: api('copyFile', copyFile),
  rename: api('rename', rename),
  unlink: api('unlink', unlink),
  access: api('access', access),
  stat: api('stat', stat),
  getFileInfo: api('getFileInfo', getFileInfo),
  mkdir: api('mkdir', mkdir),
  rmdir: api('rmdir', rmdir),
  readdir: api('readdir', readdir),
  accessSync: sync('accessSync', (path: string) => access({ path })),
  statSync: sync('statSync', (path: string) => stat({ path }).stats),
  mkdirSync: sync('mkdirSync', (dirPath: string) => mkdir({ dirPath })),
  readdirSync: sync('readdirSync', (dirPath: string) => readdir({ dirPath }).files),
  // The file is there at once; what goes on in the background is only keeping it.
  writeFileSync: sync(
    'writeFileSync',
    (filePath: string, data: string | ArrayBuffer, encoding?: string) =>
      void writeFile({ filePath, data, encoding }),
  ),
  appendFileSync: sync(
    'appendFileSync',
    (filePath: string, data: string, encoding?: string) =>
      void appendFile({ filePath, data, encoding }),
  ),
  copyFileSync: sync(
    'copyFileSync',
    (srcPath: string, destPath: string) => void copyFile({ srcPath, destPath }),
  ),
  unlinkSync: sync('unlinkSync', (filePath: string) => {
    need(filePath, 'unlink');
    void files.remove(filePath);
  }),
  rmdirSync: sync(
    'rmdirSync',
    (dirPath: string, recursive?: boolean) => void rmdir({ dirPath, recursive }),
  ),
  readFileSync: sync('readFileSync', readFileSync),
};

/** Reads through a synchronous request of the blob's own address: the only synchronous way there is. */
function readFileSync(filePath: string, encoding?: string): string | ArrayBuffer {
  need(filePath, 'open');
  const xhr = new XMLHttpRequest();
  xhr.open('GET', files.url(filePath) ?? '', false);
  xhr.overrideMimeType('text/plain; charset=x-user-defined');
  xhr.send();
  const bytes = Uint8Array.from(xhr.responseText, (char) => char.charCodeAt(0) & 0xff);
  if (!encoding) return bytes.buffer;
  return ENCODERS[encoding]?.(bytes) ?? new TextDecoder().decode(bytes);
}

export const file: ApiGroup = {
  getFileSystemManager: () => manager,
  saveFile: manager.saveFile,
  getSavedFileList: manager.getSavedFileList,
  removeSavedFile: manager.removeSavedFile,
  getFileInfo: manager.getFileInfo,
  getSavedFileInfo: api('getSavedFileInfo', ({ filePath }) => {
    const found = files.saved().find((one) => one.filePath === filePath);
    if (found === undefined) throw new ApiError(MISSING);
    return { size: found.size, createTime: found.createTime };
  }),
  openDocument: api('openDocument', ({ filePath }) => {
    need(filePath, 'openDocument');
    window.open(files.url(filePath));
  }),
};
