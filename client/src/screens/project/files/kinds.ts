// Pictures, documents and links: what an attachment is.
import type { Attachment } from '~/data/projectFiles';
import { wordParam } from '~/params';

export const FILE_KINDS = ['picture', 'document', 'link'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export interface FilesSearch {
  kind?: FileKind;
}

export function filesSearch(search: Record<string, unknown>): FilesSearch {
  return { kind: wordParam(search.kind, FILE_KINDS) };
}

export function kindOf({ file, url }: Attachment): FileKind {
  if (url !== null) return 'link';
  return file?.content_type.startsWith('image/') ? 'picture' : 'document';
}

/** Pictures that every browser shows; others are downloaded. */
export function isShown({ file }: Attachment): boolean {
  return file !== null && /^image\/(png|jpeg|gif|webp|avif)$/.test(file.content_type);
}
