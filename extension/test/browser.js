/**
 * A small stand-in for the browser, in memory, for what Node does not have. It refuses what browsers refuse; real
 * browsers are driven by the tests in `tests/`.
 */

/** @typedef {chrome.declarativeNetRequest.Rule} Rule */
/** @typedef {{id: number, url: string}} Tab */

export class Browser {
  /** @type {Record<string, unknown>} */ local = {};
  /** @type {Record<string, unknown>} */ session = {};
  /** @type {Map<number, Rule>} */ dynamicRules = new Map();
  /** @type {Map<number, Rule>} */ sessionRules = new Map();
  /** @type {Map<string, {when?: number, delayInMinutes?: number}>} */ alarms = new Map();
  /** @type {Map<number | undefined, string>} */ badges = new Map();
  /** @type {Tab[]} */ tabs = [];
  /** @type {string[]} what was asked of the browser, in order */ log = [];
  /** @type {Record<string, unknown> | null} */ managed = null;
  /** @type {Map<string, ((...facts: unknown[]) => unknown)[]>} */ listeners = new Map();
  storageFails = false;
  hostAccess = true;
  privateWindows = true;
  isPrivate = false;

  /** @param {string} origin  where the package's own files are */
  constructor(origin) {
    this.origin = origin;
  }

  /** Let something happen that the extension listens to. @param {string} event @param {unknown[]} facts */
  emit(event, ...facts) {
    for (const listener of this.listeners.get(event) ?? []) listener(...facts);
  }

  /** @param {string} event */
  event(event) {
    return {
      addListener: (/** @type {(...facts: unknown[]) => void} */ listener) =>
        void this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]),
    };
  }

  /** Take the place of the browser of the test before. @param {string} [origin] @returns {Browser} */
  static open(origin = "chrome-extension://vigie/") {
    const browser = new Browser(origin);
    /** @type {any} */ (globalThis).chrome = browser.api();
    return browser;
  }

  api() {
    const browser = this;
    return {
      runtime: {
        id: "vigie",
        getURL: (/** @type {string} */ path) => this.origin + path,
        onInstalled: this.event("installed"),
        onStartup: this.event("startup"),
        onMessage: this.event("message"),
      },
      storage: {
        local: this.area("local"),
        session: this.area("session"),
        onChanged: this.event("storage"),
        managed: {
          get: async () => {
            if (this.managed === null) throw new Error("Managed storage manifest not found"); // as Firefox does
            return structuredClone(this.managed);
          },
        },
      },
      permissions: {
        contains: async () => this.hostAccess,
        onAdded: this.event("permissions"),
        onRemoved: this.event("permissions"),
      },
      extension: {
        isAllowedIncognitoAccess: async () => this.privateWindows,
        get inIncognitoContext() {
          return browser.isPrivate;
        },
      },
      webNavigation: {
        onCommitted: this.event("committed"),
        onErrorOccurred: this.event("error"),
        getFrame: async (/** @type {{tabId: number}} */ { tabId }) => ({ url: this.tabThatIsOpen(tabId)?.url }),
      },
      declarativeNetRequest: {
        getDynamicRules: async () => structuredClone([...this.dynamicRules.values()]),
        getSessionRules: async () => structuredClone([...this.sessionRules.values()]),
        updateDynamicRules: async (/** @type {object} */ change) => this.change("dynamicRules", change),
        updateSessionRules: async (/** @type {object} */ change) => this.change("sessionRules", change),
      },
      alarms: {
        create: async (/** @type {string} */ name, /** @type {object} */ alarm) => {
          this.log.push(`alarm ${name}`);
          this.alarms.set(name, alarm);
        },
        clear: async (/** @type {string} */ name) => this.alarms.delete(name),
        get: async (/** @type {string} */ name) => this.alarms.get(name),
        onAlarm: this.event("alarm"),
      },
      action: {
        setBadgeText: async (/** @type {{tabId?: number, text: string}} */ { tabId, text }) => {
          this.tabThatIsOpen(tabId);
          this.badges.set(tabId, text);
        },
      },
      tabs: {
        query: async () => this.tabs.map(({ id, url }) => (this.hostAccess ? { id, url } : { id })),
        create: async (/** @type {{url: string}} */ { url }) => void this.tabs.push({ id: this.tabs.length + 1, url }),
        update: async (/** @type {number} */ id, /** @type {{url: string}} */ { url }) => {
          this.log.push(`tab ${id}`);
          Object.assign(this.tabThatIsOpen(id) ?? {}, { url });
        },
      },
    };
  }

  /** @param {"local" | "session"} name */
  area(name) {
    return {
      get: async (/** @type {string} */ key) => {
        if (this.storageFails) throw new Error("the disk is broken");
        return key in this[name] ? { [key]: structuredClone(this[name][key]) } : {};
      },
      set: async (/** @type {Record<string, unknown>} */ values) => {
        if (this.storageFails) throw new Error("the disk is broken");
        this.log.push(`${name} ${Object.keys(values).join(",")}`);
        Object.assign(this[name], JSON.parse(JSON.stringify(values)));
      },
    };
  }

  /**
   * @param {"dynamicRules" | "sessionRules"} kind
   * @param {{removeRuleIds?: number[], addRules?: Rule[]}} change
   */
  change(kind, { removeRuleIds = [], addRules = [] }) {
    this.log.push(kind);
    const after = new Map(this[kind]);
    for (const id of removeRuleIds) after.delete(id);
    for (const rule of addRules) {
      if (after.has(rule.id)) throw new Error(`rule ${rule.id} is there already`);
      const names = rule.condition.requestDomains;
      if (names?.length === 0) throw new Error("an empty list of domains");
      if (names?.some((name) => !/^[\x21-\x7e]+$/.test(name))) throw new Error("a domain that is not ASCII");
      after.set(rule.id, structuredClone(rule));
    }
    this[kind] = after;
  }

  /** @param {number | undefined} id */
  tabThatIsOpen(id) {
    const tab = this.tabs.find((open) => open.id === id);
    if (id !== undefined && !tab) throw new Error(`No tab with id: ${id}.`);
    return tab;
  }
}
