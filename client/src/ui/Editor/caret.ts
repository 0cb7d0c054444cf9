// Where the caret of a textarea is on the screen: a copy of the text up to it is laid out unseen.
const STYLES = [
  'boxSizing', 'width', 'fontFamily', 'fontSize', 'fontWeight', 'fontStyle', 'letterSpacing', 'lineHeight',
  'textTransform', 'wordSpacing', 'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft',
  'borderTopWidth', 'borderRightWidth', 'borderBottomWidth', 'borderLeftWidth', 'direction', 'tabSize',
] as const;

export interface Place {
  left: number;
  /** Just below the line. */
  top: number;
}

/** The place of a character, within the textarea's box. */
export function caretPlace(area: HTMLTextAreaElement, index: number): Place {
  const copy = document.createElement('div');
  const style = getComputedStyle(area);
  for (const name of STYLES) copy.style[name] = style[name];
  copy.style.position = 'absolute';
  copy.style.visibility = 'hidden';
  copy.style.whiteSpace = 'pre-wrap';
  copy.style.overflowWrap = 'break-word';
  copy.textContent = area.value.slice(0, index);
  const mark = document.createElement('span');
  mark.textContent = '\u200b';
  copy.append(mark);
  document.body.append(copy);
  const place = {
    left: Math.min(mark.offsetLeft, Math.max(0, area.clientWidth - 248)),
    top: mark.offsetTop - area.scrollTop + mark.offsetHeight + 4,
  };
  copy.remove();
  return place;
}
