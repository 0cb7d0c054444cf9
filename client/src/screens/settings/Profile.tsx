// Me, as others see me, and how I like to read: name, picture, language, zone, look.
import { Button, Group, NativeSelect, SegmentedControl, Select, Stack, Text, TextInput, useMantineColorScheme } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo, useState } from 'react';
import { useChangeProfile, useMe } from '~/data/session';
import { currentLocale, formatInstant, LOCALES, t } from '~/i18n';
import { FormProblem, refuse } from '~/screens/auth/parts';
import { useDirty } from '~/shell/dirty';
import { Screen } from '~/ui/Screen';
import { toast } from '~/ui/toast';
import type { ReactNode } from 'react';
import { Avatar } from './Avatar';
import { Part } from './Part';

export function Profile() {
  return (
    <Screen title={t('settings.profile')}>
      <Part title={t('settings.aboutYou')} text={t('settings.aboutYouText')}>
        <Avatar />
        <ProfileForm />
      </Part>
      <Look />
    </Screen>
  );
}

/** Zones that this browser knows, and the one that is set. */
function zones(own: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set([own, 'UTC', ...known])].sort();
}

function ProfileForm() {
  const { user } = useMe();
  const change = useChangeProfile();
  const [problem, setProblem] = useState<ReactNode>(null);
  const form = useForm({
    initialValues: {
      name: user.name, language: currentLocale() as string, time_zone: user.time_zone, week_start: user.week_start as string,
    },
    validate: { name: (value) => (value.trim() === '' ? t('auth.nameMissing') : null) },
  });
  useDirty(form.isDirty() && !change.isPending);
  const data = useMemo(() => zones(user.time_zone), [user.time_zone]);
  const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const send = (values: typeof form.values) => {
    setProblem(null);
    const week_start = WEEK_STARTS.find((day) => day === values.week_start);
    change.mutate({ ...values, week_start }, {
      onSuccess: () => {
        form.resetDirty(values);
        toast(t('common.saved'));
      },
      onError: (error) => setProblem(refuse(form, error)),
    });
  };
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack maw={420}>
        <FormProblem>{problem}</FormProblem>
        <TextInput label={t('settings.name')} autoComplete="name" maxLength={100} dir="auto" {...form.getInputProps('name')} />
        <NativeSelect
          label={t('shell.language')} description={t('settings.languageText')}
          data={LOCALES.map((value) => ({ value, label: t(`shell.language_${value}`) }))}
          {...form.getInputProps('language')}
        />
        <Select
          label={t('settings.timeZone')} description={t('settings.timeZoneText', { now: nowIn(form.values.time_zone) })}
          data={data} searchable allowDeselect={false} nothingFoundMessage={t('settings.noZone')}
          limit={60} autoComplete="off" {...form.getInputProps('time_zone')}
        />
        {form.values.time_zone !== browserZone && (
          <Text size="sm">
            <Button variant="light" size="compact-sm" maw="100%" h="auto" mih={26} styles={{ label: { whiteSpace: 'normal' } }} onClick={() => form.setFieldValue('time_zone', browserZone)}>
              {t('settings.useBrowserZone', { zone: browserZone })}
            </Button>
          </Text>
        )}
        <NativeSelect
          label={t('settings.weekStart')} description={t('settings.weekStartText')}
          data={WEEK_STARTS.map((value) => ({ value, label: dayName(value) }))}
          {...form.getInputProps('week_start')}
        />
        <Group>
          <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>{t('common.save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

const WEEK_STARTS = ['monday', 'saturday', 'sunday'] as const;
/** Days on which a week may begin, each by a date that is one. */
const A_DAY = { monday: '2024-01-01', saturday: '2024-01-06', sunday: '2024-01-07' } as const;

function dayName(day: (typeof WEEK_STARTS)[number]): string {
  const name = new Intl.DateTimeFormat(currentLocale(), { weekday: 'long', timeZone: 'UTC' }).format(new Date(A_DAY[day]));
  return name.charAt(0).toLocaleUpperCase(currentLocale()) + name.slice(1);
}

/** The time there, so that one sees whether the zone is right. */
function nowIn(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat(currentLocale(), { timeZone, weekday: 'long', hour: 'numeric', minute: '2-digit' }).format(new Date());
  } catch {
    return formatInstant(new Date().toISOString());
  }
}

const SCHEMES = ['light', 'dark', 'auto'] as const;

function Look() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Part title={t('shell.look')} text={t('settings.lookText')}>
      <Group>
        <SegmentedControl
          aria-label={t('shell.look')}
          value={colorScheme}
          onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme === value) ?? 'auto')}
          data={SCHEMES.map((value) => ({ value, label: t(`shell.look_${value}`) }))}
        />
      </Group>
    </Part>
  );
}
