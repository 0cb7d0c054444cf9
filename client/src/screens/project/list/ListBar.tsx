// Above the list: filters, groups, columns, saved views and the download.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCheck, IconColumns3, IconDownload, IconLayoutRows, IconPlus } from '@tabler/icons-react';
import { t } from '~/i18n';
import { overlays } from '~/shell/overlays';
import { FilterBar } from '../tasks/FilterBar';
import { LazyMenu } from '../tasks/Lazy';
import { ViewsMenu } from '../views/ViewsMenu';
import { columnName } from './Cells';
import { COLUMNS, GROUPS, type GroupBy, type ListSearch, USUAL } from './search';

interface ListBarProps {
  project: number;
  company: number;
  search: ListSearch;
  csv: string;
  editable: boolean;
  onChange: (change: ListSearch) => void;
}

const SHOWN = [undefined, 'all', 'closed'] as const;

function groupName(group: GroupBy | undefined): string {
  return group === undefined ? t('list.noGroups') : t(`list.by_${group}`);
}

export function ListBar({ project, company, search, csv, editable, onChange }: ListBarProps) {
  const columns = search.cols ?? USUAL;
  const { group, show } = search;
  return (
    <FilterBar project={project} company={company} filter={search} onChange={onChange}>
      <LazyMenu
        closeOnItemClick={false}
        button={(trigger) => (
          <Button {...trigger} size="xs" variant={group === undefined && show === undefined ? 'default' : 'light'} leftSection={<IconLayoutRows size={16} aria-hidden />}>
            {group === undefined ? t('list.display') : groupName(group)}
          </Button>
        )}
      >
          <Menu.Label>{t('list.show')}</Menu.Label>
          {SHOWN.map((one) => (
            <Choice key={one ?? 'open'} on={one === show} name={t(`list.show_${one ?? 'open'}`)} onClick={() => onChange({ show: one })} />
          ))}
          <Menu.Label>{t('list.group')}</Menu.Label>
          {[undefined, ...GROUPS].map((one) => (
            <Choice key={one ?? 'none'} on={one === group} name={groupName(one)} onClick={() => onChange({ group: one })} />
          ))}
      </LazyMenu>
      <LazyMenu
        closeOnItemClick={false}
        button={(trigger) => (
          <ActionIcon {...trigger} size={30} variant="default" aria-label={t('list.columns')} title={t('list.columns')} visibleFrom="sm"><IconColumns3 size={16} /></ActionIcon>
        )}
      >
          <Menu.Label>{t('list.columns')}</Menu.Label>
          {COLUMNS.map((column) => {
            const on = columns.includes(column);
            return (
              <Menu.Item key={column} role="menuitemcheckbox" aria-checked={on} rightSection={on && <IconCheck size={16} aria-hidden />}
                onClick={() => onChange({ cols: COLUMNS.filter((one) => (one === column ? !on : columns.includes(one))) })}>
                {columnName(column)}
              </Menu.Item>
            );
          })}
          <Menu.Divider />
          <Menu.Item onClick={() => onChange({ cols: undefined })}>{t('list.usualColumns')}</Menu.Item>
      </LazyMenu>
      <ViewsMenu kind="list" search={{ ...search }} />
      <ActionIcon size={30} variant="default" component="a" href={csv} download aria-label={t('list.csv')} title={t('list.csv')}><IconDownload size={16} /></ActionIcon>
      {editable && (
        <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => overlays.open({ name: 'newTask', project })}>{t('board.addCard')}</Button>
      )}
    </FilterBar>
  );
}

function Choice({ on, name, onClick }: { on: boolean; name: string; onClick: () => void }) {
  return (
    <Menu.Item role="menuitemradio" aria-checked={on} onClick={onClick} rightSection={on && <IconCheck size={16} aria-hidden />}>{name}</Menu.Item>
  );
}
