// Pictures, documents and links: what an attachment is.
import { FILE_KINDS, type FileKind, type ProjectFile } from '~/data/projectFiles';
import { wordParam } from '~/params';

export interface FilesSearch {
  kind?: FileKind;
}

export function filesSearch(search: Record<string, unknown>): FilesSearch {
  return { kind: wordParam(search.kind, FILE_KINDS) };
}

/** Pictures that every browser shows; others are downloaded. */
export function isShown({ file }: ProjectFile): boolean {
  return file !== null && /^image\/(png|jpeg|gif|webp|avif)$/.test(file.content_type);
}
