// Changes an item in one way: its words, its place, its style, its field or its link. A part of the script of
// ../mutator.py, in one scope with the others.

const FIELDS = "input:not([type=hidden], [type=button], [type=submit], [type=reset]), select, textarea";
const HIDDEN = `${SKIPPED}, [hidden], [aria-hidden=true], [style*="display: none"], [style*="display:none"]`;

// Changing words: within one text node where the item is, so that its inner elements stay.
const changeItem = change => ({ element, text }) => {
    const words = wordsOf(element), item = words.includes(text) ? text : words.trim();
    const changed = change(item);
    if (!item || changed === item) { return false; }
    if (element.tagName !== "INPUT") {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            if (walker.currentNode.data.includes(item)) {
                walker.currentNode.data = walker.currentNode.data.replace(item, () => changed);
                return true;
            }
        }
    }
    return setWords(element, words.replace(item, () => changed));
};
const longestWord = text => text.split(/\s+/).reduce((one, other) => other.length > one.length ? other : one, "");
const lastSpace = text => text.trimEnd().lastIndexOf(" ");

const rowOf = element => element.closest("tr, li, p, .row") ?? element;
const block = element => element.closest("p, table, ul, ol, form, h1, h2, h3, div") ?? element;
const exchange = (one, other) => {
    if (!one || !other) { return false; }
    const place = document.createComment("");
    one.replaceWith(place);
    other.replaceWith(one);
    place.replaceWith(other);
    return true;
};
// Something that a reader would miss: an empty or hidden neighbor is not one.
const hasContent = element => !element.matches(HIDDEN)
    && Boolean(squeeze(wordsOf(element)) || element.querySelector(`${FIELDS}, button, img, input[value]`));
const neighbor = element => [element.nextElementSibling, element.previousElementSibling].find(one =>
    one && one.tagName === element.tagName && hasContent(one) && wordsOf(one).trim() !== wordsOf(element).trim());
// Within the screen's own content: where that is on the page is not what an item is about.
const swap = ({ element, content }) => {
    for (let one = element; one && !one.matches(`body, form, ${content}`); one = one.parentElement) {
        if (neighbor(one)) { return exchange(one, neighbor(one)); }
    }
    return false;
};

const style = css => ({ element }) => {
    element.style.cssText += css.split(";").map(rule => `;${rule} !important`).join("");
    return true;
};
const ROWS = "table, thead, tbody, tfoot, tr";
const wrapInner = (element, tag, css) => {
    if (element.matches("input, img")) { return false; }
    // Within a row, but outside its cells, a parser would move the wrapper out of the table.
    if (element.matches(ROWS)) {
        return [...element.querySelectorAll("td, th")].map(cell => wrapInner(cell, tag, css)).some(Boolean);
    }
    const wrapper = element.ownerDocument.createElement(tag);
    wrapper.style.cssText = css;
    wrapper.append(...element.childNodes);
    element.append(wrapper);
    return true;
};

const make = (context, html) => {
    const template = context.root.ownerDocument.createElement("template");
    template.innerHTML = html;
    return template.content;
};
const contentOf = ({ root, content }) => root.querySelector(content) ?? root.querySelector("body") ?? root;
const addScript = script => context => {
    if (context.kind === PARTIAL) { return false; }
    const element = context.root.ownerDocument.createElement("script");
    element.textContent = script;
    context.root.querySelector("body")?.append(element);
    return true;
};

const fieldOf = ({ element, root }) => {
    if (element.matches(FIELDS)) { return element; }
    const label = element.closest("label[for]") ?? element.querySelector("label[for]");
    const own = label && root.querySelector(`[id="${label.getAttribute("for")}"]`);
    return own ?? element.closest("tr, .row, label")?.querySelector(FIELDS) ?? null;
};
const isLabel = context => !context.element.matches("a, button") && !isButton(context.element)
    && fieldOf(context) && context.element !== fieldOf(context);
const buttonOf = ({ element }) => element.closest("button") ?? (isButton(element) ? element : null);
const linkOf = ({ element }) => element.closest("a[href]") ?? element.querySelector("a[href]");
const field = change => context => {
    const found = isLabel(context) && fieldOf(context);
    return found ? change(found, context) ?? true : false;
};
const link = change => context => {
    const found = linkOf(context);
    return found ? change(found, context) ?? true : false;
};
const nextLabel = ({ element, root, kind }) => {
    const fields = [...root.querySelectorAll(FIELDS)];
    const own = fieldOf({ element, root, kind });
    const next = fields[fields.indexOf(own) + 1];
    const label = next && (root.querySelector(`label[for="${next.id}"]`)
        ?? next.closest("tr")?.querySelector("td, th, label"));
    return label && !label.contains(next) ? label : null;
};
const toOtherHost = (address, { elsewhere, url }) => {
    if (address.startsWith("mailto:")) { return address.replace(/@[^?]*/, "@elsewhere.example"); }
    const full = new URL(address, url);
    return `${elsewhere}${full.pathname}${full.search}`;
};
