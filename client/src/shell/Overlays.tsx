// The shell's dialogs, in a chunk of their own: loaded when the first of them is opened.
import { NewProject } from './NewProject';
import { NewTask } from './NewTask';
import { type Overlay, overlays } from './overlays';
import { Palette } from './Palette';
import { Shortcuts } from './Shortcuts';
import type { Where } from './where';

export function Overlays({ overlay, where }: { overlay: Overlay; where: Where | null }) {
  switch (overlay.name) {
    case 'palette':
      return <Palette where={where} onClose={overlays.close} />;
    case 'shortcuts':
      return <Shortcuts onClose={overlays.close} />;
    case 'newProject':
      return where === null ? null : <NewProject where={where} onClose={overlays.close} />;
    case 'newTask':
      return where === null ? null : <NewTask where={where} project={overlay.project} onClose={overlays.close} />;
  }
}
