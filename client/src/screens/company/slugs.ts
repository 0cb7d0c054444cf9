// Names in web addresses: what they may be. The server decides which are reserved, or taken.
import { t } from '~/i18n';

const PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export function isSlug(text: string): boolean {
  return text.length <= 60 && PATTERN.test(text);
}

export function checkSlug(text: string): string | null {
  return isSlug(text) ? null : t('company.slugWrong');
}

/** A name as it may stand in an address: `Núñez & Söhne` is `nunez-sohne`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}
