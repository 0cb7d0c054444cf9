// Copying to the clipboard, which plain http does not allow: then the text is shown to copy by hand.
import { t } from '~/i18n';
import { toast } from '~/ui/toast';

export async function copyText(text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(said);
  } catch {
    toast(t('task.copyByHand', { text }));
  }
}
