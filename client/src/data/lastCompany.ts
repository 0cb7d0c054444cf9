// The company last looked at in this browser, where `/` leads.
const STORED = 'blimp.company';

export const lastCompany = {
  get(): string | null {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null;
    }
  },
  /** On signing out: the next who opens `/` here is not asked for. */
  forget(): void {
    try {
      localStorage.removeItem(STORED);
    } catch {
      // Storage is switched off: there is nothing to forget.
    }
  },
  set(slug: string): void {
    try {
      localStorage.setItem(STORED, slug);
    } catch {
      // Storage is switched off: `/` leads to the first company.
    }
  },
};
