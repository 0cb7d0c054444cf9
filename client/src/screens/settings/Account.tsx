// My account: the address, the password, and the way out.
import { Screen } from '~/ui/Screen';
import { t } from '~/i18n';
import { Address } from './Address';
import { DeleteAccount } from './DeleteAccount';
import { Password } from './Password';

export function Account() {
  return (
    <Screen title={t('settings.account')}>
      <Address />
      <Password />
      <DeleteAccount />
    </Screen>
  );
}
