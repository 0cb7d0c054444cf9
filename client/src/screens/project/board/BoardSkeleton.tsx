// The outline of a board while it loads.
import { Skeleton, VisuallyHidden } from '@mantine/core';
import { t } from '~/i18n';
import classes from './Board.module.css';

export function BoardSkeleton() {
  return (
    <div className={classes.screen} aria-busy>
      <VisuallyHidden role="status">{t('common.loading')}</VisuallyHidden>
      <div className={classes.board} style={{ marginTop: 52, overflow: 'hidden' }} aria-hidden>
        {[4, 3, 2, 5].map((count, at) => (
          <div key={at} className={classes.column}>
            <Skeleton height={16} width="40%" m="sm" />
            <div className={classes.cell}>
              {Array.from({ length: count }, (_, card) => <Skeleton key={card} height={76} radius="md" mb={8} />)}
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
