/** Closes, in a document before its own scripts run, what sends requests that no route of Playwright sees. */
(() => {
    const HTML = 'http://www.w3.org/1999/xhtml';
    const WITHOUT_A_ROUTE = [
        'SharedWorker', 'WebSocketStream', 'WebTransport', 'RTCPeerConnection', 'webkitRTCPeerConnection', 'fetchLater',
    ];
    // Its scripts still run: a document that a javascript: address makes inherits this policy.
    const SEND_NOTHING = "default-src 'none'; form-action 'none';"
        + " script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'";

    // Kept, since a page can replace them: it may have a variable called URL.
    const {URL} = globalThis;
    const {apply, construct} = Reflect;
    const {createElementNS} = Document.prototype;
    const {addEventListener} = EventTarget.prototype;
    const {appendChild} = Node.prototype;
    const {getAttribute, remove, setAttribute} = Element.prototype;
    const {terminate} = Worker.prototype;
    const getRoot = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement').get;
    const getLength = Object.getOwnPropertyDescriptor(globalThis, 'length').get;
    const call = (method, self, ...args) => apply(method, self, args);

    for (const name of WITHOUT_A_ROUTE) delete globalThis[name];

    // In a head of its own: an element with the name "head" hides the document's. The policy stays with the
    // document after the element is gone.
    const addPolicy = (target, content) => {
        const [head, policy] = ['head', 'meta'].map(name => call(createElementNS, target, HTML, name));
        call(setAttribute, policy, 'http-equiv', 'Content-Security-Policy');
        call(setAttribute, policy, 'content', content);
        call(appendChild, head, policy);
        call(appendChild, call(getRoot, target) ?? target, head);
        call(remove, head);
    };

    const isReadable = view => {
        try {
            return Boolean(view.document);
        } catch {
            return false;  // it is of another origin
        }
    };
    const forEachFrame = (view, action) => {
        for (let index = 0; index < call(getLength, view); index++) {
            if (isReadable(view[index])) action(view[index]);
        }
    };

    const recordInstances = name => {
        const instances = new Set();
        const recorded = new Proxy(globalThis[name], {
            construct: (...args) => {
                const instance = construct(...args);
                instances.add(instance);
                return instance;
            },
        });
        recorded.prototype.constructor = globalThis[name] = recorded;
        return instances;
    };
    const workers = recordInstances('Worker');
    const sockets = recordInstances('WebSocket');

    // Chromium sends what a page does while it is left, such as a beacon, past each route and event. A script
    // can do so by a frame, which is left later; a worker has a policy of its own.
    const closeWindow = view => {
        addPolicy(view.document, SEND_NOTHING);
        for (const worker of view[KEY]?.workers ?? []) call(terminate, worker);
        forEachFrame(view, closeWindow);
    };
    // The first document of a tab has this event while window.open() makes it, and then stays.
    let isBeingMade = true;
    queueMicrotask(() => { isBeingMade = false; });
    // What a javascript: address makes in a frame that was empty has the policy of the empty document.
    const isReplacedByScript = () => globalThis.navigation?.currentEntry === null && globalThis.frameElement
        && /^\s*javascript:/i.test(call(getAttribute, globalThis.frameElement, 'src') ?? '');
    const closeOnLeaving = event => {
        const isLeaving = event.isTrusted && !isBeingMade;  // and no script's own event of this name
        if (isLeaving && !isReplacedByScript()) closeWindow(globalThis);
    };
    const listen = () => call(addEventListener, globalThis, 'pagehide', closeOnLeaving, {capture: true});
    listen();
    // Each of these removes the listeners of a document that has come as a whole.
    for (const name of ['open', 'write', 'writeln']) {
        Document.prototype[name] = new Proxy(Document.prototype[name], {
            apply: (method, self, args) => {
                try {
                    return apply(method, self, args);
                } finally {
                    self?.defaultView?.[KEY]?.listen();
                }
            },
        });
    }

    // For sockets alone: of what a policy blocks, the body is not known.
    const closeSockets = hosts => {
        const own = hosts.flatMap(host => [`ws://${host}:*`, `wss://${host}:*`]).join(' ');
        addPolicy(document, `connect-src http: https: data: blob: ${own}`);
        for (const socket of sockets) {
            if (!hosts.includes(new URL(socket.url).hostname)) socket.close();
        }
        forEachFrame(globalThis, frame => frame[KEY]?.closeSockets(hosts));
    };
    Object.defineProperty(globalThis, KEY, {
        configurable: true,  // the first document of a frame and the next can have the same window
        value: {closeSockets, listen, workers},
    });
})();
