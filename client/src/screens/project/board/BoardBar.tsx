// Above the board: what it is narrowed to, and its lanes.
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconLayoutRows } from '@tabler/icons-react';
import { memo } from 'react';
import { t } from '~/i18n';
import { FilterBar } from '../tasks/FilterBar';
import { LazyMenu } from '../tasks/Lazy';
import { ViewsMenu } from '../views/ViewsMenu';
import type { LaneBy } from './columns';
import type { BoardSearch } from './search';

interface BoardBarProps {
  project: number;
  company: number;
  search: BoardSearch;
  /** How many cards are shown, where not all are. */
  truncated: number | null;
  onChange: (change: BoardSearch) => void;
}

const LANES = [undefined, 'assignee', 'goal'] as const;

function nameOf(by: LaneBy | undefined): string {
  return t(by === undefined ? 'board.noLanes' : by === 'goal' ? 'board.lanesByGoal' : 'board.lanesByAssignee');
}

export const BoardBar = memo(function BoardBar({ project, company, search, truncated, onChange }: BoardBarProps) {
  const by = search.lanes;
  return (
    <FilterBar project={project} company={company} filter={search} onChange={onChange}>
      {truncated !== null && <span>{t('board.truncated', { count: truncated })}</span>}
      <LazyMenu
        button={(trigger) => (
          <Button size="xs" variant={by === undefined ? 'default' : 'light'} leftSection={<IconLayoutRows size={16} aria-hidden />} {...trigger}>
            {by === undefined ? t('board.lanes') : nameOf(by)}
          </Button>
        )}
      >
          {LANES.map((one) => (
            <Menu.Item key={one ?? 'none'} role="menuitemradio" aria-checked={one === by} onClick={() => onChange({ lanes: one })}
              rightSection={one === by && <IconCheck size={16} aria-hidden />}>
              {nameOf(one)}
            </Menu.Item>
          ))}
      </LazyMenu>
      <ViewsMenu kind="board" search={{ ...search }} />
    </FilterBar>
  );
});
