/** What a drawing knows of the world around the spreadsheet. */
export interface DrawContext {
  /** The robot's address: the only editor of what is protected. */
  readonly robot: string;
  /** The address of another file of the district, at a cell where one is named; undefined where it cannot be linked. */
  readonly linkTo: (path: string, tab?: string, a1?: string) => string | undefined;
  /** Hashes (`tabHashes`) of the tabs as they were last drawn into this spreadsheet: equal ones are left as they are. */
  readonly drawnTabs?: ReadonlyMap<string, string>;
}
