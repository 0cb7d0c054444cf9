// The Markdown editor and its drafts.
export { Editor, type EditorProps } from './Editor';
export { hasDraft, sweepDrafts, useDraft } from './drafts';
export { tickBox } from './format';
export { Preview } from './preview';
