// The language, for whoever has no profile to keep it in yet.
import { NativeSelect } from '@mantine/core';
import { currentLocale, LOCALES, setLocale, t } from '~/i18n';

export function Language() {
  return (
    <NativeSelect
      aria-label={t('shell.language')}
      w={140}
      mx="auto"
      value={currentLocale()}
      onChange={(event) => {
        const wanted = event.currentTarget.value;
        void setLocale(LOCALES.find((locale) => locale === wanted) ?? 'en');
      }}
      data={LOCALES.map((value) => ({ value, label: t(`shell.language_${value}`) }))}
    />
  );
}
