// What I am told, and how, in each company: a table of what happens by the ways to be told.
import { Button, Checkbox, Group, NativeSelect, Table, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Medium, type Preferences, preferencesQuery, useChoose } from '~/data/preferences';
import { useMe } from '~/data/session';
import { t } from '~/i18n';
import { announce } from '~/shell/announcer';
import { Empty } from '~/ui/Empty';
import { Failure } from '~/ui/Failure';
import { Rows } from '~/ui/PageSkeleton';
import { Screen } from '~/ui/Screen';
import { toastFailure } from '~/ui/toast';
import { notificationSettingsRoute } from './routes';

export function Notifications() {
  const { memberships } = useMe();
  const search = notificationSettingsRoute.useSearch();
  const navigate = notificationSettingsRoute.useNavigate();
  const companies = memberships.map(({ company }) => company);
  const company = companies.find(({ slug }) => slug === search.company) ?? companies[0];
  return (
    <Screen title={t('settings.notificationSettings')}>
      <Text size="sm" c="dimmed" mb="md" maw={640}>{t('settings.notificationsText')}</Text>
      {company === undefined && <Empty icon={IconBell} title={t('shell.noCompany')} text={t('settings.noCompanyText')} />}
      {companies.length > 1 && (
        <NativeSelect
          label={t('settings.inCompany')} maw={320} mb="md" value={company?.slug}
          data={companies.map(({ slug, name }) => ({ value: slug, label: name }))}
          onChange={(event) => void navigate({ search: { company: event.currentTarget.value }, replace: true })}
        />
      )}
      {company !== undefined && <Matrix key={company.id} company={company.id} />}
    </Screen>
  );
}

const MEDIA: Medium[] = ['inbox', 'mail'];

function Matrix({ company }: { company: number }) {
  const { data, error, refetch } = useQuery(preferencesQuery(company));
  const choose = useChoose(company);
  if (data === undefined) {
    return error === null ? <Rows count={10} height={40} /> : <Failure error={error} retry={() => void refetch()} />;
  }
  const set = (items: Parameters<typeof choose.mutate>[0]) =>
    choose.mutate(items, {
      onSuccess: () => announce(t('common.saved')),
      onError: (problem) => toastFailure(t('settings.notSaved'), problem),
    });
  const all = (medium: Medium, on: boolean) => set(data.items.map(({ kind }) => ({ kind, [medium]: on })));
  return (
    <>
      <Table verticalSpacing="xs" horizontalSpacing="xs" highlightOnHover aria-label={t('settings.notificationSettings')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('settings.when')}</Table.Th>
            {MEDIA.map((medium) => <Table.Th key={medium} w={72} ta="center">{t(`settings.medium.${medium}`)}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.items.map((item) => (
            <Table.Tr key={item.kind}>
              <Table.Th scope="row" fw={400}><Text size="sm">{t(`settings.notice.${item.kind}`)}</Text></Table.Th>
              {MEDIA.map((medium) => (
                <Table.Td key={medium} p={0}>
                  <Cell
                    label={t('settings.tellBy', { what: t(`settings.notice.${item.kind}`), medium: t(`settings.medium.${medium}`) })}
                    on={item[medium]} onChange={(on) => set([{ kind: item.kind, [medium]: on }])}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group mt="md" gap="xs">
        <AllOrNone items={data.items} onAll={all} />
      </Group>
      <Text size="sm" c="dimmed" mt="lg" maw={640}>{t('settings.mailText')}</Text>
    </>
  );
}

function Cell({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <Group justify="center" mih={40}>
      <Checkbox size="md" checked={on} aria-label={label} onChange={(event) => onChange(event.currentTarget.checked)} />
    </Group>
  );
}

function AllOrNone({ items, onAll }: { items: Preferences['items']; onAll: (medium: Medium, on: boolean) => void }) {
  return MEDIA.map((medium) => {
    const on = !items.every((item) => item[medium]);
    return (
      <Button key={medium} variant="default" onClick={() => onAll(medium, on)}>
        {t(`settings.${on ? 'allBy' : 'noneBy'}.${medium}`)}
      </Button>
    );
  });
}
