/**
 * What a sidebar shows, as plain values: the script makes them, the page draws them. Every text is put into the page as
 * text, so nothing that was typed in a cell can become markup.
 */
export interface Panel {
  /** Paragraphs on top. */
  readonly lead: readonly string[];
  readonly groups: readonly PanelGroup[];
  readonly buttons: readonly PanelButton[];
}

export interface PanelGroup {
  readonly title: string;
  readonly items: readonly PanelItem[];
}

/** One line of a list; with `goTo` it is a button that jumps to the cell. */
export interface PanelItem {
  readonly head: string;
  readonly body: string;
  /** Told by the words of `head` as well, never by colour alone. */
  readonly tone: 'bad' | 'warn' | 'quiet' | 'good';
  /** 规则编号, as 校验结果 names it. */
  readonly code?: string;
  /** `自查表!B4`. */
  readonly goTo?: string;
}

/** A button under the list: the page calls the global function and draws the panel it returns. */
export interface PanelButton {
  readonly words: string;
  readonly call: string;
}
