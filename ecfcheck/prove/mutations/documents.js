// Reads and writes the documents that a court sends, and finds in them what a flow documents.
// A part of the script of ../mutator.py, in one scope with the others.

const PARTIAL = "xml";
const MAX_PLACES = 3;
const MAX_RELATED = 4;
const SKIPPED = "head, script, style, template, noscript, input[type=hidden]";

// A document as its roots (one, or one for each part of a partial response) and how to write it again.
const parse = (body, kind) => {
    if (kind !== PARTIAL) {
        const page = new DOMParser().parseFromString(body, "text/html");
        return { page, kind, roots: [page.documentElement] };
    }
    const answer = new DOMParser().parseFromString(body, "text/xml");
    const updates = [...answer.querySelectorAll("update")];
    const roots = updates.map(one => new DOMParser().parseFromString(one.textContent, "text/html").body);
    return { answer, kind, updates, roots };
};
const write = ({ page, answer, updates, roots }) => {
    if (page) { return `<!DOCTYPE html>\n${page.documentElement.outerHTML}`; }
    updates.forEach((update, index) => {
        update.replaceChildren(answer.createCDATASection(roots[index].innerHTML));
    });
    return new XMLSerializer().serializeToString(answer);
};
const copy = parsed => parsed.page
    ? (page => ({ page, kind: parsed.kind, roots: [page.documentElement] }))(parsed.page.cloneNode(true))
    : (answer => ({
        answer, kind: parsed.kind, updates: [...answer.querySelectorAll("update")],
        roots: parsed.roots.map(root => root.cloneNode(true)),
    }))(parsed.answer.cloneNode(true));

// Texts without any white space, as a table's cells have none between them in textContent.
const squeeze = text => (text ?? "").replace(/\s+/g, "");
const isButton = element => element.matches("input[type=button], input[type=submit], input[type=reset]");
const wordsOf = element => {
    if (element.tagName === "INPUT") { return element.getAttribute("value") ?? ""; }
    return element.textContent;
};
const squeezed = new WeakMap();
const squeezedWords = element => {
    if (!squeezed.has(element)) { squeezed.set(element, squeeze(wordsOf(element))); }
    return squeezed.get(element);
};
const setWords = (element, words) => {
    if (element.tagName === "INPUT") { element.setAttribute("value", words); } else { element.textContent = words; }
    return true;
};

const listElements = root => [...root.querySelectorAll("*")].filter(element => !element.closest(SKIPPED));
const pathOf = (element, root) => {
    const path = [];
    for (let one = element; one !== root; one = one.parentElement) {
        path.unshift([...one.parentElement.children].indexOf(one));
    }
    return path;
};
const follow = (parsed, [root, ...path]) =>
    path.reduce((element, index) => element?.children[index], parsed.roots[root]);

// The innermost elements that say exactly the item; without any, those that say it among other things.
const findItem = (elements, text) => {
    const wanted = squeeze(text);
    const says = [element => squeezedWords(element) === wanted, element => squeezedWords(element).includes(wanted)];
    for (const test of wanted ? says : []) {
        const found = elements.filter(one => test(one) && ![...one.children].some(test));
        if (found.length) { return found.slice(0, MAX_PLACES); }
    }
    return [];
};
// What a check may go by that returns a word of its own, such as `upgraded`: rows and links with its words.
const findRelated = (elements, words) => elements
    .filter(one => one.matches("tr, a") && !one.querySelector("tr"))
    .filter(one => words.some(word => one.textContent.toLowerCase().includes(word)))
    .flatMap(one => one.cells ? [...one.cells] : [one])
    .slice(0, MAX_RELATED);

const findTargets = (parsed, items) => {
    const targets = [], known = new Set();
    for (const item of items) {
        for (const [index, root] of parsed.roots.entries()) {
            const elements = listElements(root);
            const exact = findItem(elements, item.text);
            const twins = exact.map(element => [index, ...pathOf(element, root)]);
            for (const element of exact.length ? exact : findRelated(elements, item.related)) {
                const path = [index, ...pathOf(element, root)];
                if (known.has(String(path))) { continue; }
                known.add(String(path));
                const text = exact.length ? item.text : wordsOf(element).trim();
                targets.push({ source: item.source, part: item.part, text, path, twins });
            }
        }
    }
    return targets;
};
