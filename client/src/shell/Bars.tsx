// What the page has to say about itself, floating at its foot.
import { t } from '~/i18n';
import classes from './Bars.module.css';
import { ConnectionBar } from './ConnectionBar';
import { SessionBar } from './SessionBar';
import { UpdateBar } from './UpdateBar';

export function Bars() {
  return (
    <div className={classes.bars} role="region" aria-label={t('shell.state')}>
      <ConnectionBar />
      <SessionBar />
      <UpdateBar />
    </div>
  );
}
