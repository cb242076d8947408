/** Closes, in a document before its own scripts run, what sends requests that no route of Playwright sees. */
(() => {
    const HTML = 'http://www.w3.org/1999/xhtml';
    const WITHOUT_A_ROUTE = ['SharedWorker', 'WebSocketStream', 'WebTransport', 'RTCPeerConnection', 'fetchLater'];
    // Its scripts still run: a document that a javascript: address makes inherits this policy.
    const SEND_NOTHING = "default-src 'none'; form-action 'none';"
        + " script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'";

    // Kept, since a page can replace them.
    const {apply, construct} = Reflect;
    const {createElementNS} = Document.prototype;
    const {addEventListener} = EventTarget.prototype;
    const {appendChild} = Node.prototype;
    const {remove, setAttribute} = Element.prototype;
    const getRoot = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement').get;
    const {terminate} = Worker.prototype;
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
    const listFrames = view => Array.from({length: view.length}, (_, index) => view[index]).filter(isReadable);

    const recordInstances = name => {
        const instances = new Set();
        globalThis[name] = new Proxy(globalThis[name], {
            construct: (...args) => {
                const instance = construct(...args);
                instances.add(instance);
                return instance;
            },
        });
        return instances;
    };
    const workers = recordInstances('Worker');
    const sockets = recordInstances('WebSocket');

    // Chromium sends what a page does while it is left, such as a beacon, past each route and event. A script
    // can do so by a frame, which is left later; a worker has a policy of its own.
    const closeWindow = view => {
        addPolicy(view.document, SEND_NOTHING);
        listFrames(view).forEach(closeWindow);
    };
    const closeOnLeaving = event => {
        if (!event.isTrusted) return;  // a script's own event of this name
        closeWindow(globalThis);
        for (const worker of workers) call(terminate, worker);
    };
    const listen = () => call(addEventListener, globalThis, 'pagehide', closeOnLeaving, {capture: true});
    listen();
    // Each of these removes the listeners of a document that has come as a whole.
    for (const name of ['open', 'write', 'writeln']) {
        const own = Document.prototype[name];
        Document.prototype[name] = function (...args) {
            try {
                return call(own, this, ...args);
            } finally {
                listen();
            }
        };
    }

    Object.defineProperty(globalThis, KEY, {
        configurable: true,  // the first document of a frame and the next can have the same window
        value: hosts => {
            const own = hosts.flatMap(host => [`ws://${host}:*`, `wss://${host}:*`]).join(' ');
            // For sockets alone: of what a policy blocks, the body is not known.
            addPolicy(document, `connect-src http: https: data: blob: ${own}`);
            for (const socket of sockets) {
                if (!hosts.includes(new URL(socket.url).hostname)) socket.close();
            }
            for (const frame of listFrames(globalThis)) frame[KEY]?.(hosts);
        },
    });
})();
